import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { clock } from '../../api/clock.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useHint } from '../../keyboard/use-hint.ts';
import { type Undoable, useDecisions } from '../../stores/decisions.ts';
import { TogetherToast } from './TogetherToast.tsx';

const TICK_MS = 250;
const SHOWN = 5;

/** The decisions that can still be taken back, the newest first, each with the seconds left. */
export function UndoStack(): ReactNode {
  const undoable = useDecisions((state) => state.undoable);
  const undone = useDecisions((state) => state.undoneSentence);
  const [now, setNow] = useState(() => clock.now());
  const waiting = undoable.length > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = window.setInterval(() => {
      setNow(clock.now());
      useDecisions.getState().expire();
    }, TICK_MS);
    return () => window.clearInterval(timer);
  }, [waiting]);
  const newest = undoable.at(-1);
  return (
    <Box
      component="section"
      aria-label={t.requests.words.undoRegion}
      sx={{ position: 'relative', flex: 1, minWidth: 0, overflowX: 'auto', overflowY: 'hidden' }}
    >
      <VisuallyHidden polite>
        {newest === undefined
          ? undone === ''
            ? ''
            : `${t.requests.words.undone}: ${undone}`
          : spokenGo(undoable, newest)}
      </VisuallyHidden>
      {waiting ? (
        <Box
          component="ul"
          aria-label={t.requests.words.undoList}
          sx={{ display: 'flex', alignItems: 'center', gap: 1, m: 0, p: 0, listStyle: 'none' }}
        >
          {gosOf(undoable)
            .slice(-SHOWN)
            .toReversed()
            .map((go) => {
              const [entry] = go;
              if (entry === undefined) return null;
              const isNewest = newest !== undefined && go.includes(newest);
              return go.length > 1 && entry.together !== null ? (
                <TogetherToast
                  key={entry.together.batch}
                  entries={go}
                  act={entry.together.act}
                  now={now}
                  newest={isNewest}
                />
              ) : (
                <Toast key={entry.outboxId} entry={entry} now={now} newest={isNewest} />
              );
            })}
        </Box>
      ) : (
        <Typography variant="caption" color="textSecondary" noWrap sx={{ display: 'block' }}>
          {undone === '' ? t.requests.words.undoPlace : `${t.requests.words.undone}: ${undone}`}
        </Typography>
      )}
    </Box>
  );
}

/** The decisions by the go in which they were given; one by itself is a go of its own, and so is one whose undo failed. */
const gosOf = (undoable: readonly Undoable[]): readonly (readonly Undoable[])[] => [
  ...Map.groupBy(undoable, ({ together, outboxId, error }) =>
    together === null || error !== null ? outboxId : together.batch,
  ).values(),
];

/** Of a go how many it has been: not each of them by name. */
const spokenGo = (undoable: readonly Undoable[], newest: Undoable): string => {
  const { together } = newest;
  if (together === null) return spoken(newest);
  const count = undoable.filter((one) => one.together?.batch === together.batch).length;
  return count === 1 ? spoken(newest) : t.many.sentence(together.act, count);
};

/** With whose visit it is. */
const spoken = ({ sentence, detail }: Undoable): string =>
  detail === '' ? sentence : `${sentence}, ${detail}`;

function Toast({
  entry,
  now,
  newest,
}: {
  readonly entry: Undoable;
  readonly now: number;
  /** The one that the keys take back. */
  readonly newest: boolean;
}): ReactNode {
  const undo = useDecisions((state) => state.undo);
  const hint = useHint(newest ? 'undo' : undefined);
  const detailId = useId();
  const seconds = Math.max(0, Math.ceil((entry.undoUntil - now) / 1000));
  if (entry.error !== null) {
    return (
      <Alert component="li" severity="error" variant="filled" sx={{ flexShrink: 0, py: 0, my: '-2px' }}>
        {entry.sentence}. {t.errors.errorSentence(entry.error)}
      </Alert>
    );
  }
  return (
    <Paper
      component="li"
      elevation={0}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flex: '0 1 auto',
        minWidth: 200,
        maxWidth: 480,
        gap: 1,
        pl: 1.5,
        pr: 0.5,
        py: 0.125,
        bgcolor: 'text.primary',
        color: 'background.paper',
      }}
    >
      <Box title={spoken(entry)} sx={{ flex: 1, minWidth: 0 }}>
        <Typography
          variant={entry.detail === '' ? 'body2' : 'caption'}
          component="p"
          noWrap
          sx={{ fontWeight: 600, lineHeight: 1.25 }}
        >
          <bdi>{entry.sentence}</bdi>
        </Typography>
        {entry.detail === '' ? null : (
          <Typography id={detailId} variant="caption" component="p" noWrap sx={{ lineHeight: 1.25 }}>
            <bdi>{entry.detail}</bdi>
          </Typography>
        )}
      </Box>
      <Button
        color="inherit"
        variant="outlined"
        {...hint}
        aria-label={`${t.requests.words.undo} (${entry.sentence})`}
        aria-describedby={entry.detail === '' ? undefined : detailId}
        onClick={() => void undo(entry.outboxId)}
        sx={{ minWidth: 84, flexShrink: 0, py: 0.125 }}
      >
        {t.requests.words.undo} ({seconds})
      </Button>
    </Paper>
  );
}
