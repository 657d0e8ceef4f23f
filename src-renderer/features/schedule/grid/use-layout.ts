import { useMemo, useRef } from 'react';
import type { ZoneId } from '../../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import type { StepMinutes } from './geometry.ts';
import { type GridLayout, gridLayout } from './layout.ts';
import { steadyDay } from './steady.ts';
import type { CalendarColumn } from './types.ts';

/** The columns laid out; what has not changed since the last time is the very same object. */
export function useLayout(columns: readonly CalendarColumn[], zone: ZoneId, step: StepMinutes): GridLayout {
  const before = useRef<{
    readonly days: ReadonlyMap<string, ScheduleDay>;
    readonly layout: GridLayout | null;
    readonly zone: ZoneId;
  }>({ days: new Map(), layout: null, zone });
  return useMemo(() => {
    const last = before.current.zone === zone ? before.current : { days: new Map(), layout: null };
    const days = columns.map(({ key, day }) => steadyDay(last.days.get(key), day));
    const layout = gridLayout(days, zone, step, last.layout);
    before.current = {
      days: new Map(columns.map(({ key, day }, index) => [key, days[index] ?? day])),
      layout,
      zone,
    };
    return layout;
  }, [columns, zone, step]);
}
