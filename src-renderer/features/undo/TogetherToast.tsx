import { Button, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { ActionMenu } from '../../components/ActionMenu.tsx';
import { useHint } from '../../keyboard/use-hint.ts';
import { type Together, type Undoable, useDecisions } from '../../stores/decisions.ts';

interface Props {
  /** Those of one go that can still be taken back, oldest first. */
  readonly entries: readonly Undoable[];
  readonly act: Together['act'];
  readonly now: number;
  /** It is what the keys take back. */
  readonly newest: boolean;
}

/** Decisions given in one go: taken back all together, or each by itself. The seconds are those of the first to leave. */
export function TogetherToast({ entries, act, now, newest }: Props): ReactNode {
  const hint = useHint(newest ? 'undo' : undefined);
  const batch = entries[0]?.together?.batch ?? '';
  const until = Math.min(...entries.map(({ undoUntil }) => undoUntil));
  const sentence = t.many.sentence(act, entries.length);
  return (
    <Paper
      component="li"
      elevation={0}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flexShrink: 0,
        gap: 1,
        pl: 1.5,
        pr: 0.5,
        py: 0.125,
        bgcolor: 'text.primary',
        color: 'background.paper',
        '& .MuiButton-root': { color: 'inherit', borderColor: 'currentColor', py: 0.125 },
      }}
    >
      <Typography variant="body2" component="p" noWrap sx={{ fontWeight: 600 }}>
        {sentence}
      </Typography>
      <Button
        color="inherit"
        variant="outlined"
        {...hint}
        aria-label={`${t.many.undoAll} (${sentence})`}
        onClick={() => void useDecisions.getState().undoTogether(batch)}
      >
        {t.many.undoAll} ({Math.max(0, Math.ceil((until - now) / 1000))})
      </Button>
      <ActionMenu
        label={t.many.undoEach}
        actions={entries.map(({ outboxId, sentence: label, detail }) => ({
          id: outboxId,
          label: detail === '' ? label : `${label}, ${detail}`,
          shortcut: undefined,
          whyNot: null,
          busy: false,
          run: () => void useDecisions.getState().undo(outboxId),
        }))}
      />
    </Paper>
  );
}
