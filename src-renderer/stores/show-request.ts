import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import { invoke } from '../api/client.ts';
import { type RequestsView, useNavigation } from './navigation.ts';

const VIEW_OF: Readonly<Record<RequestRow['state'], RequestsView>> = {
  open: 'inbox',
  'awaiting-patient': 'awaiting',
  resolved: 'history',
};

/** Shows a request in the list where it stands now. */
export async function showRequest(requestId: string): Promise<void> {
  const detail = await invoke('requests.get', { id: requestId });
  if (!detail.ok) return;
  useNavigation.getState().go({
    screen: 'schedule',
    tab: 'requests',
    view: VIEW_OF[detail.value.row.state],
    wantedRequestId: requestId,
  });
}

export const openRequest = (requestId: string): void => void showRequest(requestId);
