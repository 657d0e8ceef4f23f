import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { usePassingNotice } from '../../../../src-renderer/stores/passing-notice.ts';
import { lookElsewhere, showRequest } from '../../../../src-renderer/stores/show-request.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { requestRow } from '../requests/rows.ts';

/** How the main process answers `requests.get`. */
function answering(answer: Partial<RequestRow> | { readonly code: string }): void {
  const envelope =
    'code' in answer
      ? { ok: false, error: answer }
      : { ok: true, value: { row: requestRow(answer), history: [], draft: null } };
  vi.stubGlobal('window', { reslot: { invoke: async () => envelope } });
}

beforeEach(() => {
  useNavigation.setState(useNavigation.getInitialState());
  usePassingNotice.setState(usePassingNotice.getInitialState());
});
afterEach(() => vi.unstubAllGlobals());

const said = () => usePassingNotice.getState().text;
const shown = () => {
  const { view, wantedRequestId } = useNavigation.getState();
  return { view, wantedRequestId };
};

test.each([
  ['open', 'inbox'],
  ['awaiting-patient', 'awaiting'],
  ['resolved', 'history'],
] as const)('a request that is %s is shown in its list', async (state, view) => {
  answering({ state });
  await showRequest('request-1');
  expect(shown()).toEqual({ view, wantedRequestId: 'request-1' });
  expect(said()).toBe('');
});

test('a request that is in no list any more is said to be, and nothing else is shown', async () => {
  answering({ code: 'request-not-found' });
  await showRequest('request-1');
  expect(said()).toBe(t.requests.words.requestNowhere);
  expect(shown()).toEqual({ view: 'inbox', wantedRequestId: null });
});

test('that it could not be looked for is said in its own words', async () => {
  answering({ code: 'database-busy' });
  await showRequest('request-1');
  expect(said()).toBe(t.errors.ERROR_SENTENCES['database-busy']);
});

test('one that was settled on the way there is shown where it stands by now', async () => {
  answering({ state: 'resolved', outcome: 'withdrawn' });
  await lookElsewhere('request-1', 'inbox');
  expect(shown()).toEqual({ view: 'history', wantedRequestId: 'request-1' });
});

test('one that its own list does not have is said to be nowhere', async () => {
  answering({ state: 'open' });
  await lookElsewhere('request-1', 'inbox');
  expect(said()).toBe(t.requests.words.requestNowhere);
  expect(shown().wantedRequestId).toBeNull();
});
