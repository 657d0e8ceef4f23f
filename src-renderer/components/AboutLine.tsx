import EventOutlined from '@mui/icons-material/EventOutlined';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { PlainDate } from '../../src-shared/domain/time.ts';
import type { VisitView } from '../../src-shared/ipc/appointment-views.ts';
import type { NamedPatient } from '../../src-shared/text/subjects.ts';
import { t } from '../../src-shared/text/text.ts';
import { useMoment } from '../stores/clinic.ts';

interface Props {
  readonly visit: VisitView | null;
  /** Who is named beside it; `null`: nobody. */
  readonly named: NamedPatient | null;
}

/** Which visit a card is about, and whose where that is not the patient named above. Draws nothing where no visit is known. */
export function AboutLine({ visit, named }: Props): ReactNode {
  const moment = useMoment();
  if (visit === null) return null;
  return (
    <Typography
      variant="body2"
      sx={{ display: 'flex', gap: 0.75, fontWeight: 600, overflowWrap: 'anywhere' }}
    >
      <EventOutlined aria-hidden sx={{ fontSize: 18, mt: '1px', color: 'text.secondary' }} />
      <Box component="bdi" sx={{ minWidth: 0 }}>
        {t.visit.visitLine(visit, named, moment)}
      </Box>
    </Typography>
  );
}

/** Beside a name: what tells two patients of that name apart. Draws nothing where the date is not known. */
export function Born({ birthDate }: { readonly birthDate: PlainDate | null }): ReactNode {
  if (birthDate === null) return null;
  return (
    <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 1.5, whiteSpace: 'nowrap' }}>
      {t.visit.bornWords(birthDate)}
    </Typography>
  );
}
