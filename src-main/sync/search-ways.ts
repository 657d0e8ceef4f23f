import { t } from '../../src-shared/text/text.ts';
import type { PulledType } from './cursor.ts';
import { loadQuery } from './load-query.ts';

/** How a search is put that a server takes: whether it is asked how many there are in all, and how many a page. */
interface SearchWay {
  readonly total: boolean;
  readonly count: number;
}

const LADDER: readonly SearchWay[] = [
  { total: true, count: 200 },
  { total: false, count: 200 },
  { total: false, count: 100 },
  { total: false, count: 50 },
  { total: false, count: 20 },
];

/** What one server has been found to take; as long as it lasts, nothing it has refused is asked again. */
export interface SearchWays {
  /** Which of the ladder. */
  taken: number;
  /** Types of which it refuses the search however it is put. */
  readonly inVain: Set<PulledType>;
}

export const createSearchWays = (): SearchWays => ({ taken: 0, inVain: new Set() });

/** Resources a page, as far as the server has been found to take. */
export const pageSizeOf = ({ taken }: SearchWays): number => LADDER[taken]?.count ?? 0;
/** Where nothing has been refused. */
export const FULL_PAGE = pageSizeOf(createSearchWays());

interface Search {
  readonly type: PulledType;
  /** The `_lastUpdated` condition, null for everything. */
  readonly bound: string | null;
  /** How many there are in all is of no use. */
  readonly withoutTotal: boolean;
}

/**
 * Sends the search that reads a type as this server takes it. One that is refused is put more simply, step by step: some servers know no
 * `_total`, others refuse a `_count` beyond their limit instead of giving fewer (https://hl7.org/fhir/R4/search.html#count lets them
 * give fewer). The answer to the first where none is taken.
 */
export async function inTheirWay<T>(
  ways: SearchWays,
  { type, bound, withoutTotal }: Search,
  ask: (url: string) => Promise<T>,
  isRefused: (answer: T) => boolean,
): Promise<{ readonly url: string; readonly answer: T }> {
  const urls = LADDER.map(({ total, count }) => loadQuery(type, bound, withoutTotal || !total, count));
  const began = ways.taken;
  const url = urls[began] ?? '';
  const answer = await ask(url);
  if (!isRefused(answer) || ways.inVain.has(type)) return { url, answer };
  const tried = new Set([url]);
  for (let step = began + 1; step < urls.length; step += 1) {
    const simpler = urls[step] ?? '';
    if (tried.has(simpler)) continue;
    tried.add(simpler);
    const next = await ask(simpler);
    if (isRefused(next)) continue;
    ways.taken = Math.max(ways.taken, step);
    return { url: simpler, answer: next };
  }
  ways.inVain.add(type);
  return { url, answer };
}

/** A search that the server does not take as it is, or whose answer is too large to be read: said of a failure's `detail`. */
export const isSearchRefused = (detail: string): boolean =>
  /^HTTP (?:400|413|422)\b/.test(detail) || detail === t.details.detailText.answerTooLarge;
