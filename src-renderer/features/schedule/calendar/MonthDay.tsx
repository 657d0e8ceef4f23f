import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { PlainDate } from '../../../../src-shared/domain/time.ts';
import type { ScheduleLoad } from '../../../../src-shared/ipc/schedule-views.ts';
import { t } from '../../../../src-shared/text/text.ts';

interface Props {
  readonly date: PlainDate;
  /** `null` while it is not known. */
  readonly load: ScheduleLoad['days'][number] | null;
  readonly today: boolean;
  /** It is shown: by itself, or with its week. */
  readonly selected: boolean;
  /** It is the day shown, or that of which the week is. */
  readonly shown: boolean;
  readonly tabStop: boolean;
  readonly onChoose: () => void;
}

/** A day of the month: its number and, under it, a bar as long as it is full. Closed days are hatched. */
export function MonthDay({ date, load, today, selected, shown, tabStop, onChoose }: Props): ReactNode {
  const closed = load !== null && (load.closed || load.openMinutes === 0);
  const full = load === null || closed ? 0 : Math.min(1, load.takenMinutes / load.openMinutes);
  const words = load === null ? null : t.calendarViews.loadSentence(load);
  return (
    <Box
      component="td"
      role="gridcell"
      data-day={date}
      tabIndex={tabStop ? 0 : -1}
      aria-selected={selected}
      {...(today ? { 'aria-current': 'date' as const } : {})}
      aria-label={t.calendarViews.monthDayName(date, words, today)}
      title={words ?? undefined}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onChoose();
      }}
      sx={{
        position: 'relative',
        height: 30,
        p: 0,
        textAlign: 'center',
        fontSize: '0.8125rem',
        borderRadius: 0.75,
        cursor: 'pointer',
        color: closed && !shown ? 'text.secondary' : 'text.primary',
        fontWeight: today ? 700 : 400,
        // The border is there in forced colours, too.
        border: 2,
        borderColor: today ? 'primary.main' : 'transparent',
        backgroundImage: closed && !shown ? HATCHED : 'none',
        '&:hover': { bgcolor: 'action.hover' },
        '&:focus-visible': { outlineOffset: 0, zIndex: 1 },
        ...(selected && !shown
          ? { bgcolor: 'action.selected', borderColor: today ? 'primary.main' : 'divider' }
          : {}),
        ...(shown
          ? { bgcolor: 'primary.main', color: 'primary.contrastText', '&:hover': { bgcolor: 'primary.main' } }
          : {}),
      }}
    >
      {Number(date.slice(8))}
      {closed || load === null || load.count === 0 ? null : (
        <Box
          aria-hidden
          sx={{
            position: 'absolute',
            left: 4,
            right: 4,
            bottom: 2,
            height: 3,
            borderRadius: 2,
            overflow: 'hidden',
            bgcolor: 'color-mix(in srgb, currentColor 18%, transparent)',
          }}
        >
          <Box
            sx={{
              width: `${Math.max(8, Math.round(full * 100))}%`,
              height: '100%',
              bgcolor: shown ? 'primary.contrastText' : 'primary.main',
            }}
          />
        </Box>
      )}
    </Box>
  );
}

const HATCHED =
  'repeating-linear-gradient(-45deg, transparent 0 4px, color-mix(in srgb, var(--mui-palette-text-secondary) 22%, transparent) 4px 5px)';
