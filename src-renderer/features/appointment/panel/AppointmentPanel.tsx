import CloseIcon from '@mui/icons-material/Close';
import { Box, IconButton, Tooltip, useMediaQuery } from '@mui/material';
import { type ReactNode, useRef } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { WITH_SIDE_PANE } from '../../../components/side-pane.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useAppointments } from '../../../stores/appointments.ts';
import { useNavigation } from '../../../stores/navigation.ts';
import { PanelBody } from './PanelBody.tsx';
import { usePanelFocus } from './use-panel-focus.ts';

/** The panel beside the schedule, as long as an appointment is open in it. */
export function AppointmentPanel(): ReactNode {
  const openId = useAppointments((state) => state.openId);
  return openId === null ? null : <OpenPanel key={openId} id={openId} />;
}

/** Not modal: the schedule beside it goes on working. Escape closes it and gives the focus back. */
function OpenPanel({ id }: { readonly id: string }): ReactNode {
  const panel = useRef<HTMLElement>(null);
  const { data, error, refetch } = useQuery('appointments.get', { id });
  // In a narrow window the list of requests keeps its width, and the panel lies over it.
  const beside = useMediaQuery(WITH_SIDE_PANE);
  const over = useNavigation((state) => state.tab === 'requests') && !beside;
  const close = usePanelFocus(panel, id, data !== null || error !== null);
  const { title: _, ...hint } = useHint('appointment-close');
  return (
    <Box
      ref={panel}
      component="aside"
      aria-label={t.appointments.appointmentText.panel}
      tabIndex={-1}
      sx={{
        ...(over
          ? { position: 'absolute', right: 0, top: 0, bottom: 0, zIndex: 2, boxShadow: 8 }
          : { position: 'relative' }),
        width: 372,
        flexShrink: 0,
        minHeight: 0,
        overflow: 'auto',
        bgcolor: 'background.paper',
        borderLeft: 1,
        borderColor: 'divider',
        p: 2,
        '&:focus-visible': { outlineOffset: -3 },
      }}
    >
      <Tooltip title={t.appointments.appointmentText.closePanel}>
        <IconButton onClick={close} {...hint} sx={{ position: 'absolute', top: 8, right: 8 }}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {data === null ? (
        error === null ? (
          <Loading label={t.appointments.appointmentText.loading} />
        ) : (
          <Box sx={{ pt: 4 }}>
            <ErrorNotice error={error} onRetry={refetch} />
          </Box>
        )
      ) : (
        <>
          <PanelBody detail={data} />
          <ErrorNotice error={error} onRetry={refetch} />
        </>
      )}
    </Box>
  );
}
