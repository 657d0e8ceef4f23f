import type { RequestListInput } from '../../src-shared/ipc/request-views.ts';

/** Every request of the inbox: nothing searched for, nothing left out. */
export const WHOLE_INBOX: RequestListInput = {
  view: 'inbox',
  practitionerId: null,
  kind: null,
  filter: 'all',
  search: '',
  sort: 'arrival',
  cursor: null,
  limit: 50,
};
