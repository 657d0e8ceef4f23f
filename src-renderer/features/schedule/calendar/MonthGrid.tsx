import { Box } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import {
  firstOf,
  monthOf,
  monthWeeks,
  type PlainMonth,
  weekBegin,
  weekOf,
} from '../../../../src-shared/domain/calendar-dates.ts';
import type { PlainDate } from '../../../../src-shared/domain/time.ts';
import type { ScheduleLoad } from '../../../../src-shared/ipc/schedule-views.ts';
import { weekStart } from '../../../../src-shared/text/locale.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useCalendar, useShownDate, useToday } from '../../../stores/calendar.ts';
import { MonthDay } from './MonthDay.tsx';
import { monthKey } from './month-key.ts';

interface Props {
  readonly labelledBy: string;
  readonly month: PlainMonth;
  readonly load: ScheduleLoad['days'];
  /** The whole week of the day shown is marked. */
  readonly weekly: boolean;
  readonly autoFocus: boolean;
  readonly onChoose: (date: PlainDate) => void;
}

/**
 * The days of a month as a grid with one stop of the Tab key (WAI-ARIA Authoring Practices, Date Picker Dialog: arrows go by
 * days and weeks, Home and End within the week, Page Up and Page Down by months, with Shift by years; Enter chooses).
 */
export function MonthGrid({ labelledBy, month, load, weekly, autoFocus, onChoose }: Props): ReactNode {
  const shown = useShownDate();
  const today = useToday();
  const start = weekStart();
  const table = useRef<HTMLTableElement>(null);
  const [cursor, setCursor] = useState<PlainDate | null>(null);
  // The focus goes on where the keys have led it; a month turned by its buttons begins at the day shown, or at its first.
  const stop =
    [cursor, shown, today].find((date) => date !== null && monthOf(date) === month) ?? firstOf(month);
  const focusNext = useRef(autoFocus);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the day has to be there first, and it is after each of these.
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    table.current?.querySelector<HTMLElement>(`[data-day="${stop}"]`)?.focus();
  }, [stop, month]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = monthKey(event, stop, start);
    if (to === null) return;
    event.preventDefault();
    focusNext.current = true;
    setCursor(to);
    if (monthOf(to) !== month) useCalendar.getState().lookAtMonth(monthOf(to));
  };

  const loads = new Map(load.map((day) => [day.date, day]));
  return (
    <Box
      component="table"
      ref={table}
      role="grid"
      aria-labelledby={labelledBy}
      onKeyDown={onKeyDown}
      sx={{ width: '100%', tableLayout: 'fixed', borderSpacing: '1px', borderCollapse: 'separate' }}
    >
      <thead>
        <tr>
          {weekOf(firstOf(month), start).map((date) => (
            <Box
              key={date}
              component="th"
              scope="col"
              abbr={t.calendarViews.weekdayNames(date).long}
              sx={{ fontSize: '0.6875rem', fontWeight: 600, color: 'text.secondary', p: 0, pb: 0.25 }}
            >
              {t.calendarViews.weekdayNames(date).short}
            </Box>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthWeeks(month, start).map((week) => (
          <tr key={week.find((date) => date !== null)}>
            {week.map((date, weekday) =>
              date === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the places of a week have nothing else to be known by.
                <td key={weekday} />
              ) : (
                <MonthDay
                  key={date}
                  date={date}
                  load={loads.get(date) ?? null}
                  today={date === today}
                  selected={weekly ? weekBegin(date, start) === weekBegin(shown, start) : date === shown}
                  shown={date === shown}
                  tabStop={date === stop}
                  onChoose={() => {
                    setCursor(date);
                    onChoose(date);
                  }}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
