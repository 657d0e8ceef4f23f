import { Alert, Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { SimilarPatient } from '../../../src-shared/ipc/patient-views.ts';
import { t } from '../../../src-shared/text/text.ts';

interface Props {
  /** `null` until the program has looked. */
  readonly similar: readonly SimilarPatient[] | null;
  readonly onChoose: (patientId: string) => void;
  /** What stands in the place of the list while there is none. */
  readonly none: string;
  readonly title?: string;
  readonly hint?: string;
}

/** Room for two patients; more are scrolled to. */
const HEIGHT_PX = 148;

/**
 * "Already here?": who on file may be the patient. Nobody is ever chosen by the program. Its room is kept from the start, so
 * that what arrives while somebody types moves no button.
 */
export function SimilarPatients({ similar, onChoose, none, ...list }: Props): ReactNode {
  return (
    <Box sx={{ height: HEIGHT_PX, overflowY: 'auto' }} aria-busy={similar === null}>
      {similar === null || similar.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {none}
        </Typography>
      ) : (
        <SimilarList similar={similar} onChoose={onChoose} {...list} />
      )}
    </Box>
  );
}

function SimilarList({
  similar,
  onChoose,
  title = t.appointments.newPatientText.similar,
  hint = t.appointments.newPatientText.similarHint,
}: Omit<Props, 'none' | 'similar'> & { readonly similar: readonly SimilarPatient[] }): ReactNode {
  return (
    <Alert
      severity="warning"
      role="status"
      sx={{ alignItems: 'flex-start', '& .MuiAlert-message': { flex: 1 } }}
    >
      <Typography variant="body2" sx={{ fontWeight: 700 }}>
        {title}
      </Typography>
      <Typography variant="body2">{hint}</Typography>
      <Box
        component="ul"
        aria-label={title}
        sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}
      >
        {similar.map(({ patient, same }) => (
          <Box component="li" key={patient.id} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              <b>
                <bdi>{patient.name}</bdi>
              </b>{' '}
              · {t.patients.identityWords(patient)}
              <Typography variant="caption" component="p">
                {t.appointments.sameWords(same)}
              </Typography>
            </Box>
            <Button
              variant="outlined"
              color="inherit"
              aria-label={`${t.appointments.newPatientText.take} ${patient.name}`}
              onClick={() => onChoose(patient.id)}
            >
              {t.appointments.newPatientText.take}
            </Button>
          </Box>
        ))}
      </Box>
    </Alert>
  );
}
