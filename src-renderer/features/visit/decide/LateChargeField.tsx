import {
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Radio,
  RadioGroup,
  Typography,
} from '@mui/material';
import { type ReactNode, type Ref, useId } from 'react';
import { chargesTextOf, type LateCharge } from '../../../../src-shared/domain/cancellation-policy.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useClinic, useMoment } from '../../../stores/clinic.ts';
import type { OpenDecision } from '../../../stores/dialogs.ts';
import { lateNoticeOf } from './open-decision.ts';

interface Props {
  readonly decision: OpenDecision;
  readonly value: LateCharge | null;
  /** To be complained about now. */
  readonly missing: boolean;
  readonly onChoose: (value: LateCharge) => void;
  /** Its first radio button. */
  readonly fieldRef: Ref<HTMLInputElement>;
}

/** Whether a late cancellation is charged, in view of the practice's notice and of when the patient asked. Draws nothing where it does not apply. */
export function LateChargeField({ decision, value, missing, onChoose, fieldRef }: Props): ReactNode {
  const { rules } = useClinic();
  const moment = useMoment();
  const labelId = useId();
  const noticeId = useId();
  const notice = lateNoticeOf(decision);
  if (notice === null || !('row' in decision)) return null;
  const { authoredAt, appointment } = decision.row;
  const wasInTime = chargesTextOf(rules.policy, appointment.start, authoredAt, moment.zone) === null;
  const { words } = t.requests;
  return (
    <FormControl required error={missing}>
      <FormLabel id={labelId} sx={{ typography: 'body2', fontWeight: 600 }}>
        {words.lateCharge}
      </FormLabel>
      <Typography id={noticeId} variant="caption" color="textSecondary">
        {notice}
        {wasInTime ? ` ${t.requests.askedInTime(authoredAt, moment)}` : ''}
      </Typography>
      <RadioGroup
        row
        aria-labelledby={labelId}
        aria-describedby={noticeId}
        value={value ?? ''}
        onChange={(_, chosen) => onChoose(chosen === 'charged' ? 'charged' : 'waived')}
      >
        <FormControlLabel
          value="charged"
          control={<Radio size="small" slotProps={{ input: { ref: fieldRef } }} />}
          label={words.lateCharged}
        />
        <FormControlLabel value="waived" control={<Radio size="small" />} label={words.lateWaived} />
      </RadioGroup>
      {missing ? <FormHelperText sx={{ mx: 0 }}>{words.lateChargeMissing}</FormHelperText> : null}
    </FormControl>
  );
}
