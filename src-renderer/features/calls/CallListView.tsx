import { Box, Typography } from '@mui/material';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CallItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { clock } from '../../api/clock.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { PlaceHeader } from '../../components/PlaceHeader.tsx';
import { RoomList } from '../../components/RoomList.tsx';
import { useCallNotes } from '../../stores/call-notes.ts';
import { useZone } from '../../stores/clinic.ts';
import { CallCard } from './CallCard.tsx';
import type { CallOutcomeProps } from './OutcomeForm.tsx';
import { useCallKeys } from './use-call-keys.ts';

interface Props {
  readonly onOpenRequest: (id: string) => void;
}

type Said = Parameters<CallOutcomeProps['onNoted']>[0];

/** **Call list**: whom to phone, because neither e-mail nor the portal reaches them; and below, whom to try again later. */
export function CallListView({ onOpenRequest }: Props): ReactNode {
  const zone = useZone();
  const headingId = useId();
  const laterId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const section = useRef<HTMLElement>(null);
  useCallKeys(section);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<AppError | null>(null);
  const { callsText } = t.calls;
  const calls = useQuery('calls.list', undefined);
  const { data } = calls;
  useEffect(() => {
    if (data !== null) useCallNotes.getState().keepOnly(data.map(({ id }) => id));
  }, [data]);
  const now = calls.data?.filter(({ again }) => again === null) ?? [];
  const later = calls.data?.filter(({ again }) => again !== null) ?? [];

  const wordsOf = (call: CallItem, what: Said): string => {
    const moment = { now: clock.now(), zone };
    if (what === 'called') return t.calls.calledSentence(call, moment);
    if (what === 'dismissed') return t.calls.dismissedSentence(call, moment);
    return `${call.patientName}: ${t.calls.againWords(what.again, moment.now, zone)}`;
  };
  const list = (items: readonly CallItem[], rest: RefObject<HTMLElement | null>): ReactNode => (
    <RoomList items={items} keyOf={({ id }) => id} rest={rest}>
      {(call, index, goOn) => (
        <CallCard
          call={call}
          first={index === 0 && call.again === null}
          onNoted={(what) => {
            setSaid(wordsOf(call, what));
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
  );
  return (
    <Box
      component="section"
      ref={section}
      aria-labelledby={headingId}
      sx={{ px: 2, pb: 2, width: '100%', maxWidth: 900 }}
    >
      <PlaceHeader
        id={headingId}
        title={callsText.title}
        headingRef={heading}
        said={said}
        error={refused}
        onClose={() => setRefused(null)}
      />
      <ErrorNotice error={calls.error} onRetry={calls.refetch} />
      {calls.data === null && calls.error === null ? <Loading label={callsText.loading} /> : null}
      {calls.data?.length === 0 ? (
        <EmptyState title={callsText.empty} body={callsText.emptyBody} />
      ) : (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {callsText.ofThisDesk}
        </Typography>
      )}
      {list(now, heading)}
      {later.length === 0 ? null : (
        <Box component="section" aria-labelledby={laterId} sx={{ mt: 3 }}>
          <Typography id={laterId} component="h3" variant="h3" sx={{ fontSize: '1rem', mb: 1 }}>
            {t.common.withCount(callsText.later, later.length)}
          </Typography>
          {list(later, heading)}
        </Box>
      )}
    </Box>
  );
}
