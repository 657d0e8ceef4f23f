import AddCircleOutlined from '@mui/icons-material/AddCircleOutlined';
import Block from '@mui/icons-material/Block';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import EventAvailable from '@mui/icons-material/EventAvailable';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import HowToReg from '@mui/icons-material/HowToReg';
import PersonOffOutlined from '@mui/icons-material/PersonOffOutlined';
import { Box, type SvgIconProps } from '@mui/material';
import type { ElementType, ReactNode } from 'react';
import type { AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import { t } from '../../../src-shared/text/text.ts';

/** The icon and the colour of each status, wherever it is shown. */
export const STATUS_LOOK: Readonly<
  Record<AppointmentStatus, { readonly icon: ElementType<SvgIconProps>; readonly color: string }>
> = {
  proposed: { icon: AddCircleOutlined, color: 'text.secondary' },
  booked: { icon: EventAvailable, color: 'primary.main' },
  tentative: { icon: HourglassEmpty, color: 'secondary.main' },
  'checked-in': { icon: HowToReg, color: 'success.main' },
  completed: { icon: CheckCircleOutlined, color: 'text.secondary' },
  'no-show': { icon: PersonOffOutlined, color: 'error.main' },
  cancelled: { icon: Block, color: 'text.secondary' },
};

/** A status as an icon and the word, never by colour alone. */
export function StatusMark({ status }: { readonly status: AppointmentStatus }): ReactNode {
  const { icon: Icon, color } = STATUS_LOOK[status];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        color,
        fontWeight: 600,
        fontSize: '0.85rem',
        whiteSpace: 'nowrap',
      }}
    >
      <Icon fontSize="inherit" aria-hidden />
      {t.requests.STATUS[status]}
    </Box>
  );
}
