import { badRequest, type Filter, OperationOutcomeError, Operator, type SearchRequest } from '@medplum/core';
import { isPortalResourceType, type PortalResourceType } from './resource-types.ts';
import { dateInterval, foldText, SEARCH_PARAMETERS, type SearchKind } from './search-values.ts';
import type { Condition, Order, Place, Query } from './store-query.ts';

const DEFAULT_COUNT = 50;
const MAX_COUNT = 1000;

const refuse = (text: string): OperationOutcomeError => new OperationOutcomeError(badRequest(text));

/**
 * Turns a parsed FHIR search into a query of the store. What this portal cannot do is refused with 400 rather than left
 * out: a filter that was silently ignored would make a client believe something untrue.
 */
export function toQuery(request: SearchRequest): Query {
  const type: string = request.resourceType;
  if (!isPortalResourceType(type)) throw refuse(`Unknown resource type: ${type}`);
  if (request.include || request.revInclude) throw refuse('_include and _revinclude are not supported');
  if (request.offset) throw refuse('_offset is not supported: follow the next link');
  const order = orderOf(request);
  return {
    type,
    conditions: (request.filters ?? []).map((filter) => condition(type, filter)),
    order,
    after: request.cursor === undefined ? null : decodePlace(request.cursor),
    limit: limitOf(request.count),
  };
}

function limitOf(count: number | undefined): number {
  if (count === undefined) return DEFAULT_COUNT;
  if (!Number.isInteger(count) || count < 0) throw refuse('_count must be a number');
  return Math.min(count, MAX_COUNT);
}

function orderOf(request: SearchRequest): Order {
  const [rule, ...others] = request.sortRules ?? [];
  if (rule === undefined) return 'last-updated';
  if (others.length === 0) {
    if (rule.code === '_lastUpdated') return rule.descending ? 'last-updated-descending' : 'last-updated';
    if (rule.code === '_id' && !rule.descending) return 'id';
  }
  throw refuse('_sort supports _lastUpdated, -_lastUpdated and _id');
}

/** A place as it stands in a `next` link, opaque to the client. */
export const encodePlace = (place: Place): string =>
  Buffer.from(JSON.stringify([place.at, place.id])).toString('base64url');

function decodePlace(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2) {
      const [at, id]: unknown[] = place;
      if (typeof at === 'number' && Number.isSafeInteger(at) && typeof id === 'string') return { at, id };
    }
  } catch {
    // Not of our making: refused below.
  }
  throw refuse('_cursor is not one of this server');
}

function condition(type: PortalResourceType, filter: Filter): Condition {
  if (filter.code === '_id') return { kind: 'id', ids: plainValues(filter) };
  if (filter.code === '_lastUpdated') return lastUpdated(filter);
  const kind = SEARCH_PARAMETERS[type][filter.code];
  if (kind === undefined) throw refuse(`${type} has no search parameter ${filter.code}`);
  return conditionOf(kind, filter);
}

function conditionOf(kind: SearchKind, filter: Filter): Condition {
  switch (kind) {
    case 'token':
    case 'reference':
      return { kind: 'text', code: filter.code, texts: plainValues(filter) };
    case 'string':
      return { kind: 'prefix', code: filter.code, prefixes: plainValues(filter).map(foldText) };
    case 'date':
      return dateCondition(filter);
  }
}

/** The values of a parameter without a modifier: a comma separates alternatives, `\` takes its meaning away. */
function plainValues(filter: Filter): string[] {
  if (filter.operator !== Operator.EQUALS) throw refuse(`${filter.code}:${filter.operator} is not supported`);
  const values = filter.value.split(/(?<!\\),/).map((value) => value.replace(/\\([,|$\\])/g, '$1'));
  if (values.some((value) => value === '')) throw refuse(`${filter.code} has no value`);
  return values;
}

const START = Number.MIN_SAFE_INTEGER;
const END = Number.MAX_SAFE_INTEGER;

function lastUpdated(filter: Filter): Condition {
  const { from, to } = intervalOf(filter);
  switch (filter.operator) {
    case Operator.EQUALS:
      return { kind: 'last-updated', from, to };
    case Operator.GREATER_THAN_OR_EQUALS:
      return { kind: 'last-updated', from, to: END };
    case Operator.GREATER_THAN:
    case Operator.STARTS_AFTER:
      return { kind: 'last-updated', from: to, to: END };
    case Operator.LESS_THAN_OR_EQUALS:
      return { kind: 'last-updated', from: START, to };
    case Operator.LESS_THAN:
    case Operator.ENDS_BEFORE:
      return { kind: 'last-updated', from: START, to: from };
    default:
      throw refuse(`${filter.code} does not support ${filter.operator}`);
  }
}

/** FHIR R4 search, section 3.1.1.4.7: prefixes compare intervals. */
function dateCondition(filter: Filter): Condition {
  const { from, to } = intervalOf(filter);
  const { code } = filter;
  switch (filter.operator) {
    case Operator.EQUALS:
      return { kind: 'date', code, match: 'within', from, to };
    case Operator.GREATER_THAN_OR_EQUALS:
      return { kind: 'date', code, match: 'overlaps', from, to: END };
    case Operator.GREATER_THAN:
      return { kind: 'date', code, match: 'overlaps', from: to, to: END };
    case Operator.STARTS_AFTER:
      return { kind: 'date', code, match: 'within', from: to, to: END };
    case Operator.LESS_THAN_OR_EQUALS:
      return { kind: 'date', code, match: 'overlaps', from: START, to };
    case Operator.LESS_THAN:
      return { kind: 'date', code, match: 'overlaps', from: START, to: from };
    case Operator.ENDS_BEFORE:
      return { kind: 'date', code, match: 'within', from: START, to: from };
    default:
      throw refuse(`${filter.code} does not support ${filter.operator}`);
  }
}

function intervalOf(filter: Filter): { readonly from: number; readonly to: number } {
  const interval = dateInterval(filter.value);
  if (interval === null) throw refuse(`${filter.code}: not a date: ${filter.value}`);
  return interval;
}
