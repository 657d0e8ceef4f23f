import { expect, test } from 'vitest';
import { ODD, strangeServer } from '../../fuzz/strange-server.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { doMainJob } from '../../support/server-job/do-main-job.ts';
import { inProcessDoors } from '../../support/server-job/open-doors.ts';

// `npm run fuzz` asks for more, and for others.
const SERVERS = Number(process.env.RESLOT_FUZZ_SERVERS ?? 6);
const SEED = Number(process.env.RESLOT_FUZZ_SEED ?? 1);

const seeds = Array.from({ length: SERVERS }, (_, n) => SEED * 1_000_000 + n);

test.each(seeds)(
  'whatever a server does otherwise, the job works or the desk says what does not, %i',
  async (seed) => {
    const drawn: string[] = [];
    const doors = inProcessDoors((now) => {
      const { names, habit } = strangeServer(createSeededIds(seed).random, now);
      drawn.push(...names);
      return habit;
    });
    const became = await doMainJob(doors);
    const judged = became.filter(({ step }) => step !== 'test' || !drawn.includes(ODD));
    const wrong = judged.filter(({ how, words }) => how === 'silent' || words.includes('"internal"'));
    expect(
      wrong.map(({ step, words }) => `${step}: ${words}`),
      drawn.join(', '),
    ).toEqual([]);
  },
);
