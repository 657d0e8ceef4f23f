import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { Finding } from '../connection-test.ts';
import { COMMAND_SYSTEM, SEQUENCE_EXTENSION, UID_SYSTEM } from '../fhir/codes.ts';
import { parseInstant } from '../fhir/instant.ts';
import { isObject, type JsonObject, objectsOf } from '../fhir/json.ts';
import type { Envelope } from '../fhir/read-envelope.ts';
import type { BundleStep } from '../fhir/write-bundle.ts';
import type { Committed } from './commit.ts';
import { removeAll } from './remove.ts';
import {
  askedByPatient,
  bookedVisit,
  changedVisit,
  checkPatient,
  checkVisit,
  decidedRequest,
  movedOn,
} from './throw-away.ts';
import {
  beginTrial,
  type Created,
  createdBy,
  current,
  type Posted,
  type Trial,
  type TrialDeps,
  took,
  untried,
} from './trial.ts';
import { tryFinding } from './try-finding.ts';

/**
 * Does the desk's main job in the portal on a throw-away patient, and removes what it made: puts them on file, books, moves, answers a
 * request, and tries what the portal has to refuse. What was found, one line each. Never rejects.
 */
export async function tryWriting(deps: TrialDeps): Promise<Finding[]> {
  const trial = beginTrial(deps);
  try {
    await writeAll(trial);
  } finally {
    await removeAll(trial);
  }
  return [...trial.findings];
}

async function writeAll(trial: Trial): Promise<void> {
  const { clock } = trial;
  const patient = await create(trial, 'Patient', checkPatient);
  if (patient === null) {
    trial.found('note', 'write-untried');
    return;
  }
  const visit = (id: string) => checkVisit(id, patient.applied.portalId, clock.now());
  const booked = await create(trial, 'Appointment', (id, command) =>
    bookedVisit(visit(id), command, clock.now()),
  );
  if (booked === null) return;
  sayWhatIsKept(trial, booked);
  const stands = { ...visit(booked.localId), id: booked.applied.portalId };
  const first = booked.applied.current;
  const moved = await move(trial, first, movedOn(stands));
  if (moved === null) return;
  const areVersionsChecked = await isStaleRefused(trial, first, moved, stands);
  if (areVersionsChecked) await tryHalf(trial, first, stands);
  await tryRequest(trial, stands, areVersionsChecked);
  await tryFinding(trial, booked, async () => {
    const another = await create(trial, 'Appointment', (id, command) =>
      bookedVisit(visit(id), command, clock.now()),
    );
    return another?.applied.portalId ?? null;
  });
}

/** Creates one and sends the same again, as the desk does where an answer was lost. Null where it could not be created. */
async function create(
  trial: Trial,
  type: 'Patient' | 'Appointment',
  make: (id: string, command: string) => JsonObject,
): Promise<Created | null> {
  const [localId, command] = [trial.ids.uuid(), trial.ids.uuid()];
  const step: BundleStep = { op: 'post', type, localId, body: make(localId, command) };
  const sent = await trial.send([step], command);
  if (sent.kind === 'unclear' && (await lacksVersion(trial, { type, command }))) {
    trial.found('failed', 'versions', type);
    return null;
  }
  if (!took(trial, sent, 'create', type)) return null;
  const [applied] = sent.steps;
  if (applied === undefined) return null;
  const again = await trial.send([step], command);
  if (again.kind === 'failed') untried(trial, again.failure);
  else {
    const isKnown = again.kind === 'done' && again.steps[0]?.portalId === applied.portalId;
    trial.found(isKnown ? 'good' : 'lacking', 'conditional-create', type);
  }
  return { command, localId, applied, date: sent.date };
}

async function lacksVersion({ portal }: Trial, posted: Posted): Promise<boolean> {
  const found = await createdBy(portal, posted);
  const [one] = found.ok ? found.value : [];
  return one !== undefined && !(isObject(one.meta) && typeof one.meta.versionId === 'string');
}

function sayWhatIsKept(trial: Trial, { command, applied, date }: Created): void {
  const { body, commandTags } = applied.current;
  const kept = isObject(body) ? body : {};
  const systems = objectsOf(kept.identifier).map(({ system }) => system);
  const areKept = [COMMAND_SYSTEM, UID_SYSTEM].every((system) => systems.includes(system));
  trial.found(areKept ? 'good' : 'lacking', 'identifiers');
  const hasSequence = objectsOf(kept.extension).some(({ url }) => url === SEQUENCE_EXTENSION);
  trial.found(hasSequence ? 'good' : 'note', 'extensions');
  trial.found(commandTags.includes(command) ? 'good' : 'lacking', 'tags');
  trial.found(date === null ? 'note' : 'good', 'date');
}

const put = (
  type: 'Appointment' | 'Task',
  { id }: Envelope,
  version: string,
  body: JsonObject,
): BundleStep => ({
  op: 'put',
  type,
  id,
  version,
  body,
});
const bodyOf = ({ body }: Envelope): JsonObject => (isObject(body) ? body : {});

/** Null where it could not be moved, or nobody could tell that it was. */
async function move(trial: Trial, first: Envelope, to: Appointment): Promise<Envelope | null> {
  const command = trial.ids.uuid();
  const body = changedVisit(bodyOf(first), to, command, trial.clock.now());
  const sent = await trial.send([put('Appointment', first, first.versionId, body)], command);
  if (!took(trial, sent, 'change', 'Appointment')) return null;
  const moved = await current(trial, 'Appointment', first.id);
  const isNew =
    moved !== null &&
    moved.versionId !== first.versionId &&
    [moved, first].every(({ lastUpdated }) => parseInstant(lastUpdated) !== null);
  trial.found(isNew ? 'good' : 'failed', 'versions', 'Appointment');
  if (!isNew) return null;
  if (!moved.commandTags.includes(command)) trial.found('lacking', 'tags');
  return moved;
}

/** Whether a change that is based on the version before is refused. */
async function isStaleRefused(
  trial: Trial,
  first: Envelope,
  moved: Envelope,
  visit: Appointment,
): Promise<boolean> {
  const command = trial.ids.uuid();
  const body = changedVisit(bodyOf(moved), movedOn(movedOn(visit)), command, trial.clock.now());
  const sent = await trial.send([put('Appointment', first, first.versionId, body)], command);
  if (sent.kind === 'failed') {
    untried(trial, sent.failure);
    return false;
  }
  const now = await current(trial, 'Appointment', first.id);
  const isChecked = now?.versionId === moved.versionId;
  trial.found(isChecked ? 'good' : 'lacking', 'versioning', 'Appointment');
  trial.versionsTried?.(isChecked);
  return isChecked;
}

/** A booking together with a change that the portal has to refuse: then nothing of it may stay. */
async function tryHalf(trial: Trial, first: Envelope, visit: Appointment): Promise<void> {
  const [localId, command] = [trial.ids.uuid(), trial.ids.uuid()];
  const now = trial.clock.now();
  const booking = bookedVisit({ ...visit, id: localId, uid: `${localId}@reslot-check` }, command, now);
  const stale = changedVisit(bodyOf(first), movedOn(visit), command, now);
  const sent = await trial.send(
    [
      { op: 'post', type: 'Appointment', localId, body: booking },
      put('Appointment', first, first.versionId, stale),
    ],
    command,
  );
  if (sent.kind === 'failed') {
    untried(trial, sent.failure);
    return;
  }
  const left = await createdBy(trial.portal, { type: 'Appointment', command });
  const stays = sent.kind !== 'refused' || (left.ok && left.value.length > 0);
  sayHalf(trial, stays, sent);
}

function sayHalf({ found, findings }: Trial, stays: boolean, sent: Committed): void {
  if (findings.some(({ code, level }) => code === 'atomic' && level === 'failed')) return;
  found(stays ? 'failed' : 'good', 'atomic', sent.kind === 'in-part' ? sent.detail : '');
}

/** A request of the patient's, denied; and once more on a version of it that has passed, which the visit must not show. */
async function tryRequest(trial: Trial, visit: Appointment, areVersionsChecked: boolean): Promise<void> {
  const { clock, ids } = trial;
  const [localId, asking] = [ids.uuid(), ids.uuid()];
  const asked = await trial.send(
    [{ op: 'post', type: 'Task', localId, body: askedByPatient(visit, asking, clock.now()) }],
    asking,
  );
  const task = asked.kind === 'done' ? asked.steps[0]?.current : undefined;
  if (task === undefined) {
    trial.found('note', 'request-untried', 'detail' in asked ? asked.detail : '');
    return;
  }
  const decide = async () => {
    const there = await current(trial, 'Appointment', visit.id);
    if (there === null) return null;
    const command = ids.uuid();
    const body = changedVisit(bodyOf(there), visit, command, clock.now());
    const denied = decidedRequest(bodyOf(task), visit, command, clock.now());
    const steps = [
      put('Appointment', there, there.versionId, body),
      put('Task', task, task.versionId, denied),
    ];
    return { there, sent: await trial.send(steps, command) };
  };
  const first = await decide();
  if (first === null || !took(trial, first.sent, 'change', 'Task') || !areVersionsChecked) return;
  const second = await decide();
  if (second === null || second.sent.kind === 'failed') return;
  trial.found(second.sent.kind === 'done' ? 'lacking' : 'good', 'versioning', 'Task');
  if (second.sent.kind === 'done') trial.versionsTried?.(false);
  const after = await current(trial, 'Appointment', visit.id);
  const isHalf = second.sent.kind !== 'done' && after?.versionId !== second.there.versionId;
  if (isHalf) sayHalf(trial, true, second.sent);
}
