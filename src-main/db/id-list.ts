import { type RawBuilder, sql } from 'kysely';

/**
 * For `where('id', 'in', idList(ids))`: one bound parameter however many ids there are, so that one prepared
 * statement serves every length.
 */
export function idList(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;
}
