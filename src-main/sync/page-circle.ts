import { isObject, textOf } from './fhir/json.ts';

/** A page that moved up by one while it was read may come twice. */
const SAME_PAGE = 3;
/** Servers that leave out what the desk may not see send empty pages in between. */
const EMPTY_PAGES = 100;

/** Notices that a server's `next` links lead on and on without an end, also where each looks new. */
export interface PageCircle {
  /** Whether this address was asked for before, in this run. */
  comesBackTo(url: string): boolean;
  /** Whether what the page holds has come too often. */
  repeats(resources: readonly unknown[]): boolean;
}

export function createPageCircle(): PageCircle {
  const visited = new Set<string>();
  const times = new Map<string, number>();
  return {
    comesBackTo(url) {
      const before = visited.has(url);
      visited.add(url);
      return before;
    },
    repeats(resources) {
      const page = [resources[0], resources.at(-1)].map(nameOf).join(' ');
      const count = (times.get(page) ?? 0) + 1;
      times.set(page, count);
      return count >= (resources.length === 0 ? EMPTY_PAGES : SAME_PAGE);
    },
  };
}

/** Without its version: who turns the pages of the same few visits does not see them stand still. */
const nameOf = (resource: unknown): string =>
  textOf(isObject(resource) ? [resource.resourceType, resource.id] : (resource ?? null)) ??
  'nested too deeply';
