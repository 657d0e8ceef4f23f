import type { PortalResourceType } from './resource-types.ts';

/** All conditions of a query must hold; of the values of one condition any may. */
export type Condition =
  | { readonly kind: 'id'; readonly ids: readonly string[] }
  /** The version's instant, from inclusive to exclusive. */
  | { readonly kind: 'last-updated'; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly code: string; readonly texts: readonly string[] }
  | { readonly kind: 'prefix'; readonly code: string; readonly prefixes: readonly string[] }
  /** The resource's interval overlaps (`overlaps`), or lies inside (`within`) this one. */
  | {
      readonly kind: 'date';
      readonly code: string;
      readonly match: 'overlaps' | 'within';
      readonly from: number;
      readonly to: number;
    };

export type Order = 'last-updated' | 'last-updated-descending' | 'id';

/** Where a page ended: the place in the order of its last resource. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

export interface Query {
  readonly type: PortalResourceType;
  readonly conditions: readonly Condition[];
  readonly order: Order;
  /** Only what comes after this place; `null` for the first page. */
  readonly after: Place | null;
  readonly limit: number;
}

const LAST_CHARACTER = '\u{10FFFF}';

/** The SQL condition a query comes to, over `resource r`. */
export function where(query: Query): { readonly clause: string; readonly parameters: unknown[] } {
  const clauses = ['r.type = ?'];
  const parameters: unknown[] = [query.type];
  for (const condition of query.conditions) {
    switch (condition.kind) {
      case 'id':
        clauses.push(`r.id IN (${marks(condition.ids.length)})`);
        parameters.push(...condition.ids);
        break;
      case 'last-updated':
        clauses.push('r.last_updated >= ? AND r.last_updated < ?');
        parameters.push(condition.from, condition.to);
        break;
      case 'text':
        clauses.push(
          `r.id IN (SELECT s.id FROM search_text s WHERE s.type = ? AND s.code = ?
           AND s.text IN (${marks(condition.texts.length)}))`,
        );
        parameters.push(query.type, condition.code, ...condition.texts);
        break;
      case 'prefix':
        clauses.push(
          `r.id IN (SELECT s.id FROM search_text s WHERE s.type = ? AND s.code = ?
           AND (${condition.prefixes.map(() => '(s.text >= ? AND s.text < ?)').join(' OR ')}))`,
        );
        parameters.push(query.type, condition.code);
        for (const prefix of condition.prefixes) parameters.push(prefix, prefix + LAST_CHARACTER);
        break;
      case 'date':
        clauses.push(
          `r.id IN (SELECT s.id FROM search_date s WHERE s.type = ? AND s.code = ? AND ${
            condition.match === 'within' ? 's.from_ms >= ? AND s.to_ms <= ?' : 's.to_ms > ? AND s.from_ms < ?'
          })`,
        );
        parameters.push(query.type, condition.code, condition.from, condition.to);
        break;
    }
  }
  if (query.after !== null) {
    if (query.order === 'id') {
      clauses.push('r.id > ?');
      parameters.push(query.after.id);
    } else {
      const sign = query.order === 'last-updated' ? '>' : '<';
      clauses.push(`(r.last_updated, r.id) ${sign} (?, ?)`);
      parameters.push(query.after.at, query.after.id);
    }
  }
  return { clause: clauses.join(' AND '), parameters };
}

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');
