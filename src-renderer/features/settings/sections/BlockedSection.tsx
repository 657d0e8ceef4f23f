import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useClinic, useMoment } from '../../../stores/clinic.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { TellingFrame } from '../SectionFrame.tsx';
import { SharedNotice } from '../SharedNotice.tsx';

/** Settings, Blocked time: all of it, each leading to where it is changed. */
export function BlockedSection(): ReactNode {
  const { directory, rules } = useClinic();
  const moment = useMoment();
  const nameOf = (practitionerId: string): string =>
    directory.practitioners.find(({ id }) => id === practitionerId)?.name ??
    t.settings.practiceText.unknownProvider;
  const { words } = t.blocks;
  return (
    <TellingFrame id="blocked">
      <SharedNotice section="blocked" />
      <Typography sx={{ mb: 2 }}>{words.allHint}</Typography>
      {rules.blocks.length === 0 ? <Typography color="textSecondary">{words.none}</Typography> : null}
      <Box
        component="ul"
        aria-label={words.all}
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}
      >
        {rules.blocks
          .toSorted((a, b) => (a.date < b.date ? -1 : 1))
          .map((block) => (
            <li key={block.id}>
              <Button
                variant="outlined"
                fullWidth
                sx={{ justifyContent: 'flex-start', textAlign: 'start' }}
                onClick={() =>
                  useDialogs.getState().ask({ asks: 'block', about: { id: block.id, date: null } })
                }
              >
                {nameOf(block.practitionerId)} · {t.blocks.whenWords(block, moment)} · {block.reason}
              </Button>
            </li>
          ))}
      </Box>
      <Button
        variant="outlined"
        sx={{ mt: 2 }}
        onClick={() => useDialogs.getState().ask({ asks: 'block', about: {} })}
      >
        {words.open}
      </Button>
    </TellingFrame>
  );
}
