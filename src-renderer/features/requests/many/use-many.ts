import { useEffect, useRef, useState } from 'react';
import type { ManyAct } from '../../../../src-shared/domain/many-requests.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { clock } from '../../../api/clock.ts';
import { useZone } from '../../../stores/clinic.ts';
import type { OfferedTime } from '../../../stores/dialogs.ts';
import { useSelection } from '../../../stores/selection.ts';
import { IN_DIALOG, useTyped } from '../../../stores/typed.ts';
import { claimFor, findTimes, isTaken, timesBeside, type WithTimes } from './find-times.ts';
import { type LeftOutRow, readChosen } from './read-chosen.ts';

/** A request that would be decided. */
export interface ManyItem {
  readonly row: RequestRow;
  /** The new time meant for it; `null` of an act that gives none. */
  readonly slot: NextSlot | null;
  /** The times it could have instead, and that one. */
  readonly times: readonly NextSlot[];
  /** It is to be decided with the others. */
  readonly included: boolean;
}

/** What would be done, and what not. */
export interface ManyPlan {
  readonly items: readonly ManyItem[];
  readonly leftOut: readonly LeftOutRow[];
  readonly gone: number;
  readonly later: number;
}

export interface Many {
  /** `null` while it is being looked at. */
  readonly plan: ManyPlan | null;
  readonly error: AppError | null;
  /** How many times have been looked for, while they are. */
  readonly lookedFor: { readonly done: number; readonly of: number } | null;
  readonly include: (id: string, included: boolean) => void;
  readonly choose: (id: string, slot: NextSlot) => void;
}

interface Read extends Omit<ManyPlan, 'items'> {
  readonly found: readonly WithTimes[];
}

/** Looks at the requests that are selected, or that a time is to be offered to, once, and keeps what somebody changes of what is to be done to them. */
export function useMany(act: ManyAct, offer: OfferedTime | null = null): Many {
  const zone = useZone();
  const [read, setRead] = useState<Read | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [lookedFor, setLookedFor] = useState<Many['lookedFor']>(null);
  const at = (what: string): string => `${IN_DIALOG}many/${act}/${what}`;
  const [without, setWithout] = useTyped<readonly string[]>(at('without'), []);
  // What somebody has chosen, over the best of each.
  const [picked, setPicked] = useTyped<Readonly<Record<string, NextSlot>>>(at('times'), {});
  const [best, setBest] = useState<ReadonlyMap<string, NextSlot>>(new Map());
  const chosen = useRef(
    offer === null
      ? useSelection.getState().chosen
      : new Map(offer.requestIds.map((id) => [id, null] as const)),
  );
  const offered = useRef(offer);

  useEffect(() => {
    let wanted = true;
    const look = async (): Promise<void> => {
      const result = await readChosen(act, chosen.current);
      if (!wanted) return;
      if (!result.ok) {
        setError(result.error);
        return;
      }
      const { rows, leftOut, gone, later } = result.value;
      const { drop, seen } = useSelection.getState();
      drop(gone);
      const rest = { gone: gone.length, later };
      const one = offered.current;
      if (one !== null) {
        const found = rows.map((row) => ({ row, times: [timeFor(row, one)] }));
        setBest(new Map(found.flatMap(({ row, times: [time] }) => (time ? [[row.id, time]] : []))));
        setRead({ ...rest, leftOut, found });
      } else if (act !== 'propose') {
        setRead({ ...rest, leftOut, found: rows.map((row) => ({ row, times: [] })) });
      } else {
        const times = await findTimes(rows, { now: clock.now(), zone }, (done) => {
          if (wanted) setLookedFor({ done, of: rows.length });
          return wanted;
        });
        if (!wanted) return;
        if (!times.ok) {
          setError(times.error);
          return;
        }
        setLookedFor(null);
        const none = times.value.filter((one) => one.times.length === 0);
        setBest(new Map(times.value.flatMap(({ row, times: [first] }) => (first ? [[row.id, first]] : []))));
        setRead({
          ...rest,
          leftOut: [...leftOut, ...none.map(({ row }) => ({ row, why: { why: 'no-time' } as const }))],
          found: times.value.filter((one) => one.times.length > 0),
        });
      }
      // They stand in the dialog as they are now, with what has changed of them.
      seen([...rows, ...leftOut.map(({ row }) => row)]);
    };
    void look();
    return () => {
      wanted = false;
    };
  }, [act, zone]);

  return {
    plan: read === null ? null : { ...read, items: itemsOf(read.found, { without, best, picked }) },
    error,
    lookedFor,
    include: (id, included) => {
      setWithout((before) => (included ? before.filter((one) => one !== id) : [...before, id]));
      // Whoever takes it in agrees to the time that is shown.
      if (included && read?.found.some(({ row, times }) => row.id === id && isTaken(picked[id], times)))
        setPicked(({ [id]: _taken, ...others }) => others);
    },
    choose: (id, slot) => setPicked((before) => ({ ...before, [id]: slot })),
  };
}

/** The time offered, as long as this visit takes. */
const timeFor = (
  { appointment: { start, end } }: RequestRow,
  { practitionerId, start: from }: OfferedTime,
): NextSlot => ({ practitionerId, start: from, end: from + (end - start), reasons: ['near'] });

/** Each request with the times that none of the others is meant to have. */
function itemsOf(
  found: readonly WithTimes[],
  {
    without,
    best,
    picked,
  }: {
    readonly without: readonly string[];
    readonly best: ReadonlyMap<string, NextSlot>;
    readonly picked: Readonly<Record<string, NextSlot>>;
  },
): ManyItem[] {
  const isGone = ({ row, times }: WithTimes): boolean => isTaken(picked[row.id], times);
  const slots = new Map([
    ...best,
    ...found.flatMap((one) => {
      const slot = picked[one.row.id];
      return slot === undefined || isGone(one) ? [] : [[one.row.id, slot] as const];
    }),
  ]);
  const claims = found.flatMap(({ row }) => {
    const slot = slots.get(row.id);
    return slot === undefined ? [] : [{ id: row.id, ...claimFor(row, slot) }];
  });
  return found.map((one) => ({
    row: one.row,
    slot: slots.get(one.row.id) ?? null,
    times: timesBeside(
      one,
      claims.filter(({ id }) => id !== one.row.id),
    ),
    included: !without.includes(one.row.id) && !isGone(one),
  }));
}
