import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../src-main/log-events.ts';
import type { Logger } from '../../../src-main/ports.ts';
import { createUpdates } from '../../../src-main/shell/updates/updates.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const HOUR = 3_600_000;

function setUp(answers: readonly (string | null | Error)[]) {
  const clock = createVirtualClock();
  const logged: LogEvent[] = [];
  const told: string[] = [];
  const asked = { times: 0, installed: 0, startedAgain: 0 };
  const startAgain = (): void => {
    asked.startedAgain += 1;
  };
  let fail: () => void = () => undefined;
  const keep = (event: LogEvent): void => void logged.push(event);
  const logger: Logger = { info: keep, warn: keep, error: keep };
  const updates = createUpdates({
    clock,
    logger,
    current: '0.2.0',
    onReady: (version) => told.push(version),
    source: {
      async fetchNewer() {
        const answer = answers[asked.times] ?? null;
        asked.times += 1;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      install: (onFailed) => {
        asked.installed += 1;
        fail = onFailed;
      },
    },
  });
  return { clock, updates, logged, told, asked, startAgain, fail: () => fail() };
}

describe('newer versions', () => {
  it('are looked for a minute after the start, and every four hours', async () => {
    const { clock, asked } = setUp([]);
    await clock.advance(59_000);
    expect(asked.times).toBe(0);
    await clock.advance(1000);
    expect(asked.times).toBe(1);
    await clock.advance(12 * HOUR);
    expect(asked.times).toBe(4);
  });

  it('are told of once, and installed only when somebody said so', async () => {
    const { clock, updates, told, logged, asked, startAgain } = setUp(['0.3.0', '0.3.0']);
    await clock.advance(5 * HOUR);
    expect([told, logged, updates.ready()]).toEqual([['0.3.0'], ['update-ready'], '0.3.0']);
    expect([updates.leave(startAgain), asked.installed]).toEqual([false, 0]);
    expect([updates.installAtEnd(), updates.leave(startAgain), asked.installed]).toEqual([true, true, 1]);
  });

  it('that are still newer take the place of the one that lies ready; an earlier one never does', async () => {
    const { clock, updates, told } = setUp(['0.3.0', '0.2.5', '0.4.0', '0.3.0']);
    await clock.advance(17 * HOUR);
    expect([told, updates.ready()]).toEqual([['0.3.0', '0.4.0'], '0.4.0']);
  });

  it.each(['0.2.0', '0.1.9', '0.3.0-beta.1', 'newest'])(
    'are none when the source has %s',
    async (version) => {
      const { clock, updates, told, asked, startAgain } = setUp([version]);
      await clock.advance(HOUR);
      expect([
        told,
        updates.ready(),
        updates.installAtEnd(),
        updates.leave(startAgain),
        asked.installed,
      ]).toEqual([[], null, false, false, 0]);
    },
  );

  it('that cannot be had are asked for again', async () => {
    const { clock, told, logged } = setUp([new Error('not signed by the application owner'), '0.3.0']);
    await clock.advance(HOUR);
    expect([told, logged]).toEqual([[], ['update-failed']]);
    await clock.advance(4 * HOUR);
    expect([told, logged]).toEqual([['0.3.0'], ['update-failed', 'update-ready']]);
  });

  it('that cannot be installed leave the program that was there: it starts again, once', async () => {
    const { clock, updates, asked, startAgain, fail } = setUp(['0.3.0']);
    await clock.advance(HOUR);
    updates.installAtEnd();
    updates.stop();
    expect([updates.leave(startAgain), asked.startedAgain]).toEqual([true, 0]);
    fail();
    fail();
    await clock.advance(HOUR);
    expect(asked).toEqual({ times: 1, installed: 1, startedAgain: 1 });
  });

  it('of whose installation nothing is heard for two minutes do so, too', async () => {
    const { clock, updates, asked, startAgain } = setUp(['0.3.0']);
    await clock.advance(HOUR);
    updates.installAtEnd();
    updates.stop();
    updates.leave(startAgain);
    await clock.advance(119_000);
    expect(asked.startedAgain).toBe(0);
    await clock.advance(1000);
    expect(asked.startedAgain).toBe(1);
  });

  it('are not looked for any more once the program ends', async () => {
    const { clock, updates, asked } = setUp([]);
    await clock.advance(HOUR);
    updates.stop();
    await clock.advance(24 * HOUR);
    expect([asked.times, clock.pending()]).toEqual([1, 0]);
  });
});
