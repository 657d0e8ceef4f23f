import fc from 'fast-check';
import type { MailWeather } from './desk.ts';
import { FAULTS, type Fault } from './network.ts';

/** One thing that happens in the world. What does not fit when its turn comes (no such request, refused by the rules) is left out. */
export type Step =
  /** At a desk. `pick` chooses among what the desk shows. */
  | { readonly do: 'decide'; readonly desk: number; readonly pick: number; readonly command: RequestChoice }
  | {
      readonly do: 'schedule';
      readonly desk: number;
      readonly pick: number;
      readonly command: ScheduleChoice;
    }
  | { readonly do: 'undo'; readonly desk: number }
  | { readonly do: 'refresh'; readonly desk: number }
  /** In the portal: a patient, or another program of the clinic. */
  | { readonly do: 'ask'; readonly pick: number; readonly cancel: boolean; readonly hour: number }
  | { readonly do: 'withdraw'; readonly pick: number }
  | { readonly do: 'answer'; readonly pick: number; readonly accepted: boolean }
  | { readonly do: 'move'; readonly pick: number; readonly hour: number }
  | { readonly do: 'cancel'; readonly pick: number }
  /** Around a desk. */
  | {
      readonly do: 'weather';
      readonly desk: number;
      readonly faults: readonly Fault[];
      readonly share: number;
      readonly slowestMs: number;
    }
  | { readonly do: 'fair'; readonly desk: number }
  | { readonly do: 'mail'; readonly desk: number; readonly mail: MailWeather }
  | { readonly do: 'power'; readonly desk: number; readonly statements: number }
  | { readonly do: 'lock'; readonly desk: number; readonly ms: number; readonly reads: boolean }
  | { readonly do: 'clock'; readonly desk: number; readonly offMs: number }
  /** Time passes. */
  | { readonly do: 'wait'; readonly ms: number };

export interface Place {
  readonly hour: number;
  readonly practitioner: number;
}

export type RequestChoice =
  | {
      readonly type:
        | 'approve'
        | 'deny'
        | 'keep'
        | 'cancel-appointment'
        | 'withdraw-proposal'
        | 'accepted'
        | 'declined'
        | 'resend-email';
    }
  | { readonly type: 'propose' | 'update'; readonly place: Place };

export type ScheduleChoice =
  | { readonly type: 'book' | 'update'; readonly place: Place; readonly patient: number }
  | { readonly type: 'cancel-appointment' | 'checked-in' };

/** How much of what happens in a history. */
export interface Shape {
  readonly desks: number;
  readonly steps: number;
  /** Desks' clocks jump. */
  readonly clocks: boolean;
}

const MINUTE = 60_000;

const place = fc.record({ hour: fc.nat(11), practitioner: fc.nat(1) });

const requestChoice: fc.Arbitrary<RequestChoice> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constantFrom('propose' as const, 'update' as const), place }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'deny' as const,
        'keep' as const,
        'cancel-appointment' as const,
        'withdraw-proposal' as const,
        'accepted' as const,
        'declined' as const,
        'resend-email' as const,
      ),
    }),
  },
);

const scheduleChoice: fc.Arbitrary<ScheduleChoice> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('book' as const, 'update' as const),
      place,
      patient: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('cancel-appointment' as const, 'checked-in' as const) }),
  },
);

/** From a moment to hours, short ones more often. */
const duration = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 20, max: 4000 }) },
  { weight: 4, arbitrary: fc.integer({ min: 4000, max: 40_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 40_000, max: 30 * MINUTE }) },
);

const clockJump = fc.constantFrom(
  -24 * 60 * MINUTE,
  -60 * MINUTE,
  -10 * MINUTE,
  -MINUTE,
  MINUTE,
  10 * MINUTE,
  5 * 60 * MINUTE,
  24 * 60 * MINUTE,
);

/** Histories of this shape. */
export function histories({ desks, steps, clocks }: Shape): fc.Arbitrary<readonly Step[]> {
  const desk = fc.nat(desks - 1);
  const pick = fc.nat(20);
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ do: fc.constant('decide' as const), desk, pick, command: requestChoice }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('schedule' as const), desk, pick, command: scheduleChoice }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), desk }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('refresh' as const), desk }) },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('ask' as const),
        pick,
        cancel: fc.boolean(),
        hour: fc.nat(11),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), pick }) },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('answer' as const), pick, accepted: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), pick, hour: fc.nat(11) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), pick }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('weather' as const),
        desk,
        faults: fc.subarray([...FAULTS], { minLength: 1, maxLength: 4 }),
        share: fc.constantFrom(0.2, 0.5, 1),
        slowestMs: fc.constantFrom(40, 2000, 20_000),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('fair' as const), desk }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('mail' as const),
        desk,
        mail: fc.constantFrom<MailWeather>('fair', 'fair', 'refuses', 'later', 'hangs', 'takes-and-breaks'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('power' as const),
        desk,
        statements: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 })),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('lock' as const),
        desk,
        ms: fc.constantFrom(1000, 4000, 12_000, 60_000),
        reads: fc.boolean(),
      }),
    },
    ...(clocks
      ? [
          {
            weight: 2,
            arbitrary: fc.record({ do: fc.constant('clock' as const), desk, offMs: clockJump }),
          },
        ]
      : []),
    { weight: 14, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: duration }) },
  );
  return fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps, size: 'max' });
}
