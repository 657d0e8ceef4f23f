import type {
  Proposal,
  RequestKind,
  RequestMark,
  RequestOutcome,
} from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import {
  NEW_APPOINTMENT,
  OUTCOME_SYSTEM,
  PRACTICE_AUTHOR,
  PROPOSAL,
  TASK_INPUT_SYSTEM,
  TASK_OUTPUT_SYSTEM,
} from './codes.ts';
import { parseInstant } from './instant.ts';
import { isObject } from './json.ts';
import { isAtWorkElsewhere } from './lease.ts';
import { modifierIn } from './modifiers.ts';
import { type Naming, readNamed } from './read-named.ts';
import { type ChosenTime, NO_WISH, readWish, type Wish } from './read-wish.ts';
import { malformed, type Reading, unusable } from './reading.ts';
import { parseReference, referencedId, type Target } from './references.ts';
import * as schemas from './schemas.ts';
import { type ShapeOf, Wrong } from './shape.ts';
import { cleanText, oneLine } from './text.ts';

type Task = ShapeOf<typeof schemas.task>;
type Concept = schemas.CodeableConcept | undefined;

/** A Task as the portal has it. All ids are FHIR ids. */
export interface PortalTask {
  readonly id: string;
  readonly kind: RequestKind;
  /** The focus. */
  readonly appointmentId: string;
  /** The Patient whose it is said to be: `for`, or where there is none the requester. Null when that names no Patient. */
  readonly patientId: string | null;
  /** Everybody it names as asking. */
  readonly naming: Naming;
  /**
   * The time asked for. Without an end it is as long as the visit; null for a cancellation, of a closed one that says none, and of a wish
   * for a new one that names none.
   */
  readonly requested: Wish | null;
  readonly requestedStartText: string | null;
  readonly note: string;
  /** `authoredOn`, else `meta.lastUpdated`; null when neither can be read. */
  readonly authoredAt: EpochMs | null;
  /** `Task.lastModified`, else `meta.lastUpdated`. */
  readonly modifiedAt: EpochMs | null;
  /** `meta.lastUpdated`: when the portal got to know it as it is. */
  readonly updatedAt: EpochMs | null;
  readonly status: PortalTaskStatus;
  /** Not yet, or never to have been, acted upon (`draft`, `entered-in-error`). */
  readonly isVoid: boolean;
  /** FHIR ids of the Appointments last proposed, whatever has become of them. */
  readonly proposedIds: readonly string[];
}

/** `sentAt` of a proposal is the proposed Appointment's `created`: whoever projects it looks there. */
export type PortalTaskStatus =
  | { readonly state: 'open'; readonly mark: RequestMark | null }
  | {
      readonly state: 'awaiting-patient';
      readonly proposal: Pick<Proposal, 'appointmentIds' | 'reason'> & {
        readonly expiresAt: EpochMs | null;
        /** The practice's words, oldest first; `at` is null where the note has no time. */
        readonly messages: readonly { readonly at: EpochMs | null; readonly text: string }[];
      };
    }
  | { readonly state: 'resolved'; readonly outcome: RequestOutcome; readonly reason: string | null };

const KINDS: Readonly<Record<string, RequestKind>> = {
  replace: 'reschedule',
  change: 'reschedule',
  abort: 'cancel',
  [NEW_APPOINTMENT]: 'new',
};

/**
 * A Task is a server's resource for all that is to be done (https://hl7.org/fhir/R4/task.html): `null` is one that asks nobody
 * to move, cancel or book an appointment. What may ask for that and cannot be read is unusable: a person has to see it.
 *
 * @param lastUpdated `meta.lastUpdated` as sent.
 * @param chosen where a person has chosen among several times.
 */
export function readTask(
  id: string,
  body: unknown,
  lastUpdated: string,
  chosen: ChosenTime | null = null,
): Reading<PortalTask | null> {
  const task = schemas.task(body);
  if (task instanceof Wrong)
    return isAboutAnotherThing(body) || asksForAnotherThing(body) ? NONE_OF_OURS : malformed(task);
  const focus = parseReference(task.focus?.reference);
  const [kind = null, another] = kindsOf(task);
  if (kind === null)
    return mayAsk(task, focus)
      ? unusable('unknown-code', oneLine(task.code?.coding[0]?.code ?? '').slice(0, 50))
      : NONE_OF_OURS;
  if (focus === null)
    return kind === 'new' ||
      task.focus?.reference !== undefined ||
      isAskedByPatient(task) ||
      hasOurMarks(task)
      ? unusable('unknown-focus', 'focus')
      : NONE_OF_OURS;
  if (focus.type !== 'Appointment')
    return kind === 'new' || hasOurMarks(task)
      ? unusable('focus-not-an-appointment', focus.type)
      : NONE_OF_OURS;
  const modifier = modifierIn(body);
  if (modifier !== null) return unusable('modified', modifier);
  const status = statusOf(task, kind, isAtWorkElsewhere(body));
  if (status === null) return unusable('unknown-status', oneLine(task.status).slice(0, 50));
  if (another !== undefined && status.state !== 'resolved') return unusable('ambiguous', 'code');
  if (status.state === 'awaiting-patient' && !isMarked(task) && status.proposal.appointmentIds.length > 1)
    return unusable('ambiguous', 'output');
  const wish = readWish(task, kind, chosen);
  // When it was to be matters no more once it is closed.
  if (!wish.ok && status.state !== 'resolved') return wish;
  const updated = parseInstant(lastUpdated);
  return {
    ok: true,
    value: {
      id,
      kind,
      appointmentId: focus.id,
      patientId: referencedId((task.for ?? task.requester)?.reference, 'Patient'),
      naming: { for: readNamed(task.for), requester: readNamed(task.requester) },
      ...(wish.ok ? wish.value : NO_WISH),
      note: patientNote(task),
      authoredAt: instant(task.authoredOn) ?? updated,
      modifiedAt: instant(task.lastModified) ?? updated,
      updatedAt: updated,
      status,
      isVoid: task.status === 'draft' || task.status === 'entered-in-error',
      proposedIds: proposedIdsOf(task),
    },
  };
}

const NONE_OF_OURS: Reading<null> = { ok: true, value: null };

/** The patient has withdrawn it. */
export const isWithdrawn = ({ status }: PortalTask): boolean =>
  status.state === 'resolved' && status.outcome === 'withdrawn';

/** Codes of https://hl7.org/fhir/R4/codesystem-task-code.html that ask for something else. */
const OTHER_CODES: readonly string[] = ['approve', 'fulfill', 'suspend', 'resume'];

/** A Task whose code nobody knows, and that a patient may have meant for the desk. */
function mayAsk(task: Task, focus: Target | null): boolean {
  if (hasAnotherCode(task)) return false;
  return hasOurMarks(task) || (focus?.type === 'Appointment' && isAskedByPatient(task));
}

const hasAnotherCode = ({ code }: Task): boolean =>
  code?.coding.some((one) => one.code !== undefined && OTHER_CODES.includes(one.code)) === true;

const isAskedByPatient = ({ requester }: Task): boolean => {
  const type = parseReference(requester?.reference)?.type ?? requester?.type;
  return type === 'Patient' || type === 'RelatedPerson';
};

/** It carries what only a request to the desk does (docs/portal.md). */
const hasOurMarks = ({ input, businessStatus }: Task): boolean =>
  outcomeCode(businessStatus) !== null ||
  input.some(({ type }) => type?.coding.some(({ system }) => system === TASK_INPUT_SYSTEM));

/** Of one that has not a Task's shape no more can be read than what it is about, and what it asks for. */
function isAboutAnotherThing(body: unknown): boolean {
  const focus = isObject(body) && isObject(body.focus) ? body.focus.reference : undefined;
  const target = typeof focus === 'string' ? parseReference(focus) : null;
  return target !== null && target.type !== 'Appointment';
}

/** Whatever else of it cannot be read: it is of a kind of which a server has hundreds. */
function asksForAnotherThing(body: unknown): boolean {
  const task = schemas.task(isObject(body) ? { ...body, status: '', focus: undefined } : body);
  return !(task instanceof Wrong) && kindsOf(task).length === 0 && hasAnotherCode(task);
}

/** What it asks for. One that asks both to move and to cancel has two meanings. */
function kindsOf({ code }: Task): RequestKind[] {
  const kinds = code?.coding.flatMap(({ code: one }) =>
    one && Object.hasOwn(KINDS, one) ? (KINDS[one] ?? []) : [],
  );
  return [...new Set(kinds)];
}

const instant = (text: string | undefined): EpochMs | null =>
  text === undefined ? null : parseInstant(text);

/** The status in the desk's terms (docs/portal.md, "What the portal writes"); null for one R4 does not know. */
function statusOf(task: Task, kind: RequestKind, elsewhere: boolean): PortalTaskStatus | null {
  const outcome = outcomeCode(task.businessStatus);
  const reason = reasonText(task.statusReason);
  const resolved = (word: RequestOutcome) => ({ state: 'resolved', outcome: word, reason }) as const;
  switch (task.status) {
    case 'requested':
    case 'ready':
      return { state: 'open', mark: markOf(outcome) };
    // Somebody has it already: https://hl7.org/fhir/R4/valueset-task-status.html.
    case 'received':
    case 'accepted':
      return { state: 'open', mark: 'taken-elsewhere' };
    case 'in-progress':
      return { state: 'open', mark: elsewhere ? 'taken-elsewhere' : markOf(outcome) };
    case 'on-hold':
      return awaiting(task, reason) ?? { state: 'open', mark: 'on-hold' };
    case 'completed':
      return resolved(completedOutcome(outcome));
    case 'rejected':
      if (outcome === 'appointment-cancelled') return resolved('appointment-cancelled');
      return resolved(kind === 'cancel' ? 'kept' : 'denied');
    case 'cancelled':
      return resolved(outcome === 'superseded' ? 'superseded' : 'withdrawn');
    case 'draft':
    case 'failed':
    case 'entered-in-error':
      return resolved('closed-elsewhere');
    default:
      return null;
  }
}

function completedOutcome(code: string | null): RequestOutcome {
  switch (code) {
    case 'approved':
    case 'updated':
    case 'appointment-cancelled':
    case 'cancelled-under-policy':
      return code;
    case 'accepted':
      return 'accepted-by-patient';
    case 'declined':
      return 'cancelled-by-patient';
    default:
      return 'closed-elsewhere';
  }
}

function markOf(code: string | null): RequestMark | null {
  switch (code) {
    case 'declined':
    case 'proposal-withdrawn':
    case 'own-time':
    case 'offer-taken':
      return code;
    case 'expired':
      return 'no-answer';
    default:
      return null;
  }
}

function awaiting(task: Task, reason: string | null): PortalTaskStatus | null {
  const appointmentIds = proposedIdsOf(task);
  if (appointmentIds.length === 0) return null;
  return {
    state: 'awaiting-patient',
    proposal: {
      appointmentIds,
      reason: reason ?? '',
      expiresAt: instant(task.restriction?.period?.end),
      messages: task.note
        .filter((n) => n.authorString === PRACTICE_AUTHOR)
        .map((n) => ({ at: instant(n.time), text: cleanText(n.text) })),
    },
  };
}

const markedIn = ({ output }: Task): Task['output'] =>
  output.filter(({ type }) =>
    type?.coding.some(({ system, code }) => system === TASK_OUTPUT_SYSTEM && code === PROPOSAL),
  );

/** Whether what came of it says of itself that it is a proposal: of several Appointments that do, the patient takes one. */
const isMarked = (task: Task): boolean => markedIn(task).length > 0;

/** The Appointments proposed: of what is marked as a proposal or, where nothing is, of whatever else came of it. */
function proposedIdsOf(task: Task): string[] {
  const { output } = task;
  const marked = markedIn(task);
  const ids = (marked.length > 0 ? marked : output).flatMap(
    ({ valueReference }) => referencedId(valueReference?.reference, 'Appointment') ?? [],
  );
  return [...new Set(ids)];
}

/** None where it says several: nobody can tell which. */
function outcomeCode(concept: Concept): string | null {
  const codes = new Set(concept?.coding.flatMap((c) => (c.system === OUTCOME_SYSTEM ? (c.code ?? []) : [])));
  const [code = null] = codes;
  return codes.size === 1 ? code : null;
}

const reasonText = (concept: Concept): string | null => {
  const text = cleanText(concept?.text || concept?.coding.find((c) => c.display)?.display || '');
  return text === '' ? null : text;
};

function patientNote({ note }: Task): string {
  return note
    .filter((n) => n.authorString !== PRACTICE_AUTHOR)
    .map((n) => cleanText(n.text))
    .join('\n\n');
}
