import { randomUUID } from 'node:crypto';
import type { Ids } from '../ports.ts';

export function createSystemIds(): Ids {
  return { uuid: () => randomUUID(), random: () => Math.random() };
}
