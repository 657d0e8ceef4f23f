import type { Counts } from '../../src-shared/ipc/request-views.ts';
import { invoke } from '../api/client.ts';
import { useServerState } from '../api/server-state.ts';

const ONE_ROW = {
  view: 'inbox',
  practitionerId: null,
  kind: null,
  filter: 'all',
  search: '',
  sort: 'appointment',
  cursor: null,
  limit: 1,
} as const;

/** How many requests, problems and calls there are, for the tabs; `null` until they are known. */
export function useCounts(): Counts | null {
  const { data } = useServerState({
    key: ['counts'],
    read: () => invoke('requests.list', ONE_ROW),
    topics: ['requests', 'attention', 'calls'],
  });
  return data?.counts ?? null;
}
