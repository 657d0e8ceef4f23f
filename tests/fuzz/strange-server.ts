import type { PortalAnswer } from '../../src-main/ports.ts';
import {
  answer,
  answersShort,
  busyAtFirst,
  conflictsAs,
  entryByEntry,
  type Habit,
  hasNo,
  ignoresIfMatch,
  ignoresIfNoneExist,
  inARow,
  indexedLate,
  mayNotRead,
  mayNotWrite,
  mergesTags,
  noHistory,
  noTransactions,
  opaqueVersions,
  pagesElsewhere,
  refusesPagesOver,
  refusesTotal,
  wholeSeconds,
  withoutDate,
} from '../support/server-habits.ts';
import { pick, type Random } from './mutate.ts';

/** What a test of the connection meets says nothing of what comes later. */
export const ODD = 'an odd answer now and then';

/** By name, with what is drawn for each. */
const HABITS: Readonly<Record<string, (random: Random, now: () => number) => Habit>> = {
  'ifMatch ignored': () => ignoresIfMatch,
  'ifNoneExist ignored': () => ignoresIfNoneExist,
  'entry by entry': () => entryByEntry(),
  'no transactions': (random) => noTransactions(pick([400, 404, 405, 501], random) ?? 405),
  'conflicts as': (random) => conflictsAs(pick([400, 409, 412, 422], random) ?? 412),
  'tags merged': () => mergesTags,
  'short answers': (random) =>
    answersShort({
      etag: pick(['weak', 'strong', 'bare', 'none'] as const, random) ?? 'weak',
      ...(random() < 0.5 ? { status: '200 OK' as const } : {}),
    }),
  'whole seconds': () => wholeSeconds,
  'opaque versions': () => opaqueVersions,
  'no history': (random) => noHistory(pick([403, 404, 405, 501], random) ?? 501),
  'no _total': () => refusesTotal,
  'small pages': (random) => refusesPagesOver(pick([20, 50, 100], random) ?? 50),
  'pages elsewhere': () => pagesElsewhere,
  'may not read': (random) => mayNotRead(pick(TYPES, random) ?? 'Location'),
  'may not write': (random) => mayNotWrite(pick(TYPES, random) ?? 'Patient'),
  'has no': (random) => hasNo(pick(TYPES, random) ?? 'Task'),
  'busy at first': (random) => busyAtFirst(1 + Math.floor(random() * 10)),
  'no Date': () => withoutDate,
  'late index': (random, now) => indexedLate(now, Math.floor(random() * 40_000)),
  [ODD]: (random) => nowAndThen(random),
};

const TYPES = ['Patient', 'Practitioner', 'Location', 'Appointment', 'Task', 'AppointmentResponse'];

/** One request in twenty meets a gateway, or a network. */
function nowAndThen(random: Random): Habit {
  const odd: readonly PortalAnswer[] = [
    { kind: 'none', why: 'timeout', detail: '' },
    { kind: 'none', why: 'connection-lost', detail: 'ECONNRESET' },
    answer(200, undefined),
    answer(200, { resourceType: 'OperationOutcome' }),
    answer(404),
    answer(429, undefined, 2000),
    answer(500),
    answer(503, undefined, 1000),
  ];
  return (send) => async (request) => {
    if (random() >= 0.05) return send(request);
    // It may have been carried out all the same.
    if (random() < 0.5) await send(request);
    return pick(odd, random) ?? answer(500);
  };
}

/** A server with up to five habits, drawn at random. */
export function strangeServer(random: Random, now: () => number): { names: string[]; habit: Habit } {
  const names = new Set<string>();
  const wanted = 1 + Math.floor(random() * 5);
  while (names.size < wanted) names.add(pick(Object.keys(HABITS), random) ?? '');
  // Of what was sent before, nobody can find what no search shows.
  if (names.has('late index')) names.delete('ifNoneExist ignored');
  // Nor what was replaced, where the look at the history meets a gateway.
  if (names.has(ODD)) names.delete('ifMatch ignored');
  // What changes versions stands before what looks at them.
  const inOrder = Object.keys(HABITS)
    .filter((name) => names.has(name))
    .reverse();
  const habits = inOrder.flatMap((name) => HABITS[name]?.(random, now) ?? []);
  return { names: inOrder, habit: inARow(...habits) };
}
