import type { WriteStep } from '../outbox/write-step.ts';
import type { Portal } from '../ports.ts';
import { COMMAND_SYSTEM } from './fhir/codes.ts';
import { parseInstant } from './fhir/instant.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import { bundleEntry } from './fhir/schemas.ts';
import type { LandedStep } from './landed.ts';
import { type Fetched, getBundle, getResource } from './portal-reader.ts';
import { type Trouble, trouble } from './trouble.ts';

/** What the portal has of one step of a decision whose fate is not known. */
export interface Examined {
  readonly step: WriteStep;
  /** As it stands now; null when the portal has none (never created, or deleted). */
  readonly current: Envelope | null;
  /** The version this decision produced; null when it never did. */
  readonly landedVersion: string | null;
  /** The version the decision was based on, from the history, where the portal still tells. */
  readonly base: Envelope | null;
  /** It stands exactly where the decision expected it. */
  readonly untouched: boolean;
}

export type Verdict =
  | { readonly kind: 'landed'; readonly steps: readonly LandedStep[] }
  /** Nothing has changed: the portal refused for another reason, or never saw the decision. */
  | { readonly kind: 'untouched' }
  | { readonly kind: 'changed-elsewhere'; readonly steps: readonly Examined[] }
  | { readonly kind: 'unknown'; readonly why: Trouble };

/**
 * Reads the resources of a decision to learn whether it has landed: they carry its tag now, or a version in their history
 * does. What others changed afterwards does not hide it.
 */
export async function examine(
  portal: Portal,
  plan: readonly WriteStep[],
  outboxId: string,
): Promise<Verdict> {
  const steps: Examined[] = [];
  for (const step of plan) {
    const examined = await examineStep(portal, step, outboxId);
    if (!examined.ok) return { kind: 'unknown', why: examined.error };
    steps.push(examined.value);
  }
  const landed = steps.flatMap(({ step, current, landedVersion }): LandedStep[] =>
    current && landedVersion !== null
      ? [{ step, current, version: landedVersion, portalId: current.id }]
      : [],
  );
  if (landed.length === steps.length) return { kind: 'landed', steps: landed };
  if (steps.every((s) => s.untouched)) return { kind: 'untouched' };
  return { kind: 'changed-elsewhere', steps };
}

const examineStep = (portal: Portal, step: WriteStep, outboxId: string): Promise<Fetched<Examined>> =>
  step.op === 'post' ? examineCreated(portal, step, outboxId) : examineWritten(portal, step, outboxId);

async function examineCreated(portal: Portal, step: WriteStep, outboxId: string): Promise<Fetched<Examined>> {
  const query = encodeURIComponent(`${COMMAND_SYSTEM}|${outboxId}`);
  const found = await getBundle(portal, `${step.type}?identifier=${query}`);
  if (!found.ok) return found;
  const current = envelopesIn(found.value.entry, step.type)[0] ?? null;
  if (current === null)
    return { ok: true, value: { step, current, landedVersion: null, base: null, untouched: true } };
  const history = await versionsOf(portal, step.type, current.id);
  if (!history.ok) return history;
  const first = oldest(history.value.filter((v) => v.commandTags.includes(outboxId)));
  const landedVersion = first?.versionId ?? current.versionId;
  return { ok: true, value: { step, current, landedVersion, base: null, untouched: false } };
}

async function examineWritten(portal: Portal, step: WriteStep, outboxId: string): Promise<Fetched<Examined>> {
  const { type, portalId, basedOn } = step;
  if (portalId === null || basedOn === null || !('version' in basedOn))
    return { ok: false, error: trouble('server-error', `${type} was never sent`) };
  const fetched = await getResource(portal, type, portalId);
  if (!fetched.ok) return fetched;
  const read = fetched.value === null ? null : readEnvelope(fetched.value);
  if (read && !read.ok) return { ok: false, error: trouble('server-error', `${type} cannot be read`) };
  const current = read?.value ?? null;
  if (current?.versionId === basedOn.version)
    return { ok: true, value: { step, current, landedVersion: null, base: current, untouched: true } };
  const history = await versionsOf(portal, type, portalId);
  if (!history.ok) return history;
  const tagged = oldest(history.value.filter((v) => v.commandTags.includes(outboxId)));
  const taggedNow = current?.commandTags.includes(outboxId) ? current.versionId : null;
  const base = history.value.find((v) => v.versionId === basedOn.version) ?? null;
  const landedVersion = tagged?.versionId ?? taggedNow;
  return { ok: true, value: { step, current, landedVersion, base, untouched: false } };
}

/** The versions the portal still has; none where it keeps no history. */
async function versionsOf(portal: Portal, type: string, id: string): Promise<Fetched<Envelope[]>> {
  const history = await getBundle(portal, `${type}/${id}/_history?_count=100`);
  if (history.ok) return { ok: true, value: envelopesIn(history.value.entry, type) };
  return history.error.kind === 'server-error' && /^HTTP 4/.test(history.error.detail)
    ? { ok: true, value: [] }
    : history;
}

function envelopesIn(entries: readonly unknown[] | undefined, type: string): Envelope[] {
  return (entries ?? []).flatMap((entry) => {
    const parsed = bundleEntry.safeParse(entry);
    const read = parsed.success ? readEnvelope(parsed.data.resource) : null;
    return read?.ok && read.value.type === type ? [read.value] : [];
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
