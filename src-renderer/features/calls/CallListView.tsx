import { Box, Stack, Typography } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { callsText } from '../../text/attention.ts';
import { CallCard } from './CallCard.tsx';

interface Props {
  readonly onOpenRequest: (id: string) => void;
}

/** **Call list**: whom to phone, because neither e-mail nor the portal reaches them. */
export function CallListView({ onOpenRequest }: Props): ReactNode {
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  const calls = useQuery('calls.list', undefined, ['calls', 'patients']);
  const done = (): void => {
    setSaid(callsText.done);
    calls.refetch();
    // The button that had the focus goes with its call.
    heading.current?.focus();
  };
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ p: 2, width: '100%', maxWidth: 900 }}>
      <Typography id={headingId} ref={heading} tabIndex={-1} variant="h2" sx={{ mb: 1.5 }}>
        {callsText.title}
      </Typography>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <ErrorNotice error={calls.error} onRetry={calls.refetch} />
      {calls.data === null && calls.error === null ? <Loading label={callsText.loading} /> : null}
      {calls.data?.length === 0 ? <EmptyState title={callsText.empty} body={callsText.emptyBody} /> : null}
      <Stack spacing={1.5}>
        {(calls.data ?? []).map((call, index) => (
          <CallCard
            key={call.id}
            call={call}
            first={index === 0}
            onDone={done}
            onOpenRequest={onOpenRequest}
          />
        ))}
      </Stack>
    </Box>
  );
}
