import type { RequestCommandType } from './commands.ts';
import type { RequestKind } from './request.ts';
import type { ScheduleCommandType } from './schedule-command.ts';

/** Everything that can be decided at a desk, or is decided by what happens in the portal, by the policy or by the clock. */
export type CommandType =
  | RequestCommandType
  | ScheduleCommandType
  | 'add-patient'
  | 'correct-address'
  | 'correct-phone';

/** On whose word a command is given. `clock`: nobody's; it follows from what stands there. */
export type CommandGiver = 'receptionist' | 'patient' | 'policy' | 'clock';

/** When a command exists for a request. What its name alone does not say, `decide` looks for. */
export interface RequestRule {
  /** `unresolved`: open or awaiting the patient. */
  readonly state: 'open' | 'awaiting-patient' | 'unresolved';
  readonly kind: readonly RequestKind[] | 'any';
  /**
   * How the appointment has to stand; one that is asked for anew is `active` as long as it is `proposed`. `active-or-cancelled`: where the request asks for a cancellation, it may have come about
   * already, and the command only closes the request. `not-cancelled`: also after the visit.
   */
  readonly appointment: 'active' | 'active-or-cancelled' | 'not-cancelled' | 'any';
  /**
   * Whose request it has to be. `own`: the appointment's patient's. `in-person`: asked by the patient or who acts for them.
   * `own-or-unmatched`: not somebody else's. `to-assign`: one whose patient a person has still to name. `anybody`: it must stay
   * possible, or the request could never be closed.
   */
  readonly patient: 'own' | 'in-person' | 'own-or-unmatched' | 'to-assign' | 'anybody';
}

export interface CommandRule {
  readonly by: CommandGiver;
  /** Given about a request; `null`: never. */
  readonly onRequest: RequestRule | null;
  /**
   * Given on the schedule itself; `null`: never. `active`: about a visit that is to come about and is no proposal; `standing`: about
   * one that has the status it needs; `new`: about none that is there yet.
   */
  readonly onSchedule: 'active' | 'standing' | 'new' | null;
  /** Which time it takes for the visit: the one asked for, the one it carries, its own again after a No-show, or none. */
  readonly takes: 'requested-time' | 'slot' | 'own-time' | null;
  /** Whether it settles what is typed about its subject, and what is said of a decision that was refused. */
  readonly settles: boolean;
  /** Whether the portal is told of it. */
  readonly written: boolean;
  /** Who wished it where it cancels an appointment; `answered`: the patient, if they declined. */
  readonly cancels: 'patient' | 'practice' | 'answered' | 'nobody';
  /** Under which heading it stands in the record. Its sentences stand in the catalogue of texts under its own name. */
  readonly record:
    | 'decided'
    | 'patient-assigned'
    | 'patient-answered'
    | 'request-withdrawn'
    | 'request-superseded'
    | 'applied-under-policy'
    | 'proposal-expired'
    | 'offer-taken'
    | 'patient-added'
    | 'address-corrected'
    | 'phone-corrected';
}

/** A receptionist's decision about a request. */
const onRequest = (
  rule: RequestRule,
  more: Partial<Omit<CommandRule, 'by' | 'onRequest'>> = {},
): CommandRule & { readonly onRequest: RequestRule } => ({
  ...USUAL,
  by: 'receptionist',
  ...more,
  onRequest: rule,
});

const USUAL = {
  onRequest: null,
  onSchedule: null,
  takes: null,
  settles: true,
  written: true,
  cancels: 'nobody',
  record: 'decided',
} as const satisfies Omit<CommandRule, 'by'>;

const AWAITING = { state: 'awaiting-patient', kind: 'any', appointment: 'any' } as const;
const UNRESOLVED = { state: 'unresolved', kind: 'any', appointment: 'any' } as const;

/**
 * The commands, each with all that follows from its name. A type that has no row here does not compile, and neither does any other
 * place that deals with commands one by one: see docs/changing.md.
 */
export const COMMANDS = {
  approve: onRequest(
    { state: 'open', kind: 'any', appointment: 'active-or-cancelled', patient: 'own' },
    { takes: 'requested-time', cancels: 'patient' },
  ),
  deny: onRequest({ state: 'open', kind: ['reschedule', 'new'], appointment: 'any', patient: 'anybody' }),
  keep: onRequest({ state: 'open', kind: ['cancel'], appointment: 'not-cancelled', patient: 'anybody' }),
  propose: onRequest({ ...UNRESOLVED, appointment: 'active', patient: 'own' }, { takes: 'slot' }),
  update: onRequest(
    { ...UNRESOLVED, appointment: 'active', patient: 'own' },
    { takes: 'slot', onSchedule: 'active' },
  ),
  'cancel-appointment': onRequest(
    { ...UNRESOLVED, kind: ['reschedule', 'cancel'], appointment: 'active-or-cancelled', patient: 'own' },
    { cancels: 'practice', onSchedule: 'active' },
  ),
  'withdraw-proposal': onRequest({ ...AWAITING, patient: 'anybody' }, { cancels: 'practice' }),
  'record-answer': onRequest({ ...AWAITING, patient: 'own' }, { cancels: 'answered' }),
  'resend-email': onRequest({ ...AWAITING, patient: 'own' }, { settles: false, written: false }),
  message: onRequest(
    { state: 'open', kind: 'any', appointment: 'not-cancelled', patient: 'own' },
    { settles: false, written: false },
  ),
  'assign-patient': onRequest({ ...UNRESOLVED, patient: 'to-assign' }, { record: 'patient-assigned' }),
  book: { ...USUAL, by: 'receptionist', onSchedule: 'new', takes: 'slot' },
  'set-status': { ...USUAL, by: 'receptionist', onSchedule: 'standing', takes: 'own-time' },
  'add-patient': { ...USUAL, by: 'receptionist', record: 'patient-added' },
  'correct-address': { ...USUAL, by: 'receptionist', record: 'address-corrected' },
  'correct-phone': { ...USUAL, by: 'receptionist', record: 'phone-corrected' },
  // Who answers is the appointment's patient, whoever asked: `answer` looks whose the proposal is.
  'patient-answer': {
    ...USUAL,
    by: 'patient',
    onRequest: { ...AWAITING, patient: 'anybody' },
    cancels: 'answered',
    record: 'patient-answered',
  },
  // Who asked to cancel and names a time says two things: a person has to ask them.
  'patient-own-time': {
    ...USUAL,
    by: 'patient',
    onRequest: { ...AWAITING, kind: ['reschedule', 'new'], patient: 'anybody' },
    cancels: 'answered',
    record: 'patient-answered',
  },
  // A withdrawal in somebody else's name is not the patient's: a person has to see it. What is typed may cross it.
  'patient-withdraws': {
    ...USUAL,
    by: 'patient',
    onRequest: { ...UNRESOLVED, patient: 'own-or-unmatched' },
    settles: false,
    record: 'request-withdrawn',
  },
  supersede: {
    ...USUAL,
    by: 'clock',
    onRequest: { ...UNRESOLVED, patient: 'own' },
    record: 'request-superseded',
  },
  // Without a person only what the patient wished in person, or through whom the portal enters as acting for them. Of a request
  // filed by somebody of a practice, or by a program, nobody knows here whether the patient wished it.
  'apply-policy': {
    ...USUAL,
    by: 'policy',
    onRequest: { state: 'open', kind: ['cancel'], appointment: 'active', patient: 'in-person' },
    cancels: 'patient',
    record: 'applied-under-policy',
  },
  expire: {
    ...USUAL,
    by: 'clock',
    onRequest: { ...AWAITING, patient: 'anybody' },
    record: 'proposal-expired',
  },
  // Whoever has recorded a yes that comes to nothing has to read that; what is typed may cross it.
  'offer-taken': {
    ...USUAL,
    by: 'clock',
    onRequest: { ...AWAITING, patient: 'anybody' },
    settles: false,
    cancels: 'practice',
    record: 'offer-taken',
  },
} satisfies Record<CommandType, CommandRule>;

/** Whether a word is the name of a command of this version: what is stored may be another version's. */
export const isCommandType = (word: unknown): word is CommandType =>
  typeof word === 'string' && Object.hasOwn(COMMANDS, word);
