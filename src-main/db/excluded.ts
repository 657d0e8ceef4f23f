import { type RawBuilder, sql } from 'kysely';

/**
 * For `doUpdateSet`: the columns of `values` become what the row says that was not inserted because its key is there already
 * (https://www.sqlite.org/lang_upsert.html), so that each value is bound once.
 */
export const excluded = <T extends object>(values: T): { [K in keyof T]: RawBuilder<never> } =>
  Object.fromEntries(Object.keys(values).map((name) => [name, sql<never>`excluded.${sql.ref(name)}`])) as {
    [K in keyof T]: RawBuilder<never>;
  };
