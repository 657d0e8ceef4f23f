import { Box } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { PlaceHeader } from '../../components/PlaceHeader.tsx';
import { RoomList } from '../../components/RoomList.tsx';
import { useZone } from '../../stores/clinic.ts';
import { CallCard } from './CallCard.tsx';

interface Props {
  readonly onOpenRequest: (id: string) => void;
}

/** **Call list**: whom to phone, because neither e-mail nor the portal reaches them. */
export function CallListView({ onOpenRequest }: Props): ReactNode {
  const zone = useZone();
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<AppError | null>(null);
  const calls = useQuery('calls.list', undefined);
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ px: 2, pb: 2, width: '100%', maxWidth: 900 }}>
      <PlaceHeader
        id={headingId}
        title={t.attention.callsText.title}
        headingRef={heading}
        said={said}
        error={refused}
        onClose={() => setRefused(null)}
      />
      <ErrorNotice error={calls.error} onRetry={calls.refetch} />
      {calls.data === null && calls.error === null ? <Loading label={t.attention.callsText.loading} /> : null}
      {calls.data?.length === 0 ? (
        <EmptyState title={t.attention.callsText.empty} body={t.attention.callsText.emptyBody} />
      ) : null}
      <RoomList items={calls.data ?? []} keyOf={({ id }) => id} rest={heading}>
        {(call, index, goOn) => (
          <CallCard
            call={call}
            first={index === 0}
            onDone={() => {
              setSaid(t.attention.calledSentence(call, zone));
              setRefused(null);
              calls.refetch();
              goOn();
            }}
            onRefused={(error) => {
              setRefused(error);
              calls.refetch();
            }}
            onOpenRequest={onOpenRequest}
          />
        )}
      </RoomList>
    </Box>
  );
}
