import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useCounts } from '../../stores/counts.ts';

/** What stands in place of requests where the portal is only read: why there are none, and what to do instead. */
export function ReadOnlyRequests(): ReactNode {
  const counts = useCounts();
  const earlier = t.readOnly.earlierRequests((counts?.inbox ?? 0) + (counts?.awaiting ?? 0));
  const { requestsTitle, requestsBody } = t.readOnly.readOnlyText;
  return (
    <EmptyState title={requestsTitle} body={earlier === null ? requestsBody : `${requestsBody} ${earlier}`} />
  );
}
