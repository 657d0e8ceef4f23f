import { useEffect, useState } from 'react';
import type { NextSlot } from '../../../src-shared/domain/next-slots.ts';
import { type EpochMs, plainDateOf } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AbsenceVisit } from '../../../src-shared/ipc/absence-views.ts';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import { clock } from '../../api/clock.ts';
import { useZone } from '../../stores/clinic.ts';
import { IN_DIALOG, useTyped } from '../../stores/typed.ts';
import { claimFor, findTimes, isTaken, type Movable, timesBeside } from '../requests/many/find-times.ts';

/** A visit for which a time is looked for. */
export interface VisitToMove extends Movable {
  readonly visit: AbsenceVisit;
  readonly appointment: AppointmentView;
}

export interface NewTimes {
  /** The time meant for a visit; none while it is looked for, or where there is none. */
  readonly slotOf: (visitId: string) => NextSlot | null;
  /** The times it could have while the others have theirs, and that one; `null` while they are looked for. */
  readonly timesOf: (visitId: string) => readonly NextSlot[] | null;
  readonly choose: (visitId: string, slot: NextSlot) => void;
  /** The time that was chosen for it is none of those found any more. */
  readonly wasTaken: (visitId: string) => boolean;
  /** The time that is shown in the place of that one is meant from now on. */
  readonly agree: (visitId: string) => void;
  /** How many of how many have been looked at, while they are. */
  readonly lookedFor: { readonly done: number; readonly of: number } | null;
  readonly error: AppError | null;
}

/** A visit as it was shown, and with whom a time is looked for: once found, its times stay until either changes. */
const keyOf = ({ visit }: VisitToMove, anybody: boolean): string => `${anybody} ${visit.id} ${visit.shown}`;

/**
 * Looks for new times out of the absence, which ends at `end`, no two the same, for those visits that have none yet: what comes later takes none of those that
 * are shown already.
 */
export function useNewTimes(
  absenceId: string,
  visits: readonly VisitToMove[],
  end: EpochMs,
  { anybody, looking }: { readonly anybody: boolean; readonly looking: boolean },
): NewTimes {
  const zone = useZone();
  const [found, setFound] = useState<ReadonlyMap<string, readonly NextSlot[]>>(new Map());
  const [chosen, setChosen] = useTyped<Readonly<Record<string, NextSlot>>>(
    `${IN_DIALOG}away/${absenceId}/times`,
    {},
  );
  const [lookedFor, setLookedFor] = useState<NewTimes['lookedFor']>(null);
  const [error, setError] = useState<AppError | null>(null);
  const slotOf = (row: VisitToMove): NextSlot | null => {
    const key = keyOf(row, anybody);
    const times = found.get(key);
    if (times === undefined) return chosen[key] ?? null;
    return (isTaken(chosen[key], times) ? null : chosen[key]) ?? times[0] ?? null;
  };
  const wasTaken = (row: VisitToMove): boolean => {
    const key = keyOf(row, anybody);
    return isTaken(chosen[key], found.get(key) ?? (chosen[key] ? [chosen[key]] : []));
  };
  const claims = visits.flatMap((row) => {
    const slot = slotOf(row);
    return slot === null ? [] : [{ id: row.id, ...claimFor(row, slot) }];
  });
  const missing = visits.filter((row) => !found.has(keyOf(row, anybody)));
  const wanted = looking ? missing.map((row) => keyOf(row, anybody)).join('\n') : '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what is missing.
  useEffect(() => {
    if (wanted === '') return;
    let current = true;
    void findTimes(
      missing,
      { now: clock.now(), zone },
      (done) => {
        if (current) setLookedFor({ done, of: missing.length });
        return current;
      },
      {
        anybody,
        // When providers are away nothing of theirs is offered anyway.
        taken: claims.map(({ id: _, ...claim }) => claim),
        notBefore: anybody ? null : plainDateOf(end, zone),
      },
    ).then((result) => {
      if (!current) return;
      setLookedFor(null);
      setError(result.ok ? null : result.error);
      if (!result.ok) return;
      const fresh = result.value.map(({ row, times }) => [keyOf(row, anybody), times] as const);
      setFound((before) => new Map([...before, ...fresh]));
    });
    return () => {
      current = false;
      // Nobody waits for it any more.
      setLookedFor(null);
    };
  }, [wanted, zone]);

  const byId = new Map(visits.map((row) => [row.id, row]));
  return {
    slotOf: (visitId) => {
      const row = byId.get(visitId);
      return row === undefined ? null : slotOf(row);
    },
    timesOf: (visitId) => {
      const row = byId.get(visitId);
      const times = row && found.get(keyOf(row, anybody));
      if (row === undefined || times === undefined) return null;
      return timesBeside(
        { row, times },
        claims.filter(({ id }) => id !== visitId),
      );
    },
    choose: (visitId, slot) => {
      const row = byId.get(visitId);
      if (row !== undefined) setChosen((before) => ({ ...before, [keyOf(row, anybody)]: slot }));
    },
    wasTaken: (visitId) => {
      const row = byId.get(visitId);
      return row !== undefined && wasTaken(row);
    },
    agree: (visitId) => {
      const row = byId.get(visitId);
      if (row === undefined || !wasTaken(row)) return;
      setChosen(({ [keyOf(row, anybody)]: _taken, ...others }) => others);
    },
    lookedFor,
    error,
  };
}
