import { parseArgs } from 'node:util';
import type { Shape } from './portal/clinic.ts';

/** What `--size` chooses among; XL is made for an evening of its own. */
export const SIZES = {
  S: { patients: 4000, appointments: 30_000, requests: 1000 },
  M: { patients: 40_000, appointments: 312_000, requests: 2000 },
  L: { patients: 250_000, appointments: 2_190_000, requests: 2000 },
  XL: { patients: 500_000, appointments: 7_800_000, requests: 2000 },
} as const satisfies Record<string, Shape>;
type SizeName = keyof typeof SIZES;

export interface Choice {
  readonly name: SizeName;
  readonly size: Shape;
  /** Whether this part of a benchmark has been asked for: by name, or by no name. */
  wants(part: string): boolean;
}

/** What the command line asks for: `--size S --only load,decide`. */
export function choice(): Choice {
  const { values } = parseArgs({
    options: { size: { type: 'string', default: 'S' }, only: { type: 'string' } },
    strict: false,
  });
  const name = String(values.size);
  if (!isSize(name)) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`);
  const only = typeof values.only === 'string' ? values.only.split(',') : null;
  return { name, size: SIZES[name], wants: (part) => only === null || only.includes(part) };
}

const isSize = (name: string): name is SizeName => Object.hasOwn(SIZES, name);
