import type { PulledType } from './cursor.ts';

/**
 * The search that reads a type, oldest first. `bound`: the `_lastUpdated` condition, null for everything
 * (https://hl7.org/fhir/R4/search.html#lastUpdated); `count`: resources a page.
 */
export function loadQuery(
  type: PulledType,
  bound: string | null,
  withoutTotal: boolean,
  count: number,
): string {
  return [
    `${type}?${bound === null ? '' : `_lastUpdated=${encodeURIComponent(bound)}&`}_sort=_lastUpdated`,
    `_count=${count}`,
    ...(withoutTotal ? [] : ['_total=accurate']),
  ].join('&');
}
