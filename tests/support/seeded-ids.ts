import type { Ids } from '../../src-main/ports.ts';

/** The same seed gives the same ids and the same randomness, in the same order. Two seeds do not share ids. */
export function createSeededIds(seed = 1): Ids {
  let state = seed >>> 0;

  /** mulberry32: enough for tests, 32 bits at a time. */
  function bits(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  const hex = (value: number, digits: number): string =>
    value.toString(16).padStart(digits, '0').slice(-digits);

  return {
    random: () => bits() / 0x1_0000_0000,
    uuid() {
      const [a, b, c, d] = [bits(), bits(), bits(), bits()];
      const version = 0x4000 | (b & 0x0fff);
      const variant = 0x8000 | (c & 0x3fff);
      return `${hex(a, 8)}-${hex(b >>> 16, 4)}-${hex(version, 4)}-${hex(variant, 4)}-${hex(c >>> 16, 4)}${hex(d, 8)}`;
    },
  };
}
