import { parseInstant } from '../fhir/instant.ts';
import { resourceOf } from '../fhir/read-entry.ts';
import { type Envelope, readEnvelope } from '../fhir/read-envelope.ts';
import { loadQuery } from '../load-query.ts';
import { getBundle, getHistory } from '../portal-reader.ts';
import { createSearchWays, inTheirWay, isSearchRefused } from '../search-ways.ts';
import { NEVER } from '../try-loading.ts';
import { type Created, createdBy, eventually, type Trial } from './trial.ts';

/** So many pages are followed: others may write meanwhile. */
const MOST_PAGES = 50;
/** Nobody notices less. */
const AT_ONCE_MS = 1000;

/** Whether polls will find what was written, whole and in order. `another` books one more visit, and gives its FHIR id. */
export async function tryFinding(
  trial: Trial,
  { applied, command }: Created,
  another: () => Promise<string | null>,
): Promise<void> {
  const { portal, found } = trial;
  const { id, lastUpdated: from } = applied.current;
  const second = await another();
  const both = second === null ? [id] : [id, second];
  const byIdentifier = await eventually(trial, async () => {
    const listing = await createdBy(portal, { type: 'Appointment', command });
    return !listing.ok || listing.value.length > 0;
  });
  found(byIdentifier === null ? 'lacking' : 'good', 'search-parameter', 'Appointment:identifier');

  const ways = createSearchWays();
  const since = async (bound: string): Promise<Listing> => {
    const { answer } = await inTheirWay(
      ways,
      { type: 'Appointment', bound, withoutTotal: true },
      (url) => listed(trial, url),
      ({ failure }) => failure !== null && isSearchRefused(failure),
    );
    return answer;
  };
  let last: Listing = EMPTY;
  const late = await eventually(trial, async () => {
    last = await since(`ge${from}`);
    return last.failure !== null || last.has(...both);
  });
  // Said of loading, too.
  if (last.failure !== null) {
    found('failed', 'search', `Appointment: ${last.failure}`);
    return;
  }
  found(late === null ? 'lacking' : 'good', 'search-parameter', 'Appointment:_lastUpdated');
  if (late !== null && late > AT_ONCE_MS) found('note', 'late', String(Math.ceil(late / 1000)));
  if (late !== null) {
    const instants = last.all.map(({ lastUpdated }) => parseInstant(lastUpdated) ?? 0);
    const isSorted = instants.every((at, n) => n === 0 || at >= (instants[n - 1] ?? 0));
    found(isSorted ? 'good' : 'lacking', 'sort');
    if ((await since(NEVER)).all.length > 0) found('lacking', 'bound-ignored', 'Appointment');
    const pages = await listed(trial, loadQuery('Appointment', `ge${from}`, true, 1));
    if (pages.has(...both)) found('good', 'next-page');
    else found('failed', 'next-page', `Appointment: ${pages.failure ?? 'no next link'}`);
  }
  const history = await getHistory(portal, 'Appointment', id);
  const versions = history.ok ? (history.value?.entry ?? []).length : 0;
  found(versions > 1 ? 'good' : 'note', 'history');
}

interface Listing {
  readonly all: readonly Envelope[];
  readonly failure: string | null;
  has(...ids: readonly string[]): boolean;
}

const listing = (all: readonly Envelope[], failure: string | null): Listing => ({
  all,
  failure,
  has: (...ids) => ids.every((id) => all.some((one) => one.id === id)),
});
const EMPTY = listing([], null);

/** What a search lists, over its pages. */
async function listed({ portal }: Trial, query: string): Promise<Listing> {
  const all: Envelope[] = [];
  let url: string | null = query;
  for (let pages = 0; url !== null && pages < MOST_PAGES; pages += 1) {
    const page = await getBundle(portal, url);
    if (!page.ok) return listing(all, page.error.detail);
    for (const entry of page.value.entry ?? []) {
      const read = readEnvelope(resourceOf(entry));
      if (read.ok && read.value.type === 'Appointment') all.push(read.value);
    }
    url = page.value.link.find(({ relation }) => relation === 'next')?.url ?? null;
  }
  return listing(all, null);
}
