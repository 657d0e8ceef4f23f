import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { clock } from '../../../api/clock.ts';
import { elementOf } from './dom.ts';
import { type GridLayout, restingPlace, timeAt } from './layout.ts';
import { firstStop, type Stop, sameStop, stands, stopOfAppointment } from './stops.ts';

export interface Stops {
  /** What holds the one tab stop. */
  readonly stop: Stop | null;
  /** A free time that was asked for, and not only the place where the focus would go. */
  readonly timeShown: boolean;
  /** Gives the tab stop and the focus to it. */
  readonly go: (stop: Stop) => void;
  /** The focus has come to it. */
  readonly came: (stop: Stop) => void;
}

/**
 * The grid's roving tab stop. When what holds it moves, it goes along, and so does the focus when that was lost with it.
 * `pendingId`: the appointment a dialog is asking about; when the dialog has gone, the focus is back on it.
 */
export function useStops(
  root: RefObject<HTMLElement | null>,
  layout: GridLayout,
  pendingId: string | null,
): Stops {
  const [chosen, setChosen] = useState<Stop | null>(null);
  const wanted = useRef(false);
  const models = layout.columns.map(({ model }) => model);
  const stop =
    standing(chosen, layout) ?? firstStop(models, restingPlace(layout, clock.now()), timeAt(layout));
  const latest = useRef(stop);
  latest.current = stop;

  const focusNow = useCallback(() => {
    const element =
      root.current === null || latest.current === null ? null : elementOf(root.current, latest.current);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [root]);

  useLayoutEffect(() => {
    // The element that had the focus has gone with the place where it stood.
    const lost =
      chosen?.kind === 'entry' && !sameStop(chosen, stop) && document.activeElement === document.body;
    if (!sameStop(chosen, stop) && chosen !== null) setChosen(stop);
    if (!wanted.current && !lost) return;
    wanted.current = false;
    focusNow();
  });

  useEffect(() => {
    if (pendingId === null) return;
    return () => {
      // The dialog gives the focus back to the element that had it, if that is still there.
      window.setTimeout(() => {
        if (document.activeElement === document.body) focusNow();
      });
    };
  }, [pendingId, focusNow]);

  const go = useCallback((next: Stop) => {
    wanted.current = true;
    setChosen({ ...next });
  }, []);
  const came = useCallback((next: Stop) => {
    setChosen((before) => (sameStop(before, next) ? before : next));
  }, []);
  return { stop, timeShown: chosen?.kind === 'time', go, came };
}

/** The stop chosen, where it is now; `null` when it has gone. */
function standing(chosen: Stop | null, { columns }: GridLayout): Stop | null {
  if (chosen === null) return null;
  const models = columns.map(({ model }) => model);
  if (chosen.kind === 'time') {
    const day = columns[chosen.column]?.day;
    return day !== undefined && chosen.at >= day.from && chosen.at < day.to ? chosen : null;
  }
  if (stands(chosen, models)) return chosen;
  return chosen.kind === 'entry' ? stopOfAppointment(chosen.id, models) : null;
}
