import { expect, test } from 'vitest';
import { type Cursor, readUntil } from '../../../src-main/sync/cursor.ts';

const at = (seconds: number): string => `2026-11-20T15:00:${String(seconds).padStart(2, '0')}Z`;
const cursor: Cursor = {
  type: 'Appointment',
  since: at(40),
  settled: null,
  runFrom: null,
  repairFrom: null,
  complete: true,
};

test.each<[string, Partial<Cursor>, string | null]>([
  ['nothing yet', { since: null }, null],
  ['what may still become visible is not', {}, at(30)],
  ['all of it, once nothing of that can turn up', { settled: at(40) }, at(40)],
  ['what settled before the last news', { settled: at(35) }, at(35)],
  ['what settled long before them', { settled: at(10) }, at(30)],
  ['within a run, what was read before it', { runFrom: at(5) }, at(5)],
  ['within the first run of all, nothing', { runFrom: '' }, null],
  ['where something is read again, what lies before that', { settled: at(40), repairFrom: at(20) }, at(20)],
])('up to when everything has been read: %s', (_, change, expected) => {
  expect(readUntil({ ...cursor, ...change })).toBe(expected === null ? null : Date.parse(expected));
});
