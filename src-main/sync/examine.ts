import { t } from '../../src-shared/text/text.ts';
import { creationIndex, creationName } from '../outbox/creation-name.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Portal } from '../ports.ts';
import type { AppliedStep } from './complete-decision.ts';
import { type ExchangeFailure, exchangeFailure } from './exchange-failure.ts';
import { COMMAND_SYSTEM } from './fhir/codes.ts';
import { creationNamesIn } from './fhir/creation-names.ts';
import { parseInstant } from './fhir/instant.ts';
import { resourceOf } from './fhir/read-entry.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import type { Histories } from './histories-offered.ts';
import { type Fetched, getBundle, getHistory, getResource } from './portal-reader.ts';

/** What the portal has of one step of a decision whose fate is not known. */
export interface Examined {
  readonly step: WriteStep;
  /** As it stands now; null when the portal has none (never created, or deleted). */
  readonly current: Envelope | null;
  /** The decision has written it. */
  readonly applied: boolean;
  /** The version that produced; null when it has not, or where the portal does not tell it from what others made of it since. */
  readonly appliedVersion: string | null;
  /** The version the decision was based on, from the history, where the portal still tells, or as the desk has it. */
  readonly base: Envelope | null;
  /** The versions the portal still has, newest first; empty where they were not asked for. */
  readonly history: readonly Envelope[];
  /** It stands exactly where the decision expected it. */
  readonly untouched: boolean;
}

export type Verdict =
  | { readonly kind: 'applied'; readonly steps: readonly AppliedStep[] }
  /** Nothing has changed: the portal refused for another reason, or never saw the decision. */
  | { readonly kind: 'untouched' }
  /**
   * Not as the decision expected it, and not by the decision. `seen`: somebody else's version was read; otherwise the portal showed
   * something older than it has shown before, or nothing: a replica that is behind, or a portal restored from a backup.
   */
  | { readonly kind: 'changed-elsewhere'; readonly seen: boolean; readonly steps: readonly Examined[] }
  /** A server that says it carried out a part alone has done so: some is by the decision, some is not. */
  | { readonly kind: 'in-part'; readonly steps: readonly Examined[] }
  | { readonly kind: 'unknown'; readonly why: ExchangeFailure };

export interface Known {
  /** FHIR ids of what the decision created, by local id, where the portal has told them. */
  readonly created: ReadonlyMap<string, string>;
  /** Whether the portal has shown this desk a later version than this one. */
  readonly isPast: (version: Envelope) => boolean;
  /** Whether this is what the decision writes, and nothing that somebody else made of it. */
  readonly isAsWritten: (step: WriteStep, version: Envelope) => boolean;
  /** The version of a resource that the desk keeps a copy of, where it is this one. */
  readonly copyOf: (step: WriteStep, version: string) => Envelope | null;
  readonly histories: Histories;
  /** The server has answered that it refused a part of the decision: it does not carry out transactions as a whole. */
  readonly isInPart: boolean;
}

/**
 * Reads the resources of a decision to learn whether it has been applied: they carry its tag now, or a version in their history
 * does. What others changed afterwards does not hide it. A transaction lands whole: where a part of it is seen and another still
 * stands as before, an earlier attempt has been applied while this was reading, or a replica is behind.
 */
export async function examine(
  portal: Portal,
  plan: readonly WriteStep[],
  outboxId: string,
  known: Known,
): Promise<Verdict> {
  const steps: Examined[] = [];
  for (const step of plan) {
    const name = creationName(outboxId, creationIndex(plan, step.localId));
    const examined = await (step.op === 'post'
      ? examineCreated(portal, step, { outboxId, name }, known)
      : examineWritten(portal, step, outboxId, known));
    if (!examined.ok) return { kind: 'unknown', why: examined.error };
    steps.push(examined.value);
  }
  if (known.isInPart && steps.some((s) => s.applied) && !steps.every((s) => s.applied))
    return { kind: 'in-part', steps };
  if (steps.some((s) => s.applied)) return appliedWhole(steps);
  if (steps.every((s) => s.untouched)) return { kind: 'untouched' };
  const seen = steps.some(({ untouched, current }) => !untouched && current && !known.isPast(current));
  return { kind: 'changed-elsewhere', seen, steps };
}

function appliedWhole(steps: readonly Examined[]): Verdict {
  const applied = steps.flatMap(({ step, current, appliedVersion, untouched }): AppliedStep[] =>
    current && !untouched ? [{ step, current, version: appliedVersion, portalId: current.id }] : [],
  );
  if (applied.length === steps.length) return { kind: 'applied', steps: applied };
  // It has been applied, and somebody has deleted what it wrote.
  if (!steps.some((s) => s.untouched)) return { kind: 'changed-elsewhere', seen: true, steps };
  return { kind: 'unknown', why: exchangeFailure('server-error', t.details.detailText.seenInPart) };
}

async function examineCreated(
  portal: Portal,
  step: WriteStep,
  { outboxId, name }: { readonly outboxId: string; readonly name: string },
  known: Known,
): Promise<Fetched<Examined>> {
  const found = await findCreated(portal, step, name, known.created.get(step.localId));
  if (!found.ok) return found;
  const current = found.value;
  if (current === null) return untouched(step, null);
  const history = await versionsOf(portal, step.type, current.id, known.histories);
  if (!history.ok) return history;
  return applied(step, current, history.value, outboxId, known, null);
}

/** By its FHIR id where that is known: a search may be behind. */
async function findCreated(
  portal: Portal,
  step: WriteStep,
  name: string,
  id: string | undefined,
): Promise<Fetched<Envelope | null>> {
  if (id === undefined) {
    const query = encodeURIComponent(`${COMMAND_SYSTEM}|${name}`);
    const found = await getBundle(portal, `${step.type}?identifier=${query}`);
    if (!found.ok) return found;
    // A server may not know the parameter, and give whatever it has: what it gives is looked at again.
    const all = envelopesIn(found.value.entry, step.type);
    return { ok: true, value: all.find(({ body }) => creationNamesIn(body).includes(name)) ?? null };
  }
  const fetched = await getResource(portal, step.type, id);
  if (!fetched.ok) return fetched;
  if (fetched.value === null) return { ok: true, value: null };
  const read = readEnvelope(fetched.value);
  return read.ok
    ? read
    : { ok: false, error: exchangeFailure('server-error', t.details.detailText.unclear(step.type)) };
}

async function examineWritten(
  portal: Portal,
  step: WriteStep,
  outboxId: string,
  known: Known,
): Promise<Fetched<Examined>> {
  const { type, portalId, basedOn } = step;
  if (portalId === null || basedOn === null || !('version' in basedOn))
    return { ok: false, error: exchangeFailure('server-error', `${type} was never sent`) };
  const fetched = await getResource(portal, type, portalId);
  if (!fetched.ok) return fetched;
  const read = fetched.value === null ? null : readEnvelope(fetched.value);
  if (read && !read.ok)
    return { ok: false, error: exchangeFailure('server-error', `${type} cannot be read`) };
  const current = read?.value ?? null;
  if (current?.versionId === basedOn.version) return untouched(step, current);
  const history = await versionsOf(portal, type, portalId, known.histories);
  if (!history.ok) return history;
  const base =
    history.value.find((v) => v.versionId === basedOn.version) ?? known.copyOf(step, basedOn.version);
  if ([...history.value, ...(current ? [current] : [])].some((v) => v.commandTags.includes(outboxId)))
    return applied(step, current, history.value, outboxId, known, base);
  return { ok: true, value: changedByOthers(step, current, base, history.value) };
}

/** What stands there is neither what the step is based on nor its work. */
export const changedByOthers = (
  step: WriteStep,
  current: Envelope | null,
  base: Envelope | null,
  history: readonly Envelope[],
): Examined => ({ step, current, applied: false, appliedVersion: null, base, history, untouched: false });

const untouched = (step: WriteStep, current: Envelope | null): Fetched<Examined> => ({
  ok: true,
  value: {
    step,
    current,
    applied: false,
    appliedVersion: null,
    base: current,
    history: [],
    untouched: true,
  },
});

function applied(
  step: WriteStep,
  current: Envelope | null,
  history: readonly Envelope[],
  outboxId: string,
  known: Known,
  base: Envelope | null,
): Fetched<Examined> {
  const first = oldest(history.filter((v) => v.commandTags.includes(outboxId)));
  const now = current && known.isAsWritten(step, current) ? current.versionId : null;
  const appliedVersion = first?.versionId ?? now;
  return {
    ok: true,
    value: { step, current, applied: true, appliedVersion, base, history, untouched: false },
  };
}

/** The versions the portal still has; none where it keeps no history. */
export async function versionsOf(
  portal: Portal,
  type: string,
  id: string,
  histories: Histories,
): Promise<Fetched<Envelope[]>> {
  const history = await getHistory(portal, type, id, histories);
  return history.ok ? { ok: true, value: envelopesIn(history.value?.entry, type) } : history;
}

function envelopesIn(entries: readonly unknown[] | undefined, type: string): Envelope[] {
  return (entries ?? []).flatMap((entry) => {
    const read = readEnvelope(resourceOf(entry));
    return read.ok && read.value.type === type ? [read.value] : [];
  });
}

/** Histories come newest first (https://hl7.org/fhir/R4/http.html#history): the last of the earliest instant is the oldest. */
function oldest(versions: readonly Envelope[]): Envelope | null {
  const at = (v: Envelope) => parseInstant(v.lastUpdated) ?? 0;
  return versions.reduce<Envelope | null>(
    (first, v) => (first === null || at(v) <= at(first) ? v : first),
    null,
  );
}
