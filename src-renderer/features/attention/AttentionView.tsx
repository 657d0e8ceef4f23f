import { Box } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { PlaceHeader } from '../../components/PlaceHeader.tsx';
import { RoomList } from '../../components/RoomList.tsx';
import { AttentionCard } from './AttentionCard.tsx';

interface Props {
  readonly onOpenRequest: (id: string) => void;
}

/** A request and an appointment may have the same id. */
const keyOf = (item: AttentionItem): string =>
  `${item.kind} ${item.kind === 'conflict' && item.requestId === null ? 'appointment' : ''} ${item.id}`;

/** **Needs attention**: what did not get through and waits for somebody. */
export function AttentionView({ onOpenRequest }: Props): ReactNode {
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<AppError | null>(null);
  const items = useQuery('attention.list', undefined);
  const done = (words: string): void => {
    setSaid(words);
    setRefused(null);
    items.refetch();
  };
  // Said above the list: the item may have left it.
  const onRefused = (error: AppError): void => {
    setRefused(error);
    items.refetch();
  };
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ px: 2, pb: 2, width: '100%', maxWidth: 900 }}>
      <PlaceHeader
        id={headingId}
        title={t.attention.attentionText.title}
        headingRef={heading}
        said={said}
        error={refused}
        onClose={() => setRefused(null)}
      />
      <ErrorNotice error={items.error} onRetry={items.refetch} />
      {items.data === null && items.error === null ? (
        <Loading label={t.attention.attentionText.loading} />
      ) : null}
      {items.data?.length === 0 ? (
        <EmptyState title={t.attention.attentionText.empty} body={t.attention.attentionText.emptyBody} />
      ) : null}
      <RoomList items={items.data ?? []} keyOf={keyOf} rest={heading}>
        {(item, _, goOn) => (
          <AttentionCard
            item={item}
            onDone={(words) => {
              done(words);
              goOn();
            }}
            onRefused={onRefused}
            onOpenRequest={onOpenRequest}
          />
        )}
      </RoomList>
    </Box>
  );
}
