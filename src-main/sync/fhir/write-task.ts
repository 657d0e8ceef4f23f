import type { AppointmentRequest, RequestMark, RequestOutcome } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import {
  EARLIER_PERIOD,
  OUTCOME_SYSTEM,
  type OutcomeCode,
  PRACTICE_AUTHOR,
  PROPOSAL,
  REASON_SYSTEM,
  REQUESTED_PERIOD,
  TASK_INPUT_SYSTEM,
  TASK_OUTPUT_SYSTEM,
} from './codes.ts';
import { decidedBy, ownerAfter } from './decided-by.ts';
import { formatInstant, lacksOffset, parseInstant } from './instant.ts';
import { isObject, type JsonObject, objectsOf, without } from './json.ts';
import { withoutLease } from './lease.ts';
import { periodOf } from './period.ts';
import { referencedId } from './references.ts';
import { stamped } from './stamp.ts';
import type { OwnTime, Writing } from './write-appointment.ts';

interface Written {
  readonly status: string;
  readonly outcome: OutcomeCode | null;
  readonly reason: string | null;
}

/** The Task as it is to be, from the portal's own body; what the desk does not know stays as it came. */
export function writeTask(base: JsonObject, after: AppointmentRequest, writing: Writing): JsonObject {
  const { at, words } = writing.changes;
  const { status, outcome, reason } = written(after, words?.reasonText || null);
  const awaiting = after.status.state === 'awaiting-patient' ? after.status.proposal : null;
  const body: JsonObject = {
    ...base,
    status,
    businessStatus: outcome === null ? undefined : { coding: [{ system: OUTCOME_SYSTEM, code: outcome }] },
    statusReason: reason === null ? undefined : statusReason(reason, words),
    lastModified: notBefore(base.authoredOn, at),
    ...patientOf(base, after, writing),
    owner: ownerAfter(base.owner, writing.decider?.desk ?? null),
    extension: decidedBy(
      withoutLease(base.extension),
      writing.decider && { ...writing.decider, ...(writing.moved ? { moved: writing.moved } : {}) },
    ),
    note: words?.message.trim()
      ? [
          ...objectsOf(base.note),
          { authorString: PRACTICE_AUTHOR, time: formatInstant(at), text: words.message },
        ]
      : base.note,
    ...(writing.ownTime ? ownTime(base, writing.ownTime, at) : {}),
    ...(awaiting
      ? {
          output: withProposals(base, awaiting.appointmentIds.map(writing.appointmentReference)),
          restriction:
            awaiting.expiresAt === null ? base.restriction : withEnd(base, formatInstant(awaiting.expiresAt)),
        }
      : {}),
  };
  return stamped(without(body), writing.outboxId);
}

/** The request asks for the patient's own time from now on; what it asked for before stays beside it, and their words come last. */
function ownTime(base: JsonObject, { requested, comment }: OwnTime, at: EpochMs): JsonObject {
  const input = objectsOf(base.input).map((one) =>
    isInput(one, REQUESTED_PERIOD) ? { ...one, type: inputType(EARLIER_PERIOD) } : one,
  );
  const author = isObject(base.for) ? base.for : base.requester;
  const reference = isObject(author) && typeof author.reference === 'string' ? author.reference : null;
  const by = reference === null ? { authorString: 'patient' } : { authorReference: { reference } };
  const written = { ...by, time: formatInstant(at), text: comment };
  return {
    input: [
      ...input,
      {
        type: inputType(REQUESTED_PERIOD),
        valuePeriod: periodOf(requested),
      },
    ],
    ...(comment === '' ? {} : { note: [...objectsOf(base.note), written] }),
  };
}

const inputType = (code: string): JsonObject => ({ coding: [{ system: TASK_INPUT_SYSTEM, code }] });

const isInput = ({ type }: JsonObject, code: string): boolean =>
  isObject(type) &&
  objectsOf(type.coding).some((one) => one.system === TASK_INPUT_SYSTEM && one.code === code);

/**
 * `at`, or what `authoredOn` says where that is later, as by a desk's clock that is slow: a Task is not modified before it was
 * authored (Task, inv-1; https://hl7.org/fhir/R4/task.html#invs). As precise as that, or the two could not be compared.
 */
function notBefore(authoredOn: unknown, at: EpochMs): string {
  const now = formatInstant(at);
  if (typeof authoredOn !== 'string') return now;
  if (lacksOffset(authoredOn)) {
    const sameLength = now.slice(0, authoredOn.length);
    return authoredOn > sameLength ? authoredOn : sameLength;
  }
  const authored = parseInstant(authoredOn);
  return authored !== null && authored >= at ? authoredOn : now;
}

/** docs/portal.md, "What the desk writes": what each state of a request is in the portal. */
function written({ status, kind }: AppointmentRequest, words: string | null): Written {
  switch (status.state) {
    case 'open':
      return { status: 'requested', outcome: status.mark && MARK[status.mark], reason: words };
    case 'awaiting-patient':
      return { status: 'on-hold', outcome: 'awaiting-patient', reason: status.proposal.reason || null };
    case 'resolved':
      return { ...closed(status.outcome, kind), reason: status.reason };
  }
}

const MARK: Readonly<Record<RequestMark, OutcomeCode | null>> = {
  declined: 'declined',
  'no-answer': 'expired',
  'proposal-withdrawn': 'proposal-withdrawn',
  'own-time': 'own-time',
  'offer-taken': 'offer-taken',
  'taken-elsewhere': null,
  'on-hold': null,
};

function closed(outcome: RequestOutcome, kind: AppointmentRequest['kind']): Omit<Written, 'reason'> {
  switch (outcome) {
    case 'approved':
    case 'updated':
    case 'cancelled-under-policy':
      return { status: 'completed', outcome };
    case 'accepted-by-patient':
      return { status: 'completed', outcome: 'accepted' };
    case 'cancelled-by-patient':
      return { status: 'completed', outcome: 'declined' };
    case 'appointment-cancelled':
      return kind === 'cancel'
        ? { status: 'completed', outcome: 'approved' }
        : { status: 'rejected', outcome };
    case 'denied':
    case 'kept':
      return { status: 'rejected', outcome: 'denied' };
    case 'superseded':
      return { status: 'cancelled', outcome };
    case 'withdrawn':
      return { status: 'cancelled', outcome: null };
    case 'closed-elsewhere':
      return { status: 'completed', outcome: null };
  }
}

function statusReason(reason: string, words: Writing['changes']['words']): JsonObject {
  return words && words.reasonText === reason && words.reasonCode
    ? { coding: [{ system: REASON_SYSTEM, code: words.reasonCode, display: reason }], text: reason }
    : { text: reason };
}

function patientOf(base: JsonObject, after: AppointmentRequest, writing: Writing): JsonObject {
  const named = isObject(base.for) && typeof base.for.reference === 'string' ? base.for.reference : undefined;
  if (after.patientId === null) return {};
  const portalId = writing.patientPortalId(after.patientId);
  if (referencedId(named, 'Patient') === portalId) return {};
  const display = writing.displayOf('Patient', after.patientId) ?? undefined;
  return { for: without({ reference: `Patient/${portalId}`, display }) };
}

const isProposal = (output: JsonObject): boolean =>
  isObject(output.type) &&
  objectsOf(output.type.coding).some((c) => c.system === TASK_OUTPUT_SYSTEM && c.code === PROPOSAL);

/** The times that stand come last: those of an earlier proposal give way. */
const withProposals = (base: JsonObject, references: readonly string[]): JsonObject[] => [
  ...objectsOf(base.output).filter((output) => !isProposal(output)),
  ...references.map((reference) => ({
    type: { coding: [{ system: TASK_OUTPUT_SYSTEM, code: PROPOSAL }], text: 'Proposed appointment' },
    valueReference: { reference },
  })),
];

function withEnd(base: JsonObject, end: string): JsonObject {
  const restriction = isObject(base.restriction) ? base.restriction : {};
  const period = isObject(restriction.period) ? restriction.period : {};
  return { ...restriction, period: { ...period, end } };
}
