import { type RawBuilder, sql } from 'kysely';

/**
 * For `where('id', 'in', idList(ids))`: one bound parameter however many ids there are, so that one prepared
 * statement serves every length.
 */
export const idList = (ids: readonly string[]): RawBuilder<string> => idsIn(JSON.stringify(ids));

/** The same for ids that are a JSON array already: for a prepared query, whose values are not known yet. */
export const idsIn = (json: string): RawBuilder<string> =>
  sql<string>`(select value from json_each(${json}))`;
