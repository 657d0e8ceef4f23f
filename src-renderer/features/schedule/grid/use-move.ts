import { useCallback, useRef, useState } from 'react';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { CalendarGridProps } from './calendar-grid-props.ts';
import type { GridLayout } from './layout.ts';
import { fixedBecause } from './movable.ts';
import { type Move, slotAt } from './move.ts';
import { samePlace } from './moves.ts';

export interface Moves {
  /** The move that has begun; `null` when there is none, or when the appointment has changed meanwhile. */
  readonly current: Move | null;
  /** What there is to say besides. */
  readonly said: string;
  /** Whether an appointment of that column may be moved; says why not. */
  readonly permits: (appointment: AppointmentView, column: number) => boolean;
  readonly set: (move: Move) => void;
  /** Asks for it; at its old place there is nothing to ask, and it is put back. */
  readonly propose: (move: Move) => void;
  readonly putBack: () => void;
  readonly hush: () => void;
}

/** The move of an appointment until it is proposed. Nothing of it leaves the grid before. */
export function useMove(props: CalendarGridProps, layout: GridLayout): Moves {
  const [held, setHeld] = useState<Move | null>(null);
  const [said, setSaid] = useState('');
  const latest = useRef({ props, layout });
  latest.current = { props, layout };
  const unchanged =
    held !== null && layout.columns[held.from.column]?.day.appointments.includes(held.appointment) === true;

  const permits = useCallback((appointment: AppointmentView, column: number): boolean => {
    const day = latest.current.layout.columns[column]?.day;
    const fixed = day === undefined ? null : fixedBecause(appointment, day);
    if (fixed !== null) setSaid(t.calendar.calendarText.fixed[fixed]);
    return fixed === null;
  }, []);
  const set = useCallback((move: Move) => {
    setSaid('');
    setHeld(move);
  }, []);
  const putBack = useCallback(() => {
    setHeld(null);
    setSaid(t.calendar.calendarText.putBack);
  }, []);
  const propose = useCallback(
    ({ appointment, from, place }: Move) => {
      const slot = slotAt(appointment, place, latest.current.props.columns);
      if (slot === null || samePlace(from, place)) return putBack();
      setHeld(null);
      latest.current.props.onMove(appointment, slot);
    },
    [putBack],
  );
  const hush = useCallback(() => setSaid(''), []);
  return { current: unchanged ? held : null, said, permits, set, propose, putBack, hush };
}
