import fc from 'fast-check';
import type { MailWeather, Moment } from './desk.ts';
import { FAULTS, type Fault } from './network.ts';
import type { Outage } from './portal.ts';

/** One thing that happens in the world. What does not fit when its turn comes (no such request, refused by the rules) is left out. */
export type Step =
  /** At a desk. `pick` chooses among what the desk shows, `choice` among what can be done about it. */
  | {
      readonly do: 'decide';
      readonly desk: number;
      readonly pick: number;
      readonly choice: number;
      readonly place: Place;
      /** Takes the time whatever speaks against it. */
      readonly override: boolean;
    }
  | {
      readonly do: 'schedule';
      readonly desk: number;
      readonly pick: number;
      readonly choice: number;
      readonly place: Place;
      readonly override: boolean;
    }
  /** One time is offered to up to three, of whom the first to accept gets it. */
  | { readonly do: 'offer'; readonly desk: number; readonly pick: number; readonly place: Place }
  | { readonly do: 'undo'; readonly desk: number }
  | { readonly do: 'type'; readonly desk: number; readonly pick: number; readonly discard: boolean }
  /** A form is opened, or all are closed; for how long, what follows tells. */
  | { readonly do: 'open'; readonly desk: number; readonly pick: number; readonly close: boolean }
  | { readonly do: 'refresh'; readonly desk: number }
  /** Settings: the portal is switched off, or on again; the practice's policy is saved, or of two versions one is chosen. */
  | { readonly do: 'connect'; readonly desk: number; readonly on: boolean }
  | { readonly do: 'policy'; readonly desk: number }
  | { readonly do: 'choose'; readonly desk: number; readonly choice: 'theirs' | 'mine' }
  /** In the portal: a patient, or another program of the clinic. */
  | { readonly do: 'ask'; readonly pick: number; readonly cancel: boolean; readonly hour: number }
  /** A new appointment is asked for. */
  | { readonly do: 'wish'; readonly pick: number; readonly hour: number }
  | { readonly do: 'withdraw'; readonly pick: number }
  | { readonly do: 'answer'; readonly pick: number; readonly accepted: boolean }
  /** A proposal is answered with a time of the patient's own: to each of its times, or to one alone. */
  | { readonly do: 'own-time'; readonly pick: number; readonly hour: number; readonly toAll: boolean }
  | { readonly do: 'move'; readonly pick: number; readonly hour: number }
  | { readonly do: 'cancel'; readonly pick: number }
  | { readonly do: 'outage'; readonly ms: number; readonly how: Outage }
  /** A backup is made of the portal; it is put back to the latest. */
  | { readonly do: 'backup' }
  | { readonly do: 'restore' }
  /** Around a desk. */
  | {
      readonly do: 'weather';
      readonly desk: number;
      readonly faults: readonly Fault[];
      readonly share: number;
      readonly slowestMs: number;
    }
  | { readonly do: 'fair'; readonly desk: number }
  | { readonly do: 'index'; readonly desk: number; readonly lateMs: number }
  | { readonly do: 'mail'; readonly desk: number; readonly mail: MailWeather }
  | { readonly do: 'power'; readonly desk: number; readonly count: number; readonly moment: Moment }
  | { readonly do: 'lock'; readonly desk: number; readonly ms: number; readonly reads: boolean }
  | { readonly do: 'clock'; readonly desk: number; readonly offMs: number }
  | { readonly do: 'pace'; readonly desk: number; readonly rate: number }
  /** Time passes. */
  | { readonly do: 'wait'; readonly ms: number }
  /** The same, with every desk shut. */
  | { readonly do: 'night'; readonly hours: number };

/** What people do. */
export type HandStep = Extract<
  Step,
  {
    readonly do: 'decide' | 'schedule' | 'undo' | 'type' | 'ask' | 'withdraw' | 'answer' | 'move' | 'cancel';
  }
>;

export interface Place {
  readonly hour: number;
  readonly practitioner: number;
}

/** How much of what happens in a history. */
export interface Shape {
  readonly desks: number;
  readonly steps: number;
  /** Desks' clocks jump, and run too fast or too slow. */
  readonly clocks: boolean;
  /** The portal is put back to an earlier state. */
  readonly restores: boolean;
  /** Forms are opened and closed, and desks say so in the portal. */
  readonly forms: boolean;
  /** The portal is switched off and on again, and the practice's policy saved, at any desk. */
  readonly settings: boolean;
  /** New appointments are asked for. */
  readonly wishes: boolean;
  /** Proposals are answered with times of the patients' own. */
  readonly ownTimes: boolean;
  /** One time is offered to several, who often answer. */
  readonly offers: boolean;
}

const MINUTE = 60_000;

const hour = fc.nat(5);
const place = fc.record({ hour, practitioner: fc.nat(1) });

/** From a moment to minutes, short ones more often. */
const duration = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 20, max: 3000 }) },
  { weight: 5, arbitrary: fc.integer({ min: 3000, max: 25_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 25_000, max: 5 * MINUTE }) },
);

/** Within what is done next, more often than within a later round. */
const statements = fc.oneof(
  fc.constant(0),
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }) },
  fc.integer({ min: 40, max: 300 }),
);

const clockJump = fc.constantFrom(
  -3 * 24 * 60 * MINUTE,
  -24 * 60 * MINUTE,
  -60 * MINUTE,
  -10 * MINUTE,
  -MINUTE,
  MINUTE,
  10 * MINUTE,
  5 * 60 * MINUTE,
  24 * 60 * MINUTE,
);

/** Steps of one kind, drawn more or less often. */
const of = <D extends Step['do']>(
  weight: number,
  kind: D,
  rest: { [K in Exclude<keyof Extract<Step, { readonly do: D }>, 'do'>]: fc.Arbitrary<unknown> },
) => ({
  weight,
  // The fields are those of this kind of step: the type of `rest` asks for each.
  arbitrary: fc.record({ do: fc.constant(kind), ...rest }) as unknown as fc.Arbitrary<Step>,
});

const pick = fc.nat(20);
const choice = fc.nat(50);
const override = fc.boolean();

/** What whoever sits at a desk does. */
const atDesk = (desk: fc.Arbitrary<number>) => [
  of(12, 'decide', { desk, pick, choice, place, override }),
  of(5, 'schedule', { desk, pick, choice, place, override }),
  of(2, 'undo', { desk }),
  of(4, 'type', { desk, pick, discard: fc.constantFrom(false, false, false, true) }),
];

/** What patients do, and the clinic's other programs. */
const inPortal = [
  of(8, 'ask', { pick, cancel: fc.constantFrom(false, false, false, true), hour }),
  of(1, 'withdraw', { pick }),
  of(4, 'answer', { pick, accepted: fc.boolean() }),
  of(2, 'move', { pick, hour }),
  of(1, 'cancel', { pick }),
];

/** What people do, with one desk. */
export const handSteps = fc.oneof(...atDesk(fc.constant(0)), ...inPortal) as fc.Arbitrary<HandStep>;

/** Histories of this shape. */
export function histories({
  desks,
  steps,
  clocks,
  restores,
  forms,
  settings,
  wishes,
  ownTimes,
  offers,
}: Shape): fc.Arbitrary<readonly Step[]> {
  const desk = fc.nat(desks - 1);
  const step: fc.Arbitrary<Step> = fc.oneof(
    ...atDesk(desk),
    ...(forms ? [of(4, 'open', { desk, pick, close: fc.constantFrom(false, false, true) })] : []),
    of(2, 'refresh', { desk }),
    ...(settings
      ? [
          of(1, 'connect', { desk, on: fc.constant(false) }),
          of(2, 'connect', { desk, on: fc.constant(true) }),
          of(1, 'policy', { desk }),
          of(1, 'choose', { desk, choice: fc.constantFrom('theirs', 'mine') }),
        ]
      : []),
    ...inPortal,
    ...(wishes ? [of(3, 'wish', { pick, hour })] : []),
    ...(ownTimes ? [of(8, 'own-time', { pick, hour, toAll: fc.constantFrom(true, true, false) })] : []),
    ...(offers
      ? [of(12, 'offer', { desk, pick, place }), of(10, 'answer', { pick, accepted: fc.constant(true) })]
      : []),
    of(1, 'outage', {
      ms: fc.integer({ min: 2000, max: 3 * MINUTE }),
      how: fc.constantFrom<Outage>('no-answer', 503),
    }),
    of(6, 'weather', {
      desk,
      faults: fc.subarray([...FAULTS], { minLength: 1, maxLength: 4 }),
      share: fc.constantFrom(0.2, 0.5, 1),
      slowestMs: fc.constantFrom(40, 2000, 20_000),
    }),
    of(2, 'fair', { desk }),
    of(2, 'index', { desk, lateMs: fc.constantFrom(2000, 8000, 50_000) }),
    of(2, 'mail', {
      desk,
      mail: fc.constantFrom<MailWeather>('fair', 'fair', 'refuses', 'later', 'hangs', 'takes-and-breaks'),
    }),
    of(2, 'power', { desk, count: statements, moment: fc.constant('statement') }),
    of(1, 'power', { desk, count: fc.integer({ min: 1, max: 12 }), moment: fc.constant('message') }),
    of(1, 'lock', { desk, ms: fc.constantFrom(1000, 4000, 12_000, 60_000), reads: fc.boolean() }),
    ...(clocks
      ? [
          of(2, 'clock', { desk, offMs: clockJump }),
          of(1, 'pace', { desk, rate: fc.constantFrom(0.5, 0.99, 1, 1.01, 3) }),
        ]
      : []),
    ...(restores ? [of(2, 'backup', {}), of(1, 'restore', {})] : []),
    of(14, 'wait', { ms: duration }),
    of(1, 'night', { hours: fc.constantFrom(1, 10, 3 * 24) }),
  );
  return fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps, size: 'max' });
}
