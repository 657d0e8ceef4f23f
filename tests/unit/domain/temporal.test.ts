import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as time from '../../../src-shared/domain/time.ts';

type Time = typeof time;
type Name = { [K in keyof Time]: Time[K] extends (...given: never[]) => unknown ? K : never }[keyof Time];

const own: unknown = Reflect.get(globalThis, 'Temporal');

/** `time.ts` on the polyfill, whatever the runtime has. */
async function onPolyfill(): Promise<Time> {
  vi.resetModules();
  vi.doMock('temporal-polyfill', () => vi.importActual('temporal-polyfill/implementation'));
  try {
    return await import('../../../src-shared/domain/time.ts');
  } finally {
    vi.doUnmock('temporal-polyfill');
  }
}

describe('Temporal', () => {
  it('is the one that this run is for', () => {
    const here = own === undefined ? 'polyfill' : 'native';
    expect(here).toBe(process.env.RESLOT_TEMPORAL ?? here);
  });

  it("is the runtime's own where it has one", async () => {
    const { Temporal } = await import('temporal-polyfill');
    expect(Temporal).toBe(own ?? (await import('temporal-polyfill/implementation')).Temporal);
  });

  it.runIf(own !== undefined)('reckons like the polyfill, in every zone', async () => {
    const polyfill = await onPolyfill();
    const outcome = (from: Time, name: Name, given: readonly unknown[]): unknown => {
      try {
        return Reflect.apply(from[name], undefined, given);
      } catch (error) {
        return error instanceof Error ? error.name : error;
      }
    };
    const alike = (name: Name, ...given: readonly unknown[]): void =>
      expect({ name, given, outcome: outcome(time, name, given) }).toEqual({
        name,
        given,
        outcome: outcome(polyfill, name, given),
      });

    const zone = fc.constantFrom('UTC', 'No/Where', ...Intl.supportedValuesOf('timeZone'));
    const instant = fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2060, 0, 1) }) },
      { weight: 1, arbitrary: fc.constantFrom(8.64e15, 8.64e15 + 1, -8.64e15, 0.5, Number.NaN) },
    );
    const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const date = fc
      .tuple(fc.integer({ min: 1970, max: 2060 }), two(13), two(32))
      .map((parts) => parts.join('-'));
    const clock = fc.tuple(two(23), two(59)).map((parts) => parts.join(':'));
    const side = fc.constantFrom('earlier', 'later');
    const offset = fc.tuple(fc.constantFrom('+', '-'), two(14), fc.constantFrom(':00', ':30', ':45'));
    fc.assert(
      fc.property(
        fc.record({ zone, instant, date, clock, side, offset, count: fc.integer({ min: -4000, max: 4000 }) }),
        (at) => {
          alike('plainDateOf', at.instant, at.zone);
          alike('plainTimeOf', at.instant, at.zone);
          alike('toInstant', at.date, at.clock, at.zone, at.side);
          alike('toNearestInstant', at.date, at.clock, at.zone, at.side);
          alike('namesSkippedTime', `${at.date}T${at.clock}:00${at.offset.join('')}`, at.zone);
          alike('dayBounds', at.date, at.zone);
          alike('clockStretches', at.instant, at.instant + 26 * time.HOUR_MS, at.zone);
          alike('addDays', at.date, at.count);
          alike('addMonths', at.date, at.count);
          alike('weekdayOf', at.date);
          alike('calendarDaysBetween', at.instant, at.instant + at.count * time.HOUR_MS, at.zone);
        },
      ),
      { numRuns: 300 },
    );
  });
});
