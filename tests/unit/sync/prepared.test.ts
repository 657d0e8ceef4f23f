import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { prepared, preparedInsert } from '../../../src-main/db/prepared.ts';

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

test('a prepared INSERT takes the columns of each row by their names, whatever their order', () => {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  const insert = preparedInsert('location');
  opened.value.run(insert({ id: 'a', name: 'Main Street', active: 1, address: null }));
  opened.value.run(insert({ address: '12 Lake St', active: 0, name: 'Old Town', id: 'b' }));
  expect(opened.value.all(qb.selectFrom('location').selectAll().orderBy('id'))).toEqual([
    { id: 'a', name: 'Main Street', active: 1, address: null },
    { id: 'b', name: 'Old Town', active: 0, address: '12 Lake St' },
  ]);
  opened.value.close();
});
