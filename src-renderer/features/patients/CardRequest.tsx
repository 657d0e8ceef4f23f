import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { PatientRequest } from '../../../src-shared/ipc/patient-views.ts';
import type { Moment } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { KIND_ICON } from '../../components/kind-icon.ts';
import { openRequest } from '../../stores/show-request.ts';

interface Props {
  readonly request: PatientRequest;
  /** Whose card it stands on. */
  readonly patientId: string;
  readonly moment: Moment;
}

/** A request on the card: what is asked, where it stands, and the way to it. */
export function CardRequest({ request, patientId, moment }: Props): ReactNode {
  const Icon = KIND_ICON[request.kind];
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 1.5, py: 0.75 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography
          variant="body2"
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 0.5,
            fontWeight: 700,
            color: request.kind === 'cancel' ? 'error.main' : 'primary.main',
          }}
        >
          <Icon aria-hidden sx={{ fontSize: 16 }} />
          {t.requests.TITLE[request.kind]}
        </Typography>
        <Typography variant="body2">{t.patients.requestTimes(request, patientId, moment)}</Typography>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          <Box component="strong" sx={{ color: 'text.primary' }}>
            {t.patients.requestState(request, moment)}
          </Box>
          {' · '}
          {t.requestSentences.arrivedWords(request, moment)}
        </Typography>
      </Box>
      <Button
        variant="outlined"
        aria-label={t.patients.openRequestName(request, patientId, moment)}
        onClick={() => openRequest(request.id)}
        sx={{ flexShrink: 0 }}
      >
        {t.patients.patientsText.openRequest}
      </Button>
    </Box>
  );
}
