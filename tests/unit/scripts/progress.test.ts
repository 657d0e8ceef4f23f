import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countFetched } from '../../../scripts/lib/dependencies.mjs';
import { howFar } from '../../../scripts/lib/electron-download.mjs';
import { elapsed, laterReport, step } from '../../../scripts/lib/progress.mjs';

const HOUR_MS = 3_600_000;

function stream(isTTY: boolean, columns = 80) {
  let written = '';
  const sink = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      written += chunk;
      done();
    },
  });
  return { stream: Object.assign(sink, { isTTY, columns }), written: () => written };
}

/** A step that takes until it is told that it is over. */
function begin(isTTY: boolean, env: NodeJS.ProcessEnv = {}, columns = 80) {
  const out = stream(isTTY, columns);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let progress: (detail: string) => void = () => undefined;
  const done = step(
    'Building',
    (told) => {
      progress = told;
      return promise;
    },
    { stream: out.stream, env },
  );
  return { ...out, done, resolve, reject, progress: (detail: string) => progress(detail) };
}

describe('a long step', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is told of in a log at its beginning, now and then, and at its end', async () => {
    const { done, resolve, written, progress } = begin(false);
    vi.advanceTimersByTime(9000);
    expect(written()).toBe('Building …\n');
    progress('34 %');
    vi.advanceTimersByTime(80_000);
    resolve('built');
    expect(await done).toBe('built');
    expect(written()).toBe(
      [
        'Building …',
        'Building … 34 %, 10 s',
        'Building … 34 %, 20 s',
        'Building … 34 %, 40 s',
        'Building … 34 %, 1 min 20 s',
        'Building: done in 1 min 29 s',
        '',
      ].join('\n'),
    );
  });

  it('of hours is no flood', async () => {
    const { done, resolve, written } = begin(false);
    vi.advanceTimersByTime(2 * HOUR_MS);
    resolve('');
    await done;
    expect(written().split('\n').length).toBeLessThan(35);
  });

  it('is one living line on a terminal, however narrow', async () => {
    const { done, resolve, written, progress } = begin(true, {}, 18);
    progress('9 %');
    vi.advanceTimersByTime(3000);
    const lines = written().split('\r\x1b[K');
    expect(lines.slice(1, 3)).toEqual(['Building … 0 s', 'Buildi … 9 %, 0 s']);
    progress('99 % of everything there is');
    vi.advanceTimersByTime(500);
    expect(written().split('\r\x1b[K').at(-1)).toBe(' … 99 % of everyt');
    expect(written()).not.toContain('\n');
    resolve('');
    await done;
    expect(written().split('\r\x1b[K').at(-1)).toBe('Building: done in 3 s\n');
  });

  it('is told of as in a log by a terminal that cannot go back', () => {
    const { written } = begin(true, { TERM: 'dumb' });
    expect(written()).toBe('Building …\n');
  });

  it.each([true, false])('that fails does not say that it is done (terminal: %s)', async (isTTY) => {
    const { done, reject, written } = begin(isTTY);
    reject(new Error('no disk'));
    await expect(done).rejects.toThrow('no disk');
    vi.advanceTimersByTime(HOUR_MS);
    expect(written()).toBe(isTTY ? '\r\x1b[KBuilding … 0 s\n' : 'Building …\n');
  });
});

it('reports come ever more rarely, and at least every five minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (second) => {
      const later = laterReport(second) - second;
      expect(later).toBeGreaterThan(0);
      expect(later).toBeLessThanOrEqual(300);
    }),
  );
});

it.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min 00 s'],
  [3725, '62 min 05 s'],
])('%i seconds are %s', (seconds, text) => {
  expect(elapsed(seconds)).toBe(text);
});

it('what npm fetches is counted, in whatever pieces it says so', () => {
  const text = [
    'npm http fetch GET 200 https://registry.example/a/-/a-1.0.0.tgz 12ms (cache miss)',
    'npm http fetch GET 200 https://registry.example/a 12ms (cache stale)',
    'npm http cache https://registry.example/@b/b/-/b-1.0.0.tgz 2ms (cache hit)',
    'npm warn deprecated c-1.0.0.tgz',
    '',
  ].join('\n');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: text.length })), (cuts) => {
      const told: string[] = [];
      const heard = countFetched(4, (detail) => told.push(detail));
      const sorted = [0, ...cuts.sort((a, b) => a - b), text.length];
      for (let i = 1; i < sorted.length; i += 1) heard(text.slice(sorted[i - 1], sorted[i]));
      expect(told.at(-1)).toBe('50 %');
    }),
  );
  const told: string[] = [];
  countFetched(1, (detail) => told.push(detail))(text);
  expect(told).toEqual(['99 %']);
});

it.each([
  [{ received: 0, total: 118_400_000 }, '0 % of 118 MB'],
  [{ received: 40_256_000, total: 118_400_000 }, '34 % of 118 MB'],
  [{ received: 118_400_001, total: 118_400_000 }, '100 % of 118 MB'],
  [{ received: 40_256_000, total: null }, '40 MB'],
])('how far a download is: %j', (progress, text) => {
  expect(howFar(progress)).toBe(text);
});
