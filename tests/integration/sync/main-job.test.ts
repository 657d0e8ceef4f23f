import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as habits from '../../support/server-habits.ts';
import { doMainJob } from '../../support/server-job/do-main-job.ts';
import type { Became } from '../../support/server-job/judge.ts';
import { inProcessDoors, serverDoors } from '../../support/server-job/open-doors.ts';
import { STEP_NAMES } from '../../support/server-job/steps.ts';

// `npm run main-job -- URL` asks for a server instead.
const { RESLOT_SERVER_URL: url, RESLOT_SERVER_WRITES_AT: writesAt, RESLOT_SERVER_JSON: json } = process.env;

/** A server's habit, and of the steps that do not work there, or not simply, what the desk says. */
type Profile = readonly [habits.Habit, Readonly<Record<string, string>>];

const each = (steps: readonly string[], words: string) =>
  Object.fromEntries(steps.map((step) => [step, words]));
const ON_REQUESTS = ['approve', 'deny', 'cancel', 'update', 'propose, accepted', 'propose, declined'];
const OF_KNOWN_VISITS = ['move', 'move, answer lost', 'cancel on the schedule'];

const PROFILES: Readonly<Record<string, Profile>> = {
  'the demo portal': [(send) => send, {}],
  'strange, and able': [
    habits.inARow(
      habits.mergesTags,
      habits.answersShort({ etag: 'bare', status: '200 OK' }),
      habits.wholeSeconds,
      habits.noHistory(501),
      habits.refusesTotal,
      habits.refusesPagesOver(50),
      habits.conflictsAs(400),
      habits.busyAtFirst(3),
    ),
    {},
  ],
  'not atomic': [habits.entryByEntry(), { test: 'It is not atomic' }],
  'If-Match ignored': [habits.ignoresIfMatch, { test: 'It does not check versions' }],
  'If-None-Exist ignored': [habits.ignoresIfNoneExist, { test: 'It does not recognise a repeated Patient' }],
  'no transactions': [
    habits.noTransactions(405),
    {
      test: 'It does not carry out transactions',
      ...each(
        STEP_NAMES.filter((name) => name !== 'changed elsewhere'),
        'The portal carries out no transactions, and every decision is one',
      ),
    },
  ],
  'no requests': [
    habits.hasNo('Task', 'AppointmentResponse'),
    {
      test: 'The search that loads everything is not answered.',
      load: 'HTTP 404: no such type',
      ...each(ON_REQUESTS, 'request-not-found'),
    },
  ],
  'no answers of patients': [
    habits.hasNo('AppointmentResponse'),
    {
      test: 'The search that loads everything is not answered.',
      ...each(
        ['propose, accepted', 'propose, declined'],
        'This portal keeps no answers of patients, so what they say to a proposal does not arrive here.',
      ),
    },
  ],
  'may not write patients': [
    habits.mayNotWrite('Patient'),
    {
      test: 'The portal does not let this desk write patients.',
      'new patient, booked': 'The portal does not let this desk create patients',
    },
  ],
  'may not read locations': [
    habits.mayNotRead('Location'),
    { test: 'The portal does not let this desk read locations.', load: 'types-refused, Location' },
  ],
  'pages elsewhere': [
    habits.pagesElsewhere,
    {
      test: 'The search that loads everything is not answered.',
      load: 'The portal pointed to an address outside its own',
      ...each(ON_REQUESTS, 'request-not-found'),
      ...each(OF_KNOWN_VISITS, 'appointment-not-found'),
      ...each(['book', 'book, answer lost'], 'patient-not-found'),
    },
  ],
};

test.skipIf(url !== undefined).each(Object.entries(PROFILES))(
  'the main job works, or the desk says what does not: %s',
  async (_name, [habit, said]) => {
    const became = await doMainJob(inProcessDoors(() => habit));
    expect(became.filter(({ how }) => how === 'silent')).toEqual([]);
    const notSimply = became.filter(({ how }) => how === 'said');
    expect(notSimply.map(({ step }) => step).sort()).toEqual(Object.keys(said).sort());
    for (const { step, words } of notSimply) expect(words, step).toContain(said[step]);
  },
);

const lineOf = ({ step, how, words }: Became): string =>
  `${how.padEnd(7)}${step}${words ? `: ${words}` : ''}`;

test.skipIf(url === undefined)('the main job at a server', { timeout: 600_000 }, async () => {
  const became = await doMainJob(serverDoors(url ?? '', writesAt ?? url ?? ''));
  process.stdout.write(`${became.map(lineOf).join('\n')}\n`);
  if (json) writeFileSync(json, `${JSON.stringify(became, null, 2)}\n`);
  expect(became.filter(({ how }) => how === 'silent')).toEqual([]);
});
