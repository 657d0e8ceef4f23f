import type { z } from 'zod';
import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';

/**
 * The stored value under `key`, parsed by `schema`; `fallback` when there is none, or none that can be read: then `unreadable`
 * is called. Fields that `schema` does not know, of another version of the program, are left out.
 */
export function readSetting<T>(
  db: Db,
  key: string,
  schema: z.ZodType<T>,
  fallback: T,
  unreadable: () => void = () => {},
): T {
  const row = db.get(storedAs({ key }));
  if (!row) return fallback;
  const parsed = parsedLeniently(schema, row.value_json);
  if (parsed?.success) return parsed.data;
  unreadable();
  return fallback;
}

const storedAs = prepared((p: { readonly key: string }) =>
  qb.selectFrom('setting').select('value_json').where('key', '=', p.key),
);

function parsedLeniently<T>(schema: z.ZodType<T>, json: string): z.ZodSafeParseResult<T> | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') return parsed;
    const holder = issue.path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), value);
    for (const key of issue.keys) Reflect.deleteProperty(Object(holder), key);
  }
  return parsed.success ? parsed : schema.safeParse(value);
}

export function writeSetting(db: Db, key: string, value: unknown): void {
  db.run(store({ key, value_json: JSON.stringify(value) }));
}

const store = prepared(({ key, value_json }: { readonly key: string; readonly value_json: string }) =>
  qb
    .insertInto('setting')
    .values({ key, value_json })
    .onConflict((on) => on.column('key').doUpdateSet({ value_json })),
);
