import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { prepared } from '../../../src-main/db/prepared.ts';

test('a prepared query is built once and takes the values of each call, each where it stands', () => {
  let built = 0;
  const between = prepared((p: { readonly from: string; readonly to: string | null }) => {
    built += 1;
    return qb.selectNoFrom((eb) => [
      eb.val(p.to).as('to'),
      eb.val('fixed').as('fixed'),
      eb.val(p.from).as('from'),
      eb.val(p.to).as('again'),
    ]);
  });
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  const first = between({ from: 'a', to: 'b' });
  const second = between({ from: 'c', to: null });
  expect(opened.value.get(first)).toEqual({ to: 'b', fixed: 'fixed', from: 'a', again: 'b' });
  expect(opened.value.get(second)).toEqual({ to: null, fixed: 'fixed', from: 'c', again: null });
  expect(built).toBe(1);
  opened.value.close();
});
