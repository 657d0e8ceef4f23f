import type { ReadOnly } from '../../src-shared/domain/connections.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { PortalTest } from '../../src-shared/ipc/settings-views.ts';
import type { Portal, PortalAnswer } from '../ports.ts';
import { PULLED_TYPES, SCHEDULE_TYPES } from './cursor.ts';
import { exchangeFailureOf } from './exchange-failure.ts';
import { capabilityStatement } from './fhir/schemas.ts';
import { type ShapeOf, Wrong } from './fhir/shape.ts';
import { isPassing, tryLoading } from './try-loading.ts';
import { tryReadOnly } from './try-read-only.ts';

export type Finding = PortalTest['findings'][number];
type Statement = ShapeOf<typeof capabilityStatement>;
type Rest = Statement['rest'][number];

/** Types the desk changes, with version checks; and those it creates, each once however often it has to ask. */
const WRITTEN = ['Appointment', 'Task'];
const CREATED = ['Appointment', 'Patient'];

/**
 * Asks a portal what it can do (`GET metadata`), and tries the searches of loading. `ok` when everything the desk needs is
 * there and those are answered. Never rejects.
 */
export async function testPortal(portal: Portal, readOnly: ReadOnlyTest | null = null): Promise<PortalTest> {
  const metadata = await portal.send({ method: 'GET', url: 'metadata' });
  const failure = failureOf(metadata);
  if (failure) return { ok: false, findings: [failure] };
  const read = capabilityStatement(metadata.kind === 'answer' ? metadata.body : undefined);
  if (read instanceof Wrong) return { ok: false, findings: [finding('failed', 'not-fhir', '')] };
  if (readOnly) {
    const loading = await tryReadOnly(portal, readOnly.readOnly, readOnly.now);
    const version = read.fhirVersion ?? '';
    return judged([
      finding('good', 'reached', ''),
      finding(isR4(version) ? 'good' : 'lacking', 'fhir-version', version),
      ...loading,
      ...(loading.every(({ level }) => level === 'note') ? [finding('good', 'read-only', '')] : []),
    ]);
  }
  // `metadata` is open to everybody on most servers: only a search shows whether the sign-in works.
  const loading = await tryLoading(portal);
  return judged([
    finding('good', 'reached', ''),
    ...noDecisions(read, loading),
    ...capabilities(read),
    ...loading,
  ]);
}

const judged = (findings: Finding[]): PortalTest => ({
  ok: findings.every(({ level }) => level === 'good' || level === 'note'),
  findings,
});

const isR4 = (version: string): boolean => /^4\.0(\.|$)/.test(version);

/** How a portal is to be tried that the desk only reads. */
interface ReadOnlyTest {
  readonly readOnly: ReadOnly;
  /** The desk's clock. */
  readonly now: EpochMs;
}

export const finding = (level: Finding['level'], code: Finding['code'], detail: string): Finding => ({
  level,
  code,
  detail,
});

function failureOf(answer: PortalAnswer): Finding | null {
  if (answer.kind === 'none' && answer.why === 'timeout') return finding('failed', 'timeout', '');
  const failure = exchangeFailureOf(answer);
  switch (failure?.kind) {
    case undefined:
      return null;
    case 'sign-in-failed':
      return finding('failed', 'sign-in-failed', failure.detail);
    case 'certificate':
    case 'secret-elsewhere':
    case 'key-store':
      return finding('failed', failure.kind, failure.detail);
    case 'offline':
      return finding('failed', 'unreachable', failure.detail);
    default:
      if (isPassing(answer)) return finding('failed', 'untried', failure?.detail ?? '');
      return answer.kind === 'none'
        ? finding('failed', 'unreachable', failure?.detail ?? '')
        : finding('failed', 'http-status', String(answer.status));
  }
}

function capabilities(statement: Statement): Finding[] {
  const rest = serverRest(statement);
  const version = statement.fhirVersion ?? '';
  const has = (yes: boolean, code: Finding['code'], detail: string): Finding =>
    finding(yes ? 'good' : 'lacking', code, detail);
  return [
    has(isR4(version), 'fhir-version', version),
    has(rest?.interaction.some((i) => i.code === 'transaction') ?? false, 'transaction', 'transaction'),
    ...PULLED_TYPES.flatMap((type) => resourceFindings(rest, type, has)),
    finding(keepsSettings(rest) ? 'good' : 'note', 'settings-kept', 'Basic'),
  ];
}

/** Most servers of hospitals are read only: then it is said once, with what could be read, and not as one lack among many. */
function noDecisions(statement: Statement, loading: readonly Finding[]): Finding[] {
  const rest = serverRest(statement);
  const codesOf = (type: string): readonly string[] =>
    rest?.resource.find((one) => one.type === type)?.interaction.flatMap(({ code }) => code ?? []) ?? [];
  const carriesOut = rest?.interaction.some(({ code }) => code === 'transaction') ?? false;
  const changes = ['Task', 'Appointment'].some((type) => codesOf(type).includes('update'));
  if (carriesOut && changes) return [];
  if (codesOf('Task').includes('search-type') && changes) return [];
  const isLoaded = (type: string): boolean =>
    codesOf(type).includes('search-type') && !loading.some(({ detail }) => detail.split(':')[0] === type);
  return [finding('lacking', 'no-decisions', SCHEDULE_TYPES.filter(isLoaded).join(','))];
}

const serverRest = ({ rest }: Statement): Rest | undefined =>
  rest.find((r) => (r.mode ?? 'server') === 'server');

/** Without it each desk has the practice's settings to itself. */
function keepsSettings(rest: Rest | undefined): boolean {
  const basic = rest?.resource.find(({ type }) => type === 'Basic');
  const codes = basic?.interaction.map(({ code }) => code) ?? [];
  return ['search-type', 'create', 'update'].every((code) => codes.includes(code));
}

/** R4 has a word for refusing changes of old versions, and another for keeping versions, which some servers use for both. */
function levelOfVersioning(versioning: string | undefined): Finding['level'] {
  if (versioning === 'versioned-update') return 'good';
  return versioning === 'versioned' ? 'note' : 'lacking';
}

function resourceFindings(
  rest: Rest | undefined,
  type: string,
  has: (yes: boolean, code: Finding['code'], detail: string) => Finding,
): Finding[] {
  const resource = rest?.resource.find((r) => r.type === type);
  const searchable = resource?.interaction.some((i) => i.code === 'search-type') ?? false;
  if (!resource || !searchable) return [has(false, 'resource-type', type)];
  const parameters = new Set([...resource.searchParam, ...(rest?.searchParam ?? [])].map((p) => p.name));
  const findings = [
    has(true, 'resource-type', type),
    has(parameters.has('_lastUpdated'), 'search-parameter', `${type}:_lastUpdated`),
  ];
  if (WRITTEN.includes(type))
    findings.push(finding(levelOfVersioning(resource.versioning), 'versioning', type));
  if (CREATED.includes(type)) {
    findings.push(has(resource.conditionalCreate ?? false, 'conditional-create', type));
    findings.push(has(parameters.has('identifier'), 'search-parameter', `${type}:identifier`));
  }
  return findings;
}
