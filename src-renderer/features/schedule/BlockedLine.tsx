import Block from '@mui/icons-material/Block';
import { Box, ButtonBase } from '@mui/material';
import type { ReactNode } from 'react';
import type { BlockedTime } from '../../../src-shared/domain/blocked-time.ts';
import type { ZoneId } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useClinic } from '../../stores/clinic.ts';
import { useDialogs } from '../../stores/dialogs.ts';

interface Props {
  readonly time: BlockedTime;
  readonly zone: ZoneId;
  readonly withProvider: boolean;
  /** It leads to where it is changed. */
  readonly operable: boolean;
}

/** Time that somebody has blocked, and why. */
export function BlockedLine({ time, zone, withProvider, operable }: Props): ReactNode {
  const { practitioners } = useClinic().directory;
  const name = practitioners.find(({ id }) => id === time.practitionerId)?.name ?? '';
  const words = t.blocks.blockedSentence(time, withProvider ? name : null, zone);
  const sx = {
    width: '100%',
    display: 'flex',
    justifyContent: 'flex-start',
    alignItems: 'center',
    textAlign: 'start',
    gap: 0.75,
    px: 1.5,
    py: 0.5,
    borderRadius: 1,
    border: 1,
    borderColor: 'divider',
    color: 'text.secondary',
    font: 'inherit',
    fontSize: '0.875rem',
    fontWeight: 600,
    backgroundImage:
      'repeating-linear-gradient(-45deg, transparent 0 6px, color-mix(in srgb, var(--mui-palette-text-primary) 9%, transparent) 6px 12px)',
  } as const;
  const content = (
    <>
      <Block fontSize="inherit" aria-hidden />
      <span dir="auto">{words}</span>
    </>
  );
  return (
    <Box component="li">
      {operable ? (
        <ButtonBase
          sx={sx}
          onClick={() =>
            useDialogs.getState().ask({ asks: 'block', about: { id: time.blockId, date: time.date } })
          }
        >
          {content}
        </ButtonBase>
      ) : (
        <Box sx={sx}>{content}</Box>
      )}
    </Box>
  );
}
