import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { PatientCard as Patient } from '../../../src-shared/ipc/basics.ts';
import { t } from '../../../src-shared/text/text.ts';

/** Who it is and how to reach them; what is missing stands out. */
export function Contact({ patient }: { readonly patient: Patient }): ReactNode {
  const { birthDate, phone, email, portalAccess, standing } = patient;
  const facts = [
    ...(standing === null
      ? []
      : [
          {
            term: t.patients.patientsText.standing,
            words: t.patientStanding.standingWords(standing),
            missing: true,
          },
        ]),
    {
      term: t.patients.patientsText.birthDate,
      words: t.patients.birthDateWords(birthDate),
      missing: birthDate === null,
    },
    {
      term: t.patients.patientsText.phone,
      words: phone ?? t.patients.patientsText.noPhone,
      missing: phone === null,
    },
    {
      term: t.patients.patientsText.email,
      words: email === null ? t.patients.patientsText.noEmail : t.patients.emailWords(email),
      missing: email === null,
    },
    {
      term: t.patients.patientsText.portal,
      words: portalAccess ? t.patients.patientsText.portalAccess : t.patients.patientsText.noPortalAccess,
      missing: !portalAccess,
    },
  ];
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 2, m: 0, mt: 1 }}
    >
      {facts.map(({ term, words, missing }) => (
        <Box key={term} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" color="textSecondary">
            {term}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            dir="auto"
            sx={{
              m: 0,
              overflowWrap: 'anywhere',
              ...(missing ? { color: 'warning.main', fontWeight: 600 } : {}),
            }}
          >
            {words}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
