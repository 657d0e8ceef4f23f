import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import type { PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import { t } from '../../src-shared/text/text.ts';
import type { InProcessPortal } from './portal-in-process.ts';

type Send = (request: PortalRequest) => Promise<PortalAnswer>;

/** What a server does otherwise than the demo's: stands before it, as another server would. */
export type Habit = (send: Send, portal: InProcessPortal) => Send;

export const answer = (
  status: number,
  body?: unknown,
  retryAfterMs: number | null = null,
): Extract<PortalAnswer, { kind: 'answer' }> => ({ kind: 'answer', status, body, retryAfterMs });

/** Said by the server itself, not by a gateway before it. */
const outcome = (diagnostics: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing', diagnostics }],
});

export const isTransaction = ({ method, url }: PortalRequest): boolean => method === 'POST' && url === '';

const entriesOf = (body: unknown): readonly BundleEntry[] =>
  (body as { readonly entry?: readonly BundleEntry[] } | undefined)?.entry ?? [];

const isPut = ({ request }: BundleEntry): boolean => request?.method === 'PUT';

/** Those of a request, changed. */
const withEntries = (
  request: PortalRequest,
  change: (entry: BundleEntry) => BundleEntry | Promise<BundleEntry>,
): Promise<PortalRequest> | PortalRequest => {
  if (!isTransaction(request)) return request;
  const body = request.body as Bundle;
  return Promise.all(entriesOf(body).map(change)).then((entry) => ({ ...request, body: { ...body, entry } }));
};

/** The answers changed, as far as there are any. */
const answering =
  (
    change: (given: Extract<PortalAnswer, { kind: 'answer' }>, request: PortalRequest) => PortalAnswer,
  ): Habit =>
  (send) =>
  async (request) => {
    const given = await send(request);
    return given.kind === 'answer' ? change(given, request) : given;
  };

/** All entries of a transaction sent by themselves: what one meets is nothing to the others. */
export const entryByEntry =
  (refuses: (entry: BundleEntry) => number | null = () => null): Habit =>
  (send) =>
  async (request) => {
    if (!isTransaction(request)) return send(request);
    const body = request.body as Bundle;
    const names = new Map<string, string>();
    const answers: unknown[] = entriesOf(body).map(() => null);
    // What is created first, as in every transaction: the others may refer to it.
    const order = [...entriesOf(body).entries()].sort(([, a], [, b]) => Number(isPut(a)) - Number(isPut(b)));
    for (const [n, entry] of order) {
      const status = refuses(entry);
      const text = JSON.stringify(entry.resource);
      const resource = JSON.parse(text.replaceAll(/urn:uuid:[0-9a-f-]+/g, (urn) => names.get(urn) ?? urn));
      const alone = { ...body, entry: [{ ...entry, resource }] };
      const one = status === null ? await send({ ...request, body: alone }) : answer(status);
      if (one.kind !== 'answer') return one;
      const [done] = one.status < 300 ? entriesOf(one.body) : [];
      if (entry.fullUrl && done?.resource)
        names.set(entry.fullUrl, `${done.resource.resourceType}/${done.resource.id}`);
      answers[n] = done ?? { response: { status: String(one.status), outcome: one.body } };
    }
    return answer(200, { resourceType: 'Bundle', type: 'transaction-response', entry: answers });
  };

const withoutCondition =
  (name: 'ifMatch' | 'ifNoneExist'): Habit =>
  (send) =>
  async (request) =>
    send(
      await withEntries(request, (entry) => {
        const { [name]: _ignored, ...rest } = entry.request ?? { method: 'PUT' as const, url: '' };
        return { ...entry, request: rest };
      }),
    );

export const ignoresIfMatch = withoutCondition('ifMatch');
export const ignoresIfNoneExist = withoutCondition('ifNoneExist');

/** Tags of the version before stay beside the new ones. */
export const mergesTags: Habit = (send, portal) => async (request) =>
  send(
    await withEntries(request, async (entry) => {
      const [type, id] = (entry.request?.url ?? '').split('/');
      const { resource } = entry;
      if (entry.request?.method !== 'PUT' || !resource || id === undefined) return entry;
      const [before] = await portal.search<Resource>(`${type}?_id=${id}`);
      const tags = [...(before?.meta?.tag ?? []), ...(resource.meta?.tag ?? [])];
      const tag = tags.filter(
        (one, n) => tags.findIndex(({ system, code }) => system === one.system && code === one.code) === n,
      );
      return { ...entry, resource: { ...resource, meta: { ...resource.meta, tag } } };
    }),
  );

/** A transaction is answered with status, place and version alone. */
export const answersShort = (
  how: { readonly etag?: 'weak' | 'strong' | 'bare' | 'none'; readonly status?: '200 OK' } = {},
): Habit =>
  answering((given, request) => {
    if (!isTransaction(request) || given.status >= 300) return given;
    const entry = entriesOf(given.body).map((one) => {
      const { response, resource } = one;
      if (!/^2/.test(response?.status ?? '')) return one;
      const version = resource?.meta?.versionId ?? '';
      const etag = { weak: `W/"${version}"`, strong: `"${version}"`, bare: version, none: undefined }[
        how.etag ?? 'weak'
      ];
      const location = `${resource?.resourceType}/${resource?.id}/_history/${version}`;
      return { response: { status: how.status ?? response?.status, location, etag } };
    });
    return { ...given, body: { ...(given.body as object), entry } };
  });

const rewritten = (change: (text: string) => string): Habit =>
  answering((given) =>
    given.body === undefined ? given : { ...given, body: JSON.parse(change(JSON.stringify(given.body))) },
  );

/** Instants to the second. */
export const wholeSeconds = rewritten((text) => text.replaceAll(/("lastUpdated":"[^".]+)\.\d+/g, '$1'));

/** Versions that tell no order: nobody sees which came before. */
export const opaqueVersions: Habit = (send) =>
  renamesVersions(
    send,
    (version) => `v${Buffer.from(`${version}-of-it`).toString('hex')}`,
    (version) => Buffer.from(version.slice(1), 'hex').toString().replace('-of-it', ''),
  );

/** Versions are numbers, and not one after the other: others' resources take some, too. */
export const sparseVersions: Habit = (send) =>
  renamesVersions(
    send,
    (version) => String(1000 + 7 * Number(version)),
    (version) => String((Number(version) - 1000) / 7),
  );

function renamesVersions(
  send: Send,
  opaque: (version: string) => string,
  plain: (version: string) => string,
): Send {
  return async (request) => {
    const given = await send(
      await withEntries(request, (entry) => {
        const [, version] = /^W\/"(.*)"$/.exec(entry.request?.ifMatch ?? '') ?? [];
        return version === undefined || entry.request === undefined
          ? entry
          : { ...entry, request: { ...entry.request, ifMatch: `W/"${plain(version)}"` } };
      }),
    );
    if (given.kind !== 'answer' || given.body === undefined) return given;
    const text = JSON.stringify(given.body)
      .replaceAll(/"versionId":"(\d+)"/g, (_all, version) => `"versionId":"${opaque(version)}"`)
      .replaceAll(/\/_history\/(\d+)/g, (_all, version) => `/_history/${opaque(version)}`)
      .replaceAll(/W\/\\"(\d+)\\"/g, (_all, version) => `W/\\"${opaque(version)}\\"`);
    return { ...given, body: JSON.parse(text) };
  };
}

/** Its clock is not told. */
export const withoutDate: Habit = answering(({ date: _date, ...rest }) => rest);

/** A search shows what was written so many milliseconds later. */
export const indexedLate =
  (now: () => number, ms: number): Habit =>
  (send) =>
  async (request) => {
    const given = await send(request);
    const bundle = given.kind === 'answer' ? (given.body as Bundle | undefined) : undefined;
    if (given.kind !== 'answer' || bundle?.resourceType !== 'Bundle' || bundle.type !== 'searchset')
      return given;
    const entry = (bundle.entry ?? []).filter(
      ({ resource }) => Date.parse(resource?.meta?.lastUpdated ?? '') + ms <= now(),
    );
    return { ...given, body: { ...bundle, entry } };
  };

/** Each page leads on to a host that nobody vouches for. */
export const pagesElsewhere: Habit = (send) => async (request) => {
  const given = await send({ ...request, url: request.url.replace(/_count=\d+/, '_count=3') });
  if (given.kind !== 'answer' || given.body === undefined) return given;
  const text = JSON.stringify(given.body);
  if (!text.includes('"next"')) return given;
  if (!text.includes('"searchset"')) return given;
  return { kind: 'none', why: 'foreign-url', detail: t.details.detailText.foreignAddress };
};

const refusing = (
  concerns: (request: PortalRequest) => boolean,
  refused: PortalAnswer = answer(403, outcome('not for this account')),
): Habit => {
  return (send) => async (request) => (concerns(request) ? refused : send(request));
};

const typeOf = ({ url }: PortalRequest): string => /^[A-Za-z]*/.exec(url)?.[0] ?? '';
const isRead = ({ method }: PortalRequest): boolean => method === 'GET';

export const mayNotRead = (type: string): Habit =>
  refusing((request) => isRead(request) && typeOf(request) === type);
export const mayNotWrite = (type: string): Habit =>
  refusing(
    (request) =>
      isTransaction(request) &&
      entriesOf(request.body).some((entry) => (entry.request?.url ?? '').startsWith(type)),
  );
export const hasNo = (...types: readonly string[]): Habit =>
  refusing(
    (request) =>
      types.includes(typeOf(request)) ||
      entriesOf(request.body).some(({ resource }) => types.includes(resource?.resourceType ?? '')),
    answer(404, outcome('no such type')),
  );
export const noTransactions = (status: number): Habit =>
  refusing(isTransaction, answer(status, outcome('transactions are not supported')));
export const noHistory = (status: number): Habit =>
  refusing(({ url }) => url.includes('/_history'), answer(status, outcome('not supported')));
export const refusesTotal = refusing(
  ({ url }) => url.includes('_total'),
  answer(400, outcome('_total is unknown')),
);
/** Refuses each search that has one of these parameters. */
const knowsNot = (...names: readonly string[]): Habit =>
  refusing(
    ({ url }) => names.some((name) => new URLSearchParams(url.split('?')[1]).has(name)),
    answer(400, outcome(`unknown parameter: ${names.join(', ')}`)),
  );
/** Finds a type by one of these alone, or by id; by none of them: by id alone. */
const findsBy = (type: string, ...names: readonly string[]): Habit =>
  refusing(
    (request) => {
      if (typeOf(request) !== type || !request.url.includes('?')) return false;
      const given = new URLSearchParams(request.url.split('?')[1]);
      return !['_id', ...names].some((name) => given.has(name));
    },
    answer(400, outcome(`one of ${names.join(', ')} is needed`)),
  );
export const refusesPagesOver = (most: number): Habit =>
  refusing(
    ({ url }) => Number(new URLSearchParams(url.split('?')[1]).get('_count')) > most,
    answer(400, outcome(`at most ${most}`)),
  );
/** A version conflict under another status. */
export const conflictsAs = (status: number): Habit =>
  answering((given) =>
    given.status === 409 || given.status === 412 ? { ...given, status, body: outcome('conflict') } : given,
  );
/** Too busy for the first so many requests. */
export const busyAtFirst = (times: number): Habit => {
  let left = times;
  return (send) => async (request) => {
    left -= 1;
    return left >= 0 ? answer(429, outcome('too many requests'), 1000) : send(request);
  };
};

export const inARow =
  (...habits: readonly Habit[]): Habit =>
  (send, portal) =>
    habits.reduceRight<Send>((inner, habit) => habit(inner, portal), send);

/** As the servers of hospitals that are only read: neither requests nor transactions, and next to nothing is listed. */
export const likeEpic: Habit = inARow(
  hasNo('Task', 'AppointmentResponse', 'Basic'),
  noTransactions(405),
  knowsNot('_lastUpdated'),
  findsBy('Appointment', 'patient', 'date'),
  findsBy('Patient', 'family', 'birthdate', 'phone'),
  findsBy('Practitioner', 'family', 'name'),
  findsBy('Location'),
);
export const likeOracle: Habit = inARow(
  hasNo('Task', 'AppointmentResponse', 'Basic'),
  noTransactions(405),
  knowsNot('_lastUpdated', '_sort', '_total'),
  findsBy('Appointment', 'patient', 'practitioner', 'location'),
);

/** Adds to each page what nobody has asked for. */
export const includes = (...resources: readonly Resource[]): Habit =>
  answering((given, { method }) => {
    const body = given.body as Bundle | undefined;
    if (method !== 'GET' || body?.resourceType !== 'Bundle' || body.type !== 'searchset') return given;
    const added = resources.map((resource) => ({ resource, search: { mode: 'include' as const } }));
    return { ...given, body: { ...body, entry: [...(body.entry ?? []), ...added] } };
  });
