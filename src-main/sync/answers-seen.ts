import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import type { PortalCopy } from '../db/queries/portal-copies.ts';
import { hasAnswersToSee, markSeenByDecision, markSeenElsewhere } from '../db/queries/visit-answers.ts';
import { findEntry } from '../outbox/entries.ts';
import { isByReceptionist } from '../outbox/entry.ts';
import type { Effects } from './effects.ts';
import { parseInstant } from './fhir/instant.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import { deskThatWrote } from './who-decided.ts';

/**
 * Where this version of a visit is a person's decision that moves it, cancels it or gives it another status, what had been answered to it
 * by then has been seen: at this desk what was read before the decision was made, at another what the portal had before. A version of
 * whom nobody can tell, and a decision that leaves the visit as it is, settles nothing.
 */
export function noteAnswersSeen(db: Db, envelope: Envelope, copy: PortalCopy | null, effects: Effects): void {
  if (copy === null || !hasAnswersToSee(db, envelope.id)) return;
  const base = readEnvelope(copy.body);
  if (!base.ok || isSameVisit(base.value, envelope)) return;
  const made = envelope.commandTags.find((tag) => !base.value.commandTags.includes(tag));
  const own = made === undefined ? undefined : findEntry(db, made);
  if (own) {
    if (isByReceptionist(own)) markSeenByDecision(db, envelope.id, own.created_ms, effects.now);
  } else if (deskThatWrote(envelope, [], base.value) !== null)
    markSeenElsewhere(db, envelope.id, changedAt(envelope), effects.now);
  effects.topics.add('attention');
}

const changedAt = ({ lastUpdated }: Envelope): EpochMs => parseInstant(lastUpdated) ?? 0;

function isSameVisit(before: Envelope, now: Envelope): boolean {
  const [was, is] = [before, now].map(({ id, body }) => readAppointment(id, body));
  if (!was?.ok || !is?.ok) return false;
  const [a, b] = [was.value, is.value];
  return a.start === b.start && a.end === b.end && a.status === b.status;
}
