import type { PortalTest } from '../../src-shared/ipc/settings-views.ts';
import type { Portal, PortalAnswer } from '../ports.ts';
import { PULLED_TYPES, type PulledType } from './cursor.ts';
import { type ExchangeFailure, exchangeFailureOf } from './exchange-failure.ts';
import { isObject } from './fhir/json.ts';
import { resourceOf } from './fhir/read-entry.ts';
import { bundle } from './fhir/schemas.ts';
import { Wrong } from './fhir/shape.ts';
import {
  createSearchWays,
  FULL_PAGE,
  inTheirWay,
  isSearchRefused,
  pageSizeOf,
  type SearchWays,
} from './search-ways.ts';

type Finding = PortalTest['findings'][number];

/** Nothing has been changed since: the search of a poll, without an answer that weighs anything. */
export const NEVER = 'gt2999-01-01T00:00:00Z';

/**
 * Sends the very searches that loading and polling send, for each type, and follows one page: what a server says of itself is
 * not what it does. What fails, one line each; one line alone where it lets the desk into none of them, and one for all that a
 * passing trouble kept from being tried. Never rejects.
 */
export async function tryLoading(
  portal: Portal,
  types: readonly PulledType[] = PULLED_TYPES,
): Promise<Finding[]> {
  const ways = createSearchWays();
  const tried = await Promise.all(types.map((type) => tryType(portal, type, ways)));
  const failed = tried.filter((one) => one !== null);
  const [first] = failed;
  const isClosed = failed.length === tried.length && failed.every(({ isRefused }) => isRefused);
  if (first && isClosed) return [{ level: 'failed', code: 'sign-in-failed', detail: first.detail }];
  const lines = failed.map(({ code, type, detail }) => ({
    level: code === 'bound-ignored' ? ('lacking' as const) : ('failed' as const),
    code,
    detail: detail === '' ? type : `${type}: ${detail}`,
  }));
  const untried = lines.filter(({ code }) => code === 'untried').map(({ detail }) => detail);
  return [
    ...lines.filter(({ code }) => code !== 'untried'),
    ...(untried.length === 0
      ? []
      : [{ level: 'failed' as const, code: 'untried' as const, detail: untried.join('; ') }]),
    ...(pageSizeOf(ways) === FULL_PAGE
      ? []
      : [{ level: 'note' as const, code: 'page-size' as const, detail: String(pageSizeOf(ways)) }]),
  ];
}

interface Failed {
  readonly code: 'search' | 'next-page' | 'type-refused' | 'bound-ignored' | 'untried';
  readonly type: PulledType;
  /** The desk is not let in, or not to these. */
  readonly isRefused: boolean;
  readonly detail: string;
}

type Refusal = Pick<ExchangeFailure, 'detail'> & {
  readonly kind: ExchangeFailure['kind'] | 'not-fhir';
  readonly isPassing: boolean;
};

async function tryType(portal: Portal, type: PulledType, ways: SearchWays): Promise<Failed | null> {
  const put = (bound: string | null, withoutTotal: boolean) =>
    inTheirWay(
      ways,
      { type, bound, withoutTotal },
      (url) => search(portal, url),
      (answer) => 'kind' in answer && isSearchRefused(answer.detail),
    );
  const { answer: all } = await put(null, false);
  if ('kind' in all) return failedWith('search', type, all);
  const { answer: changed } = await put(NEVER, true);
  if ('kind' in changed) return failedWith('search', type, changed);
  if (changed.isAny) return { code: 'bound-ignored', type, isRefused: false, detail: '' };
  if (all.next === null) return null;
  const second = await search(portal, all.next);
  return 'kind' in second ? failedWith('next-page', type, second) : null;
}

const failedWith = (
  code: 'search' | 'next-page',
  type: PulledType,
  { kind, detail, isPassing }: Refusal,
): Failed => {
  const said = kind === 'forbidden' ? 'type-refused' : code;
  const isRefused = kind === 'forbidden' || kind === 'sign-in-failed';
  return { code: isPassing ? 'untried' : said, type, isRefused, detail };
};

interface Page {
  readonly isAny: boolean;
  readonly next: string | null;
}

async function search(portal: Portal, url: string): Promise<Page | Refusal> {
  const answer = await portal.send({ method: 'GET', url });
  const failure = exchangeFailureOf(answer);
  if (failure) return { kind: failure.kind, detail: failure.detail, isPassing: isPassing(answer) };
  const read = bundle(answer.kind === 'answer' ? answer.body : undefined);
  if (read instanceof Wrong) return { kind: 'not-fhir', detail: 'no Bundle', isPassing: false };
  return {
    isAny: (read.entry ?? []).map(resourceOf).some(isResult),
    next: read.link.find(({ relation }) => relation === 'next')?.url ?? null,
  };
}

/** A hint of the server about the search is none. */
const isResult = (resource: unknown): boolean =>
  isObject(resource) && resource.resourceType !== 'OperationOutcome';

/** It says nothing of what was asked: the portal, or a gateway in front of it, is busy or away for the moment. */
export const isPassing = (answer: PortalAnswer): boolean =>
  answer.kind === 'answer' ? PASSING.has(answer.status) : exchangeFailureOf(answer)?.kind === 'offline';

const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);
