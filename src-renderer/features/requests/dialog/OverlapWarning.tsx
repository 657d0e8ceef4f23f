import { Alert, Box, TextField, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { plainDateOf } from '../../../../src-shared/domain/time.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useZone } from '../../../stores/clinic.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { REASON_PROBLEM, words } from '../../../text/requests.ts';
import { overlapSentence } from './overlaps.ts';

interface Props {
  readonly requestId: string;
  /** The appointments in the way, and when. */
  readonly ids: readonly string[];
  readonly start: number;
  readonly missing: boolean;
  readonly autoFocus?: boolean;
}

/** Who has the time already, and why it is to be booked all the same. */
export function OverlapWarning({ requestId, ids, start, missing, autoFocus = false }: Props): ReactNode {
  const zone = useZone();
  const reason = useDialogs((state) => state.overrideReasons[requestId] ?? '');
  const typeOverride = useDialogs((state) => state.typeOverride);
  const day = useQuery(
    'schedule.days',
    { from: plainDateOf(start, zone), days: 1, practitionerId: null, includeCancelled: false },
    ['schedule'],
  );
  const others = (day.data?.days[0]?.appointments ?? []).filter((one) => ids.includes(one.id));
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Alert severity="warning">
        <Typography variant="body2" sx={{ fontWeight: 700 }}>
          {words.takenBody}
        </Typography>
        {others.map((other) => (
          <Typography key={other.id} variant="body2" dir="auto">
            {overlapSentence(other, zone)}
          </Typography>
        ))}
      </Alert>
      <TextField
        label={words.overrideReason}
        required
        autoFocus={autoFocus}
        value={reason}
        onChange={(event) => typeOverride(requestId, event.target.value)}
        error={missing}
        helperText={missing ? REASON_PROBLEM['override-missing'] : words.overrideHelp}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
    </Box>
  );
}
