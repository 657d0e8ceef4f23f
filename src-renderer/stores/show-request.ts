import type { AppError } from '../../src-shared/errors.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import { t } from '../../src-shared/text/text.ts';
import { invoke } from '../api/client.ts';
import { type RequestsView, useNavigation } from './navigation.ts';
import { usePassingNotice } from './passing-notice.ts';

const VIEW_OF: Readonly<Record<RequestRow['state'], RequestsView>> = {
  open: 'inbox',
  'awaiting-patient': 'awaiting',
  resolved: 'history',
};

/** Shows a request in the list where it stands now; says so where it stands in none any more. */
export async function showRequest(requestId: string): Promise<void> {
  const detail = await invoke('requests.get', { id: requestId });
  if (!detail.ok) return sayNotShown(detail.error);
  useNavigation.getState().go({
    screen: 'schedule',
    tab: 'requests',
    view: VIEW_OF[detail.value.row.state],
    wantedRequestId: requestId,
  });
}

export const openRequest = (requestId: string): void => void showRequest(requestId);

/** For a list that does not have the request it was to show: leads to the one where it stands by now, or says that there is none. */
export async function lookElsewhere(requestId: string, view: RequestsView): Promise<void> {
  const detail = await invoke('requests.get', { id: requestId });
  if (!detail.ok) return sayNotShown(detail.error);
  if (VIEW_OF[detail.value.row.state] !== view) return showRequest(requestId);
  sayNotShown({ code: 'request-not-found' });
}

export const sayNotShown = (error: AppError): void =>
  usePassingNotice
    .getState()
    .say(
      error.code === 'request-not-found' ? t.requests.words.requestNowhere : t.errors.errorSentence(error),
    );
