import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useMoment } from '../../stores/clinic.ts';

type Unusable = Extract<AttentionItem, { kind: 'quarantine' }>;
type Time = Unusable['choices'][number];

interface Props {
  readonly item: Unusable;
  readonly busy: boolean;
  readonly onChoose: (time: Time) => void;
}

/** Which of the times that a request names is meant: a button for each, none before the others. */
export function TimeChoice({ item, busy, onChoose }: Props): ReactNode {
  const moment = useMoment();
  const labelId = useId();
  return (
    <Box role="group" aria-labelledby={labelId} sx={{ width: '100%', mb: 0.5 }}>
      <Typography id={labelId} sx={{ fontWeight: 600, mb: 0.5 }}>
        {t.attention.attentionText.chooseTime}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {item.choices.map((time) => (
          <Button
            key={`${time.start} ${time.end}`}
            variant="outlined"
            disabled={busy}
            onClick={() => onChoose(time)}
          >
            {t.requestSentences.askedTime(time, moment)}
          </Button>
        ))}
      </Box>
    </Box>
  );
}
