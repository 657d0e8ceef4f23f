import { describe, expect, it } from 'vitest';
import type { AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import type { RequestCommand, RequestCommandType } from '../../../src-shared/domain/commands.ts';
import type { AppointmentRequest, RequestKind, RequestStatus } from '../../../src-shared/domain/request.ts';
import {
  ALL_COMMAND_TYPES,
  ASKED_START,
  buildAppointment,
  buildFacts,
  buildPatient,
  buildRequest,
  buildTentative,
  decideRequest,
  goodCommand,
  NEW_ID,
  OFFERED_START,
  ORIGINAL_ID,
  OWN_START,
  proposal,
  type RequestFacts,
  TENTATIVE_ID,
} from '../../support/domain.ts';

/** One line for what a decision did, whole: request, appointments, e-mail. Appointments read "which status place #sequence". */
function inWords(request: AppointmentRequest, command: RequestCommand, facts: RequestFacts): string {
  const decided = decideRequest(request, command, facts);
  if (!decided.ok) return `no: ${decided.error.code}`;
  const { request: after, appointments, email } = decided.value;
  const status = after?.status;
  const names: Record<string, string> = {
    [ORIGINAL_ID]: 'original',
    [TENTATIVE_ID]: 'tentative',
    [NEW_ID]: 'new',
  };
  const places = new Map([
    [OWN_START, 'own'],
    [ASKED_START, 'asked'],
    [OFFERED_START, 'offered'],
  ]);
  return [
    status?.state === 'resolved'
      ? status.outcome
      : status?.state === 'open'
        ? `open ${status.mark ?? '-'}`
        : 'awaiting',
    ...appointments.map(
      (a) => `${names[a.id]} ${a.status} ${places.get(a.start) ?? 'elsewhere'} #${a.sequence}`,
    ),
    email === null ? 'no mail' : `mail ${email.kind} ${names[email.appointment.id]}`,
  ].join('; ');
}

const RESOLVED = 'no: already-resolved';
const AWAITING = 'no: awaiting-patient';
const KIND = 'no: wrong-kind';
const NO_PROPOSAL = 'no: no-proposal';
const NEEDS_APPROVAL = 'no: policy-needs-approval';
const NOT_ACTIVE = 'no: appointment-not-active';
const UNMATCHED = 'no: patient-unmatched';
const DIFFERS = 'no: patient-differs';

const STATES = {
  open: { state: 'open', mark: null },
  declined: { state: 'open', mark: 'declined' },
  'no-answer': { state: 'open', mark: 'no-answer' },
  'proposal-withdrawn': { state: 'open', mark: 'proposal-withdrawn' },
  'own-time': { state: 'open', mark: 'own-time' },
  awaiting: { state: 'awaiting-patient', proposal },
  resolved: { state: 'resolved', outcome: 'approved', reason: null },
} as const satisfies Record<string, RequestStatus>;

const PROPOSED = 'awaiting; new tentative elsewhere #4; mail proposed new';
const REPLACED = 'awaiting; new tentative elsewhere #4; tentative cancelled offered #4; mail proposed new';
const UPDATED = 'updated; original booked elsewhere #4; mail updated original';
const UPDATED_RELEASED =
  'updated; original booked elsewhere #4; tentative cancelled offered #4; mail updated original';
const OWN_TIME = 'open own-time; tentative cancelled offered #4; no mail';
const ACCEPTED =
  'accepted-by-patient; tentative booked offered #4; original cancelled own #3; mail accepted tentative';

type Cells = readonly [
  open: string,
  declined: string,
  noAnswer: string,
  proposalWithdrawn: string,
  ownTime: string,
  awaiting: string,
  resolved: string,
];
/** The same in every open state. */
const open = (inbox: string, awaiting: string): Cells => [
  inbox,
  inbox,
  inbox,
  inbox,
  inbox,
  awaiting,
  RESOLVED,
];

const accepted = { answer: 'accepted' } as const;
const declined = { answer: 'declined' } as const;
const portal = { type: 'patient-answer', proposalAppointmentId: TENTATIVE_ID } as const;

/** Columns: open without a mark, declined, no-answer, proposal-withdrawn, own time; awaiting the patient; resolved. */
/** Whatever it has come back for, it stays so. */
const WRITTEN_TO: Cells = [
  'open -; mail message original',
  'open declined; mail message original',
  'open no-answer; mail message original',
  'open proposal-withdrawn; mail message original',
  'open own-time; mail message original',
  AWAITING,
  RESOLVED,
];

const TABLE: readonly (readonly [RequestKind, string, RequestCommand, Cells])[] = [
  [
    'reschedule',
    'approve',
    { type: 'approve' },
    open('approved; original booked asked #4; mail approved original', AWAITING),
  ],
  ['reschedule', 'deny', goodCommand('deny'), open('denied; mail denied original', AWAITING)],
  ['reschedule', 'keep', goodCommand('keep'), open(KIND, AWAITING)],
  ['reschedule', 'propose', goodCommand('propose'), open(PROPOSED, REPLACED)],
  ['reschedule', 'update', goodCommand('update'), open(UPDATED, UPDATED_RELEASED)],
  [
    'reschedule',
    'cancel-appointment',
    goodCommand('cancel-appointment'),
    open(
      'appointment-cancelled; original cancelled own #4; mail cancelled original',
      'appointment-cancelled; original cancelled own #4; tentative cancelled offered #4; mail cancelled original',
    ),
  ],
  [
    'reschedule',
    'withdraw-proposal',
    goodCommand('withdraw-proposal'),
    open(
      NO_PROPOSAL,
      'open proposal-withdrawn; tentative cancelled offered #4; mail proposal-withdrawn original',
    ),
  ],
  [
    'reschedule',
    'record-answer accepted',
    { type: 'record-answer', ...accepted },
    open(NO_PROPOSAL, ACCEPTED),
  ],
  [
    'reschedule',
    'record-answer declined',
    { type: 'record-answer', ...declined },
    open(NO_PROPOSAL, 'open declined; tentative cancelled offered #4; no mail'),
  ],
  [
    'reschedule',
    'resend-email',
    goodCommand('resend-email'),
    open(NO_PROPOSAL, 'awaiting; mail proposed tentative'),
  ],
  ['reschedule', 'message', goodCommand('message'), WRITTEN_TO],
  // It is the appointment's own patient's already.
  ['reschedule', 'assign-patient', goodCommand('assign-patient'), open('no: nothing-changed', AWAITING)],
  ['reschedule', 'patient-answer accepted', { ...portal, ...accepted }, open(NO_PROPOSAL, ACCEPTED)],
  [
    'reschedule',
    'patient-answer declined',
    { ...portal, ...declined },
    open(NO_PROPOSAL, 'open declined; tentative cancelled offered #4; no mail'),
  ],
  ['reschedule', 'patient-own-time', goodCommand('patient-own-time'), open(NO_PROPOSAL, OWN_TIME)],
  [
    'reschedule',
    'patient-withdraws',
    goodCommand('patient-withdraws'),
    open('withdrawn; no mail', 'withdrawn; tentative cancelled offered #4; no mail'),
  ],
  [
    'reschedule',
    'supersede',
    goodCommand('supersede'),
    open('superseded; no mail', 'superseded; tentative cancelled offered #4; no mail'),
  ],
  ['reschedule', 'apply-policy', goodCommand('apply-policy'), open(KIND, AWAITING)],
  [
    'reschedule',
    'expire',
    goodCommand('expire'),
    open(NO_PROPOSAL, 'open no-answer; tentative cancelled offered #4; no mail'),
  ],
  [
    'reschedule',
    'offer-taken',
    goodCommand('offer-taken'),
    open(NO_PROPOSAL, 'open offer-taken; tentative cancelled offered #4; mail offer-taken original'),
  ],

  [
    'cancel',
    'approve',
    goodCommand('approve'),
    open('approved; original cancelled own #4; mail cancelled original', AWAITING),
  ],
  ['cancel', 'deny', goodCommand('deny'), open(KIND, AWAITING)],
  ['cancel', 'keep', goodCommand('keep'), open('kept; mail kept original', AWAITING)],
  ['cancel', 'propose', goodCommand('propose'), open(PROPOSED, REPLACED)],
  ['cancel', 'update', goodCommand('update'), open(UPDATED, UPDATED_RELEASED)],
  [
    'cancel',
    'cancel-appointment',
    goodCommand('cancel-appointment'),
    open(
      'approved; original cancelled own #4; mail cancelled original',
      'approved; original cancelled own #4; tentative cancelled offered #4; mail cancelled original',
    ),
  ],
  [
    'cancel',
    'withdraw-proposal',
    goodCommand('withdraw-proposal'),
    open(
      NO_PROPOSAL,
      'open proposal-withdrawn; tentative cancelled offered #4; mail proposal-withdrawn original',
    ),
  ],
  ['cancel', 'record-answer accepted', { type: 'record-answer', ...accepted }, open(NO_PROPOSAL, ACCEPTED)],
  [
    'cancel',
    'record-answer declined',
    { type: 'record-answer', ...declined },
    open(
      NO_PROPOSAL,
      'cancelled-by-patient; original cancelled own #4; tentative cancelled offered #4; mail cancelled original',
    ),
  ],
  [
    'cancel',
    'resend-email',
    goodCommand('resend-email'),
    open(NO_PROPOSAL, 'awaiting; mail proposed tentative'),
  ],
  ['cancel', 'message', goodCommand('message'), WRITTEN_TO],
  ['cancel', 'assign-patient', goodCommand('assign-patient'), open('no: nothing-changed', AWAITING)],
  ['cancel', 'patient-answer accepted', { ...portal, ...accepted }, open(NO_PROPOSAL, ACCEPTED)],
  [
    'cancel',
    'patient-answer declined',
    { ...portal, ...declined },
    open(
      NO_PROPOSAL,
      'cancelled-by-patient; original cancelled own #4; tentative cancelled offered #4; mail cancelled original',
    ),
  ],
  ['cancel', 'patient-own-time', goodCommand('patient-own-time'), open(NO_PROPOSAL, KIND)],
  [
    'cancel',
    'patient-withdraws',
    goodCommand('patient-withdraws'),
    open('withdrawn; no mail', 'withdrawn; tentative cancelled offered #4; no mail'),
  ],
  [
    'cancel',
    'supersede',
    goodCommand('supersede'),
    open('superseded; no mail', 'superseded; tentative cancelled offered #4; no mail'),
  ],
  // What the practice has dealt with by hand before is left to it.
  [
    'cancel',
    'apply-policy',
    goodCommand('apply-policy'),
    [
      'cancelled-under-policy; original cancelled own #4; mail cancelled original',
      NEEDS_APPROVAL,
      NEEDS_APPROVAL,
      NEEDS_APPROVAL,
      NEEDS_APPROVAL,
      AWAITING,
      RESOLVED,
    ],
  ],
  [
    'cancel',
    'expire',
    goodCommand('expire'),
    open(NO_PROPOSAL, 'open no-answer; tentative cancelled offered #4; no mail'),
  ],
  [
    'cancel',
    'offer-taken',
    goodCommand('offer-taken'),
    open(NO_PROPOSAL, 'open offer-taken; tentative cancelled offered #4; mail offer-taken original'),
  ],
];

/** The time was offered to another, too, and is theirs by now. */
function taken({ status }: AppointmentRequest): Partial<RequestFacts> {
  const own = buildTentative({ sharedOffer: 'offer-1' });
  const theirs = buildTentative({ ...own, id: 'theirs', patientId: 'patient-9', status: 'booked' });
  return { tentatives: status.state === 'awaiting-patient' ? [own] : [], offered: [own, theirs] };
}

function factsFor(
  request: AppointmentRequest,
  command: RequestCommand,
  over: Partial<RequestFacts> = {},
): RequestFacts {
  return buildFacts(request, {
    ...(command.type === 'assign-patient' ? { patient: buildPatient({ id: command.patientId }) } : {}),
    ...(command.type === 'expire' ? { now: proposal.expiresAt } : {}),
    ...(command.type === 'offer-taken' ? taken(request) : {}),
    ...over,
  });
}

describe('every kind, state and command', () => {
  it.each(TABLE)('%s: %s', (kind, _name, command, cells) => {
    const found = Object.values(STATES).map((status) => {
      const request = buildRequest({ kind, status });
      return inWords(request, command, factsFor(request, command));
    });
    expect(Object.fromEntries(Object.keys(STATES).map((name, i) => [name, found[i]]))).toEqual(
      Object.fromEntries(Object.keys(STATES).map((name, i) => [name, cells[i]])),
    );
  });

  it('leaves no kind and command out', () => {
    const covered = new Set(TABLE.map(([kind, , command]) => `${kind} ${command.type}`));
    const all = (['reschedule', 'cancel'] as const).flatMap((kind) =>
      ALL_COMMAND_TYPES.map((type) => `${kind} ${type}`),
    );
    expect([...covered].sort()).toEqual([...all].sort());
  });
});

/** What the appointment's own status forbids: "yes" or the rejection, for each status in this order. */
const STATUSES: readonly AppointmentStatus[] = [
  'booked',
  'checked-in',
  'tentative',
  'completed',
  'no-show',
  'cancelled',
];
type Six = readonly [string, string, string, string, string, string];
const ANY: Six = ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'];
const ACTIVE: Six = ['yes', 'yes', 'yes', NOT_ACTIVE, NOT_ACTIVE, NOT_ACTIVE];
const ACTIVE_OR_GONE: Six = ['yes', 'yes', 'yes', NOT_ACTIVE, NOT_ACTIVE, 'yes'];
const NOT_GONE: Six = ['yes', 'yes', 'yes', 'yes', 'yes', NOT_ACTIVE];

const BY_STATUS: readonly (readonly [RequestKind, 'open' | 'awaiting', RequestCommandType, Six])[] = [
  ['reschedule', 'open', 'approve', ACTIVE],
  ['reschedule', 'open', 'deny', ANY],
  ['reschedule', 'open', 'propose', ACTIVE],
  ['reschedule', 'open', 'update', ACTIVE],
  ['reschedule', 'open', 'cancel-appointment', ACTIVE],
  ['reschedule', 'open', 'message', NOT_GONE],
  ['reschedule', 'open', 'patient-withdraws', ANY],
  ['reschedule', 'open', 'supersede', ANY],
  ['reschedule', 'awaiting', 'propose', ACTIVE],
  ['reschedule', 'awaiting', 'update', ACTIVE],
  ['reschedule', 'awaiting', 'cancel-appointment', ACTIVE],
  ['reschedule', 'awaiting', 'withdraw-proposal', ANY],
  ['reschedule', 'awaiting', 'record-answer', ANY],
  ['reschedule', 'awaiting', 'resend-email', ANY],
  ['reschedule', 'awaiting', 'patient-answer', ANY],
  ['reschedule', 'awaiting', 'patient-own-time', ANY],
  ['reschedule', 'awaiting', 'patient-withdraws', ANY],
  ['reschedule', 'awaiting', 'supersede', ANY],
  ['reschedule', 'awaiting', 'expire', ANY],
  ['reschedule', 'awaiting', 'offer-taken', ANY],
  ['cancel', 'open', 'approve', ACTIVE_OR_GONE],
  ['cancel', 'open', 'keep', NOT_GONE],
  ['cancel', 'open', 'propose', ACTIVE],
  ['cancel', 'open', 'update', ACTIVE],
  ['cancel', 'open', 'cancel-appointment', ACTIVE_OR_GONE],
  ['cancel', 'open', 'message', NOT_GONE],
  ['cancel', 'open', 'patient-withdraws', ANY],
  ['cancel', 'open', 'supersede', ANY],
  ['cancel', 'open', 'apply-policy', ACTIVE],
  ['cancel', 'awaiting', 'propose', ACTIVE],
  ['cancel', 'awaiting', 'update', ACTIVE],
  ['cancel', 'awaiting', 'cancel-appointment', ACTIVE_OR_GONE],
  ['cancel', 'awaiting', 'withdraw-proposal', ANY],
  ['cancel', 'awaiting', 'record-answer', ANY],
  ['cancel', 'awaiting', 'resend-email', ANY],
  ['cancel', 'awaiting', 'patient-answer', ANY],
  ['cancel', 'awaiting', 'patient-withdraws', ANY],
  ['cancel', 'awaiting', 'supersede', ANY],
  ['cancel', 'awaiting', 'expire', ANY],
  ['cancel', 'awaiting', 'offer-taken', ANY],
];

function verdict(request: AppointmentRequest, command: RequestCommand, facts: RequestFacts): string {
  const decided = decideRequest(request, command, facts);
  return decided.ok ? 'yes' : `no: ${decided.error.code}`;
}

describe('what the status of the appointment forbids', () => {
  it.each(BY_STATUS)('%s, %s: %s', (kind, state, type, cells) => {
    const request = buildRequest({ kind, status: STATES[state] });
    const command = goodCommand(type);
    const found = STATUSES.map((appointment) =>
      verdict(
        request,
        command,
        factsFor(request, command, { appointment: buildAppointment({ status: appointment }) }),
      ),
    );
    expect(found).toEqual(cells);
  });
});

/** While nobody is matched. Columns: open reschedule, awaiting reschedule, open cancel, awaiting cancel. */
const WHILE_UNMATCHED: Record<RequestCommandType, readonly [string, string, string, string]> = {
  approve: [UNMATCHED, AWAITING, UNMATCHED, AWAITING],
  deny: ['denied; no mail', AWAITING, KIND, AWAITING],
  keep: [KIND, AWAITING, 'kept; no mail', AWAITING],
  propose: [UNMATCHED, UNMATCHED, UNMATCHED, UNMATCHED],
  update: [UNMATCHED, UNMATCHED, UNMATCHED, UNMATCHED],
  'cancel-appointment': [UNMATCHED, UNMATCHED, UNMATCHED, UNMATCHED],
  'withdraw-proposal': [
    NO_PROPOSAL,
    'open proposal-withdrawn; tentative cancelled offered #4; no mail',
    NO_PROPOSAL,
    'open proposal-withdrawn; tentative cancelled offered #4; no mail',
  ],
  'record-answer': [NO_PROPOSAL, UNMATCHED, NO_PROPOSAL, UNMATCHED],
  'resend-email': [NO_PROPOSAL, UNMATCHED, NO_PROPOSAL, UNMATCHED],
  message: [UNMATCHED, AWAITING, UNMATCHED, AWAITING],
  'assign-patient': ['open -; no mail', 'awaiting; no mail', 'open -; no mail', 'awaiting; no mail'],
  'patient-answer': [NO_PROPOSAL, ACCEPTED, NO_PROPOSAL, ACCEPTED],
  'patient-own-time': [NO_PROPOSAL, OWN_TIME, NO_PROPOSAL, KIND],
  'patient-withdraws': [
    'withdrawn; no mail',
    'withdrawn; tentative cancelled offered #4; no mail',
    'withdrawn; no mail',
    'withdrawn; tentative cancelled offered #4; no mail',
  ],
  supersede: [UNMATCHED, UNMATCHED, UNMATCHED, UNMATCHED],
  'apply-policy': [KIND, AWAITING, UNMATCHED, AWAITING],
  expire: [
    NO_PROPOSAL,
    'open no-answer; tentative cancelled offered #4; no mail',
    NO_PROPOSAL,
    'open no-answer; tentative cancelled offered #4; no mail',
  ],
  'offer-taken': [
    NO_PROPOSAL,
    'open offer-taken; tentative cancelled offered #4; no mail',
    NO_PROPOSAL,
    'open offer-taken; tentative cancelled offered #4; no mail',
  ],
};

/** While the request names another patient than the appointment. The same columns. */
const WHILE_ANOTHERS: Record<RequestCommandType, readonly [string, string, string, string]> = {
  ...WHILE_UNMATCHED,
  approve: [DIFFERS, AWAITING, DIFFERS, AWAITING],
  propose: [DIFFERS, DIFFERS, DIFFERS, DIFFERS],
  update: [DIFFERS, DIFFERS, DIFFERS, DIFFERS],
  'cancel-appointment': [DIFFERS, DIFFERS, DIFFERS, DIFFERS],
  'record-answer': [NO_PROPOSAL, DIFFERS, NO_PROPOSAL, DIFFERS],
  message: [DIFFERS, AWAITING, DIFFERS, AWAITING],
  'resend-email': [NO_PROPOSAL, DIFFERS, NO_PROPOSAL, DIFFERS],
  'patient-withdraws': [DIFFERS, DIFFERS, DIFFERS, DIFFERS],
  supersede: [DIFFERS, DIFFERS, DIFFERS, DIFFERS],
  'apply-policy': [KIND, AWAITING, DIFFERS, AWAITING],
};

describe.each([
  ['while nobody is matched', null, WHILE_UNMATCHED],
  ['while it is another patient’s', 'patient-9', WHILE_ANOTHERS],
])('%s', (_name, patientId, table) => {
  it.each(Object.entries(table))('%s', (name, cells) => {
    const type = ALL_COMMAND_TYPES.find((one) => one === name);
    if (type === undefined) throw new Error(name);
    const command = type === 'patient-answer' ? ({ ...portal, ...accepted } as const) : goodCommand(type);
    const found = (['reschedule', 'cancel'] as const).flatMap((kind) =>
      [STATES.open, STATES.awaiting].map((status) => {
        const request = buildRequest({ kind, status, patientId });
        return inWords(request, command, factsFor(request, command));
      }),
    );
    expect(found).toEqual(cells);
  });
});
