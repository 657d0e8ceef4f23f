import { create } from 'zustand';
import type { Counts } from '../../src-shared/ipc/request-views.ts';
import { invoke, subscribe } from '../api/client.ts';

interface CountsState {
  readonly counts: Counts | null;
}

/** How many requests, problems and calls there are, for the tabs. */
export const useCounts = create<CountsState>()(() => ({ counts: null }));

async function loadCounts(): Promise<void> {
  const page = await invoke('requests.list', {
    view: 'inbox',
    practitionerId: null,
    kind: null,
    filter: 'all',
    search: '',
    sort: 'appointment',
    cursor: null,
    limit: 1,
  });
  if (page.ok) useCounts.setState({ counts: page.value.counts });
}

/** Keeps the counts as the main process has them. Returns the function that stops this. */
export function followCounts(): () => void {
  void loadCounts();
  return subscribe((event) => {
    if (event.type !== 'changed') return;
    if (event.topics.some((topic) => topic === 'requests' || topic === 'attention' || topic === 'calls')) {
      void loadCounts();
    }
  });
}
