import { type RawBuilder, sql } from 'kysely';
import type { EpochMs } from '../../../src-shared/domain/time.ts';

/** A query for overlaps looks back this far by start; what is longer than that is asked for by itself (`overlapsLong`). */
export const LOOK_BACK_MS = 24 * 60 * 60 * 1000;

/** Instants: [from, to). */
export interface Range {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What overlaps [from, to) and began no longer than the look-back before it: with `overlapsLong` that is all. */
export const overlapsRecent = (p: Range): RawBuilder<boolean> =>
  sql<boolean>`start_ms > ${p.from} - ${sql.lit(LOOK_BACK_MS)} and start_ms < ${p.to} and end_ms > ${p.from}`;

/**
 * What is longer than a day and overlaps [from, to). The first condition is the partial indexes' own, word for word; the plus keeps
 * SQLite from walking another index by start (https://www.sqlite.org/optoverview.html, 5).
 */
export const overlapsLong = (p: Range): RawBuilder<boolean> =>
  sql<boolean>`end_ms - start_ms > 86400000 and end_ms > ${p.from} and +start_ms < ${p.to}`;
