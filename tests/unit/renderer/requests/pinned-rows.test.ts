import { expect, it } from 'vitest';
import { pinnedRows } from '../../../../src-renderer/features/requests/list/pinned-rows.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e'];

it('draws the row in focus with its neighbours, and those named, wherever the list is scrolled to', () => {
  expect(pinnedRows(KEYS, 'c', [])).toEqual([1, 2, 3]);
  expect(pinnedRows(KEYS, 'a', ['e'])).toEqual([0, 1, 4]);
  expect(pinnedRows(KEYS, 'e', ['d', 'e'])).toEqual([3, 4]);
});

it('draws nothing for a row that is not in the list', () => {
  expect(pinnedRows(KEYS, 'x', ['y'])).toEqual([]);
  expect(pinnedRows([], 'a', ['a'])).toEqual([]);
  expect(pinnedRows(KEYS, null, [])).toEqual([]);
});
