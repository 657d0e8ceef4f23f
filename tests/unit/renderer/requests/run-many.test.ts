import { expect, test } from 'vitest';
import { runMany, type ToDecide } from '../../../../src-renderer/features/requests/many/run-many.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import { requestRow } from './rows.ts';

const all: readonly ToDecide[] = ['a', 'b', 'c', 'd'].map((id) => ({
  row: requestRow({ id }),
  command: { type: 'approve' },
}));

/** Gives all of them but those named; tells which were begun. */
function giving(refused: Readonly<Record<string, AppError>> = {}) {
  const begun: string[] = [];
  return {
    begun,
    give: async ({ row }: ToDecide): Promise<AppError | null> => {
      begun.push(row.id);
      return refused[row.id] ?? null;
    },
  };
}

const never = (): boolean => false;

test('one after the other, and what is refused is told by name', async () => {
  const { begun, give } = giving({ b: { code: 'changed-since-shown' } });
  const told: number[] = [];
  const went = await runMany(all, give, never, ({ left }) => told.push(left));
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  expect(told).toEqual([3, 2, 1, 0]);
  expect([went.done, went.failed.map(({ row }) => row.id), went.left]).toEqual([['a', 'c', 'd'], ['b'], 0]);
});

test('Stop lets the one under way end, and begins no other', async () => {
  const { begun, give } = giving();
  const went = await runMany(
    all,
    give,
    () => begun.length === 2,
    () => {},
  );
  expect([begun, went.done, went.left]).toEqual([['a', 'b'], ['a', 'b'], 2]);
});

test('what would refuse every other ends it', async () => {
  const { begun, give } = giving({ b: { code: 'disk-full' } });
  const went = await runMany(all, give, never, () => {});
  expect([begun, went.done, went.left]).toEqual([['a', 'b'], ['a'], 2]);
});
