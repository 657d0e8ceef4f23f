import { t } from '../../../src-shared/text/text.ts';
import type { Clock, Ids, Portal } from '../../ports.ts';
import { pause } from '../../timing/pause.ts';
import type { AppliedStep } from '../complete-decision.ts';
import { type Finding, finding } from '../connection-test.ts';
import { OVERLAP_MS } from '../cursor.ts';
import { exchangeFailure } from '../exchange-failure.ts';
import { COMMAND_SYSTEM } from '../fhir/codes.ts';
import { isObject, type JsonObject } from '../fhir/json.ts';
import { resourceOf } from '../fhir/read-entry.ts';
import { type Envelope, readEnvelope } from '../fhir/read-envelope.ts';
import type { BundleStep } from '../fhir/write-bundle.ts';
import { type Fetched, getBundle, getResource } from '../portal-reader.ts';
import { type Committed, commit } from './commit.ts';

/** What a trial of writing needs beside the portal. */
export interface TrialDeps {
  readonly portal: Portal;
  readonly clock: Clock;
  readonly ids: Ids;
  /** It is to end: nothing more is tried, and what was made is removed. */
  readonly isStopped?: () => boolean;
  /** Whether the server refuses a change of an old version: it was tried. */
  readonly versionsTried?: (checked: boolean) => void;
}

/** A resource that was to be created. */
export interface Posted {
  readonly type: string;
  readonly command: string;
}

/** One that is under way: what it has found, and what it has made. */
export interface Trial extends TrialDeps {
  readonly findings: readonly Finding[];
  readonly found: (level: Finding['level'], code: Finding['code'], detail?: string) => void;
  /** Everything that may be there because of it: by FHIR id, the latest last, and by the command that was to create it. */
  readonly made: ReadonlySet<string>;
  readonly posted: readonly Posted[];
  readonly send: (steps: readonly BundleStep[], command: string) => Promise<Committed>;
}

export function beginTrial(deps: TrialDeps): Trial {
  const findings: Finding[] = [];
  const made = new Set<string>();
  const posted: Posted[] = [];
  return {
    ...deps,
    findings,
    made,
    posted,
    found(level, code, detail = '') {
      const isSaid = findings.some((f) => f.level === level && f.code === code && f.detail === detail);
      if (!isSaid) findings.push(finding(level, code, detail));
    },
    async send(steps, command) {
      if (deps.isStopped?.()) return stopped();
      for (const { op, type } of steps) if (op === 'post') posted.push({ type, command });
      const sent = await commit(deps.portal, steps, command);
      if (sent.kind === 'done')
        for (const { step, portalId } of sent.steps) made.add(`${step.type}/${portalId}`);
      return sent;
    },
  };
}

const stopped = (): Committed => ({
  kind: 'failed',
  failure: exchangeFailure('not-sent', t.details.detailText.checkStopped),
});

/** What was created, and under which ids. */
export interface Created {
  readonly command: string;
  readonly localId: string;
  readonly applied: AppliedStep;
  /** The portal's clock as it answered; null where it did not say. */
  readonly date: number | null;
}

/** Says why what was sent did not come to be, unless it did. `code`: what the portal was to do with this type. */
export function took(
  { found }: Trial,
  sent: Committed,
  code: 'create' | 'change',
  type: string,
): sent is Extract<Committed, { kind: 'done' }> {
  switch (sent.kind) {
    case 'done':
      found('good', code, type);
      return true;
    case 'refused':
      if (sent.status === 403) found('failed', 'write-refused', `${type}: ${sent.detail}`);
      else if (NOT_OFFERED.has(sent.status) || /\btransactions?\b/i.test(sent.detail))
        found('failed', 'transaction-refused', sent.detail);
      else found('failed', code, `${type}: ${sent.detail}`);
      return false;
    case 'in-part':
      found('failed', code, `${type}: ${sent.detail}`);
      return false;
    case 'unclear':
      found('failed', 'transaction-answer', sent.detail);
      return false;
    case 'failed':
      untried({ found }, sent.failure);
      return false;
  }
}

/** What answers a POST to the address itself where no Bundle is taken there. */
const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501]);

export function untried(
  { found }: Pick<Trial, 'found'>,
  { kind, detail }: Extract<Committed, { kind: 'failed' }>['failure'],
): void {
  if (kind === 'sign-in-failed') found('failed', 'sign-in-failed', detail);
  else found('failed', 'untried', detail);
}

/** What a search finds that was created in the name of `command`; an index may be behind. */
export async function createdBy(
  portal: Portal,
  { type, command }: Posted,
): Promise<Fetched<readonly JsonObject[]>> {
  const found = await getBundle(portal, createdByQuery({ type, command }));
  if (!found.ok) return found;
  const resources = (found.value.entry ?? []).map(resourceOf).filter(isObject);
  return { ok: true, value: resources.filter(({ resourceType }) => resourceType === type) };
}

export const createdByQuery = ({ type, command }: Posted): string =>
  `${type}?identifier=${encodeURIComponent(`${COMMAND_SYSTEM}|${command}`)}`;

/** As it stands now; null where it cannot be read. */
export async function current({ portal }: Trial, type: string, id: string): Promise<Envelope | null> {
  const fetched = await getResource(portal, type, id);
  const read = fetched.ok && fetched.value !== null ? readEnvelope(fetched.value) : null;
  return read?.ok ? read.value : null;
}

const LOOK_EVERY_MS = 500;

/**
 * Looks until it is so, for as long as a poll looks back: what a search shows later than that would be missed. After how many
 * milliseconds it was so; null where it never was.
 */
export async function eventually(
  { clock, isStopped }: Trial,
  isSo: () => Promise<boolean>,
): Promise<number | null> {
  const began = clock.elapsed();
  for (;;) {
    if (await isSo()) return clock.elapsed() - began;
    if (isStopped?.() || clock.elapsed() - began >= OVERLAP_MS) return null;
    await pause(clock, LOOK_EVERY_MS);
  }
}
