import type { ReactNode } from 'react';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { HistoryList } from '../../../components/HistoryList.tsx';
import { Loading } from '../../../components/Loading.tsx';

/** The whole record of a request: what happened, when, by whom and at which desk. */
export function HistoryChain({ requestId }: { readonly requestId: string }): ReactNode {
  const { data, error, refetch } = useQuery('requests.get', { id: requestId });
  if (data === null) return error === null ? <Loading /> : <ErrorNotice error={error} onRetry={refetch} />;
  return <HistoryList history={data.history} />;
}
