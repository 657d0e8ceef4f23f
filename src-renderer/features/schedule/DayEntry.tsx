import WarningAmber from '@mui/icons-material/WarningAmber';
import { Box, ButtonBase, Typography } from '@mui/material';
import { memo, type ReactNode } from 'react';
import type { ZoneId } from '../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { runOnAppointment } from '../../actions/appointment-actions.ts';
import { EntryMarkIcon } from '../../components/EntryMarkIcon.tsx';
import { useHint } from '../../keyboard/use-hint.ts';
import { StatusMark } from './StatusMark.tsx';

interface Props {
  readonly appointment: AppointmentView;
  readonly zone: ZoneId;
  readonly compact: boolean;
  /** Several providers are shown, so each entry says whose it is. */
  readonly withProvider: boolean;
  /** Makes the entry a button that opens its appointment. */
  readonly operable?: boolean;
  /** Tab reaches it. */
  readonly tabStop?: boolean | undefined;
}

/** Tentative is striped: it is not there for certain. */
const STRIPES =
  'repeating-linear-gradient(-45deg, transparent 0 8px, color-mix(in srgb, var(--mui-palette-secondary-main) 14%, transparent) 8px 16px)';

/** Busy is striped in grey: what takes the time is not to be seen. */
const BUSY_STRIPES =
  'repeating-linear-gradient(-45deg, transparent 0 5px, color-mix(in srgb, var(--mui-palette-text-primary) 8%, transparent) 5px 10px)';

const EDGE: Readonly<Record<AppointmentView['status'], string>> = {
  proposed: 'divider',
  booked: 'primary.main',
  tentative: 'secondary.main',
  'checked-in': 'success.main',
  completed: 'divider',
  'no-show': 'error.main',
  cancelled: 'divider',
};

/** An appointment on the day list. Its accessible name is "<time> <patient name>, <type>, <status>"; Busy has no status. */
export const DayEntry = memo(function DayEntry({
  appointment,
  zone,
  compact,
  withProvider,
  operable = false,
  tabStop = false,
}: Props): ReactNode {
  const { status, start, end, patientName, type, practitionerName, locationName, overrideReason, busy } =
    appointment;
  const place = [
    ...(withProvider
      ? [practitionerName === '' ? t.schedule.scheduleText.noProvider : practitionerName]
      : []),
    ...(compact || locationName === '' ? [] : [locationName]),
  ];
  const gone = status === 'cancelled';
  return (
    <Box
      component="li"
      aria-label={t.schedule.entryName(appointment, zone)}
      sx={{
        position: 'relative',
        display: 'grid',
        gridTemplateColumns: compact ? '1fr auto' : '184px 1fr auto',
        columnGap: 1.5,
        rowGap: 0.25,
        alignItems: 'baseline',
        px: 1.5,
        py: 0.75,
        bgcolor: 'background.paper',
        backgroundImage: busy !== null ? BUSY_STRIPES : status === 'tentative' ? STRIPES : 'none',
        border: 1,
        borderColor: 'divider',
        borderLeft: 4,
        borderLeftColor: busy === null ? EDGE[status] : 'text.secondary',
        borderRadius: 1,
        ...(status === 'tentative' ? { borderStyle: 'dashed', borderLeftStyle: 'solid' } : {}),
      }}
    >
      {operable ? (
        <ButtonBase
          aria-label={t.schedule.entryName(appointment, zone)}
          data-entry={appointment.id}
          tabIndex={tabStop ? 0 : -1}
          onClick={() => runOnAppointment(appointment, 'open')}
          sx={{ position: 'absolute', inset: 0, borderRadius: 1, '&:hover': { bgcolor: 'action.hover' } }}
        />
      ) : null}
      <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
        {t.times.formatTimeRange(start, end, zone)}
      </Typography>
      {compact && busy === null ? <StatusMark status={status} /> : null}
      <Box sx={{ minWidth: 0, ...(compact ? { gridColumn: '1 / -1' } : {}) }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          <Box
            component="bdi"
            sx={{ fontWeight: 700, ...(gone ? { textDecoration: 'line-through', fontWeight: 400 } : {}) }}
          >
            {patientName}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' · '}
            {[type.display, ...place].join(' · ')}
          </Box>
        </Typography>
        <Marks appointment={appointment} operable={operable} />
        {overrideReason === null ? null : (
          <Typography
            variant="body2"
            sx={{ display: 'flex', gap: 0.5, alignItems: 'center', color: 'warning.main' }}
          >
            <WarningAmber fontSize="inherit" aria-hidden />
            {t.schedule.overrideSentence(overrideReason)}
          </Typography>
        )}
      </Box>
      {compact || busy !== null ? null : <StatusMark status={status} />}
    </Box>
  );
});

function Marks({ appointment, operable = false }: Pick<Props, 'appointment' | 'operable'>): ReactNode {
  const marks = t.schedule.entryMarks(appointment);
  if (marks.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
      {marks.map(({ of, words }) => (
        <Typography
          key={of}
          variant="body2"
          sx={{ display: 'flex', gap: 0.5, alignItems: 'center', color: 'secondary.main', fontWeight: 600 }}
        >
          <EntryMarkIcon of={of} />
          {of === 'requests' && operable ? (
            <OpenRequest
              label={words}
              onClick={() => runOnAppointment(appointment, 'request-of-appointment')}
            />
          ) : (
            words
          )}
        </Typography>
      ))}
    </Box>
  );
}

/** Above the button that covers the entry. By keyboard the entry's own shortcut does the same. */
function OpenRequest({
  label,
  onClick,
}: {
  readonly label: string;
  readonly onClick: () => void;
}): ReactNode {
  const hint = useHint('request-of-appointment');
  return (
    <ButtonBase
      tabIndex={-1}
      {...hint}
      onClick={onClick}
      sx={{
        zIndex: 1,
        minHeight: 24,
        font: 'inherit',
        textDecoration: 'underline',
        '&:hover': { textDecoration: 'none' },
      }}
    >
      {label}
    </ButtonBase>
  );
}
