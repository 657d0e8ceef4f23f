import type { z } from 'zod';
import { type Db, sql } from '../db.ts';

/** The stored value under `key`, parsed by `schema`; `fallback` when there is none. Throws when a stored value is not valid. */
export function readSetting<T>(db: Db, key: string, schema: z.ZodType<T>, fallback: T): T {
  const row = db.get(sql.selectFrom('setting').select('value_json').where('key', '=', key));
  return row ? schema.parse(JSON.parse(row.value_json)) : fallback;
}

export function writeSetting(db: Db, key: string, value: unknown): void {
  const value_json = JSON.stringify(value);
  db.run(
    sql
      .insertInto('setting')
      .values({ key, value_json })
      .onConflict((on) => on.column('key').doUpdateSet({ value_json })),
  );
}
