import { expect, it } from 'vitest';
import { newStartsOf } from '../../../src-shared/ipc/absence-views.ts';

const to = { start: 30, practitionerName: 'Dr. Adams' };
const request = { proposal: { appointments: [{ start: 10 }, { start: 20 }, { start: 30 }] } };

it('tells every time that is proposed, and of a visit that moved where it stands', () => {
  expect(newStartsOf({ state: 'proposed', to, request })).toEqual([10, 20, 30]);
  expect(newStartsOf({ state: 'proposed', to, request: null })).toEqual([30]);
  expect(newStartsOf({ state: 'moved', to, request })).toEqual([30]);
  expect(newStartsOf({ state: 'gone', to: null, request: null })).toEqual([]);
});
