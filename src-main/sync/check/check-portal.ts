import type { PortalTest } from '../../../src-shared/ipc/settings-views.ts';
import { type Finding, finding, testPortal } from '../connection-test.ts';
import type { TrialDeps } from './trial.ts';
import { tryWriting } from './try-writing.ts';
import { waitingPortal } from './waiting-portal.ts';

/**
 * The connection test, and then the desk's main job with writes on a throw-away patient that is removed (`tryWriting`). What was tried
 * counts, whatever the server says of itself. Never rejects.
 */
export async function checkPortal(deps: TrialDeps): Promise<PortalTest> {
  const portal = waitingPortal(deps.portal, deps.clock);
  const loaded = await testPortal(portal);
  const isOpen =
    loaded.findings.some(({ code }) => code === 'reached') &&
    loaded.findings.every(({ code }) => code !== 'sign-in-failed');
  if (!isOpen) return loaded;
  const findings = whatCounts(loaded.findings, await tryWriting({ ...deps, portal }));
  return { ok: findings.every(({ level }) => level === 'good' || level === 'note'), findings };
}

/** What a server says of itself is told only where it was not tried, or where it was and is not so. */
function whatCounts(loaded: readonly Finding[], tried: readonly Finding[]): Finding[] {
  const outcomeOf = (said: Finding): 'works' | 'fails' | null => {
    const same =
      said.code === 'transaction'
        ? (tried.find(({ code }) => code === 'atomic') ?? tried.find(({ code }) => code === 'create'))
        : tried.find(({ code, detail }) => code === said.code && detail === said.detail);
    if (same) return same.level === 'good' ? 'works' : 'fails';
    if (!isOfReading(said)) return null;
    return loaded.some((one) => isUnread(one) && isAbout(one, said)) ? 'fails' : 'works';
  };
  const isRepeated = (said: Finding): boolean =>
    tried.some((one) => one.code === said.code && one.detail === said.detail);
  const unnamed = loaded.filter((said) => said.level === 'lacking' && outcomeOf(said) === 'works');
  const hasChanged = tried.some(({ code, level }) => code === 'change' && level === 'good');
  const untrue = (said: Finding): boolean =>
    (said.level === 'good' && STATED.has(said.code) && outcomeOf(said) === 'fails') ||
    (said.code === 'no-decisions' && hasChanged);
  return [
    ...loaded.filter((said) => !unnamed.includes(said) && !untrue(said) && !isRepeated(said)),
    ...tried,
    ...(unnamed.length === 0
      ? []
      : [finding('note', 'statement', unnamed.map(({ detail }) => detail).join(', '))]),
  ];
}

const STATED: ReadonlySet<Finding['code']> = new Set(['transaction', 'resource-type', 'search-parameter']);

/** Said of what the searches of loading try. */
const isOfReading = ({ code, detail }: Finding): boolean =>
  code === 'resource-type' || (code === 'search-parameter' && detail.endsWith(':_lastUpdated'));

const isUnread = ({ level, code }: Finding): boolean => level === 'failed' || code === 'bound-ignored';

const isAbout = (failed: Finding, said: Finding): boolean =>
  failed.detail.split(':')[0] === said.detail.split(':')[0];
