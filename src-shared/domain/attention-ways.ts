import { COMMANDS } from './command-rules.ts';
import type { DeskCommandType } from './commands.ts';
import { type EmailKind, isProposal } from './email-kind.ts';
import type { EpochMs } from './time.ts';

/** What can be done about something under Needs attention, by its button. The first of a list is the one to choose. */
export const ATTENTION_WAYS = [
  'retry',
  'correct-address',
  'called-instead',
  'keep-portals',
  'put-entered',
  'choose-time',
  'take-back',
  'open-request',
  'show-appointment',
  'show-other',
  'dismiss',
  'try-now',
  'open-settings',
] as const;
export type AttentionWay = (typeof ATTENTION_WAYS)[number];

/**
 * How a request stands now. `stuck`: it is open, but no decision on it is possible, whoever decides; `gone`: it is not at this desk
 * any more.
 */
export type RequestStanding = 'open' | 'stuck' | 'awaiting-patient' | 'resolved' | 'gone';
/**
 * How an appointment stands now. `past`: still booked, its time is over; `ended`: cancelled, completed or missed; `gone`: it has left
 * the schedule, as a booking that was refused, or there is none.
 */
export type AppointmentStanding = 'active' | 'past' | 'ended' | 'gone';

/** What an e-mail or a decision is about; `request: null` for what was done on the schedule itself. */
export interface About {
  readonly request: RequestStanding | null;
  readonly appointment: AppointmentStanding;
}

/** Whether one of these commands brings a request nearer to its end: an e-mail sent again does not. */
export const decidesSomething = (allowed: readonly DeskCommandType[]): boolean =>
  allowed.some((type) => COMMANDS[type].settles);

/** What decides which ways out an item has. */
export type AttentionState =
  /** `outdated`: what the e-mail tells is not so any more; see `stillTells`. */
  | {
      readonly kind: 'mail';
      readonly outdated: boolean;
      readonly mailSetUp: boolean;
      readonly patientKnown: boolean;
      readonly about: About;
    }
  | { readonly kind: 'decision'; readonly portalSetUp: boolean; readonly about: About }
  | { readonly kind: 'address-conflict' }
  | { readonly kind: 'request-conflict'; readonly standing: RequestStanding }
  | { readonly kind: 'appointment-conflict'; readonly standing: AppointmentStanding }
  /** `over`: the time of one of the two is over. */
  | { readonly kind: 'double-booking'; readonly over: boolean }
  | { readonly kind: 'visit-answer' }
  /** `appointment`: something is on the schedule instead. */
  | { readonly kind: 'late-answer'; readonly request: boolean; readonly appointment: boolean }
  /** `times`: a person can say which of several is meant. */
  | { readonly kind: 'quarantine'; readonly times: boolean }
  | { readonly kind: 'sheet' };

/**
 * The ways out of an item, each of which can be done now. Never empty. Nothing that is closed is to be decided again, and no
 * e-mail that is not true any more is sent.
 */
export function waysOut(state: AttentionState): Ways {
  switch (state.kind) {
    case 'mail':
      return [...mailWays(state), ...leads(state.about)];
    case 'decision':
      return state.portalSetUp
        ? ['retry', 'take-back', ...leads(state.about)]
        : ['take-back', 'open-settings', ...leads(state.about)];
    case 'address-conflict':
      return ['keep-portals', 'put-entered'];
    case 'request-conflict':
      return REQUEST_WAYS[state.standing];
    case 'appointment-conflict':
      return APPOINTMENT_WAYS[state.standing];
    case 'double-booking':
      return state.over
        ? ['dismiss', 'show-appointment', 'show-other']
        : ['show-appointment', 'show-other', 'dismiss'];
    case 'visit-answer':
      return ['show-appointment', 'dismiss'];
    case 'late-answer':
      return state.appointment
        ? ['show-appointment', 'dismiss', ...leadsToRequest(state)]
        : ['dismiss', ...leadsToRequest(state)];
    case 'quarantine':
      return state.times ? ['choose-time', 'dismiss'] : ['dismiss'];
    case 'sheet':
      return ['try-now', 'open-settings'];
  }
}

type Ways = readonly [AttentionWay, ...AttentionWay[]];

function mailWays({ outdated, mailSetUp, patientKnown }: Extract<AttentionState, { kind: 'mail' }>): Ways {
  if (outdated) return ['called-instead', 'dismiss'];
  if (!mailSetUp) return ['called-instead', 'open-settings'];
  return patientKnown ? ['correct-address', 'retry', 'called-instead'] : ['retry', 'called-instead'];
}

const leadsToRequest = ({ request }: { readonly request: boolean }): readonly AttentionWay[] =>
  request ? ['open-request'] : [];

/** Where an e-mail or a decision leads beside its ways out: to the request it is about, or else to the appointment. */
function leads({ request, appointment }: About): readonly AttentionWay[] {
  if (request !== null && request !== 'gone') return ['open-request'];
  return appointment === 'gone' ? [] : ['show-appointment'];
}

const REQUEST_WAYS: Readonly<Record<RequestStanding, Ways>> = {
  open: ['open-request', 'dismiss'],
  stuck: ['dismiss', 'open-request'],
  'awaiting-patient': ['open-request', 'dismiss'],
  resolved: ['dismiss', 'open-request'],
  gone: ['dismiss'],
};

const APPOINTMENT_WAYS: Readonly<Record<AppointmentStanding, Ways>> = {
  active: ['show-appointment', 'dismiss'],
  past: ['show-appointment', 'dismiss'],
  ended: ['dismiss', 'show-appointment'],
  gone: ['dismiss'],
};

/** Of a visit, what an e-mail tells. */
export interface ToldVisit {
  readonly start: number;
  readonly end: number;
  readonly practitionerId: string | null;
  readonly locationId: string | null;
  readonly status: string;
}

/** Whether the time of a visit is over, so that nothing about it can be told in time any more; what is only asked for has none. */
export const isOver = ({ end, status }: Pick<ToldVisit, 'end' | 'status'>, now: EpochMs): boolean =>
  status !== 'proposed' && end <= now;

/**
 * Whether an e-mail of this kind, which told of a visit as it stood then, would still tell the truth. `now`: the visit as it
 * stands; `null`: it is not on the schedule any more.
 */
export function stillTells(kind: EmailKind, told: ToldVisit, now: ToldVisit | null): boolean {
  if (kind === 'cancelled') return now === null || now.status === 'cancelled';
  if (now === null || now.status === 'cancelled') return false;
  if (isProposal({ kind }) && now.status !== 'tentative') return false;
  return (
    now.start === told.start &&
    now.end === told.end &&
    now.practitionerId === told.practitionerId &&
    now.locationId === told.locationId
  );
}
