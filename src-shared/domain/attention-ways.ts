import type { EmailKind } from './changes.ts';

/** What can be done about something under Needs attention, by its button. The first of a list is the one to choose. */
export const ATTENTION_WAYS = [
  'retry',
  'correct-address',
  'called-instead',
  'take-back',
  'open-request',
  'show-appointment',
  'dismiss',
  'try-now',
  'open-settings',
] as const;
export type AttentionWay = (typeof ATTENTION_WAYS)[number];

/** How the request of a refused decision stands now; `gone`: it is not at this desk any more. */
export type RequestStanding = 'open' | 'awaiting-patient' | 'resolved' | 'gone';
/** How the appointment of a refused decision stands now; `gone`: it has left the schedule, as a booking that was refused. */
export type AppointmentStanding = 'active' | 'ended' | 'gone';

/** What decides which ways out an item has. */
export type AttentionState =
  /** `outdated`: what the e-mail tells is not so any more; see `stillTells`. */
  | { readonly kind: 'mail'; readonly outdated: boolean; readonly patientKnown: boolean }
  | { readonly kind: 'decision' }
  | { readonly kind: 'request-conflict'; readonly standing: RequestStanding }
  | { readonly kind: 'appointment-conflict'; readonly standing: AppointmentStanding }
  | { readonly kind: 'quarantine' }
  | { readonly kind: 'sheet' };

/**
 * The ways out of an item, each of which can be done now. Never empty. Nothing that is closed is to be decided again, and no
 * e-mail that is not true any more is sent.
 */
export function waysOut(state: AttentionState): readonly [AttentionWay, ...AttentionWay[]] {
  switch (state.kind) {
    case 'mail':
      if (state.outdated) return ['called-instead', 'dismiss'];
      return state.patientKnown
        ? ['correct-address', 'retry', 'called-instead']
        : ['retry', 'called-instead'];
    case 'decision':
      return ['retry', 'take-back'];
    case 'request-conflict':
      return REQUEST_WAYS[state.standing];
    case 'appointment-conflict':
      return APPOINTMENT_WAYS[state.standing];
    case 'quarantine':
      return ['dismiss'];
    case 'sheet':
      return ['try-now', 'open-settings'];
  }
}

const REQUEST_WAYS: Readonly<Record<RequestStanding, readonly [AttentionWay, ...AttentionWay[]]>> = {
  open: ['open-request', 'dismiss'],
  'awaiting-patient': ['open-request', 'dismiss'],
  resolved: ['dismiss', 'open-request'],
  gone: ['dismiss'],
};

const APPOINTMENT_WAYS: Readonly<Record<AppointmentStanding, readonly [AttentionWay, ...AttentionWay[]]>> = {
  active: ['show-appointment', 'dismiss'],
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

/**
 * Whether an e-mail of this kind, which told of a visit as it stood then, would still tell the truth. `now`: the visit as it
 * stands; `null`: it is not on the schedule any more.
 */
export function stillTells(kind: EmailKind, told: ToldVisit, now: ToldVisit | null): boolean {
  if (kind === 'cancelled') return now === null || now.status === 'cancelled';
  if (now === null || now.status === 'cancelled') return false;
  if (kind === 'proposed' && now.status !== 'tentative') return false;
  return (
    now.start === told.start &&
    now.end === told.end &&
    now.practitionerId === told.practitionerId &&
    now.locationId === told.locationId
  );
}
