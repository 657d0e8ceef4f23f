import { expect, test } from 'vitest';
import { type Cursor, isLongPast, readUntil } from '../../../src-main/sync/cursor.ts';

const at = (seconds: number): string =>
  new Date(Date.parse('2026-11-20T15:00:00Z') + seconds * 1000).toISOString();
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
  ['what may still become visible is not', {}, at(-20)],
  ['all of it, once nothing of that can turn up', { settled: at(40) }, at(40)],
  ['what settled before the last news', { settled: at(35) }, at(35)],
  ['what settled long before them', { settled: at(-30) }, at(-20)],
  ['within a run, what was read before it', { runFrom: at(5) }, at(5)],
  ['within the first run of all, nothing', { runFrom: '' }, null],
  ['where something is read again, what lies before that', { settled: at(40), repairFrom: at(20) }, at(20)],
])('up to when everything has been read: %s', (_, change, expected) => {
  expect(readUntil({ ...cursor, ...change })).toBe(expected === null ? null : Date.parse(expected));
});

test.each<[string, string | null, number | null, boolean]>([
  ['ten minutes before', at(0), 600, true],
  ['a moment less', at(0), 599, false],
  ['nothing was ever written', null, 0, true],
  ['the portal tells no time', at(0), null, false],
])('whether all had long been written: %s', (_, since, portalSeconds, expected) => {
  const portalNow = portalSeconds === null ? null : Date.parse(at(portalSeconds));
  expect(isLongPast({ ...cursor, since }, portalNow)).toBe(expected);
});
