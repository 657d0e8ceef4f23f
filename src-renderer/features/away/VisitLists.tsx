import { Box, Button, Checkbox, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { AbsenceAct } from '../../../src-shared/domain/absence.ts';
import type { NextSlot } from '../../../src-shared/domain/next-slots.ts';
import type { AbsenceVisit } from '../../../src-shared/ipc/absence-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { clock } from '../../api/clock.ts';
import { FRAMED_LINE, FRAMED_LIST } from '../../components/framed-list.ts';
import { TimeSelect } from '../../components/TimeSelect.tsx';
import { useClinic, useZone } from '../../stores/clinic.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { showAppointment } from '../../stores/show-appointment.ts';
import { openRequest } from '../../stores/show-request.ts';
import type { NewTimes, VisitToMove } from './use-new-times.ts';

interface ToDoProps {
  readonly rows: readonly VisitToMove[];
  readonly act: AbsenceAct;
  readonly times: NewTimes;
  readonly isIncluded: (id: string) => boolean;
  readonly onInclude: (id: string, included: boolean) => void;
}

/** Those that can be dealt with in one go: who, when, how the patient is told, and the new time; each can be left out. */
export function VisitsToDo({ rows, act, times, isIncluded, onInclude }: ToDoProps): ReactNode {
  const zone = useZone();
  if (rows.length === 0) return null;
  const now = clock.now();
  return (
    <Box
      component="ul"
      aria-label={t.absences.words.toDo}
      sx={{ ...FRAMED_LIST, maxHeight: 420, overflow: 'auto' }}
    >
      {rows.map(({ id, visit, appointment }) => {
        const when = t.times.shortDateTime(appointment.start, now, zone);
        return (
          <Box
            component="li"
            key={id}
            sx={{
              ...FRAMED_LINE,
              gridTemplateColumns: '28px minmax(0, 1fr)',
              opacity: isIncluded(id) ? 1 : 0.6,
            }}
          >
            <Checkbox
              size="small"
              checked={isIncluded(id)}
              onChange={(_, checked) => onInclude(id, checked)}
              slotProps={{ input: { 'aria-label': t.absences.include(visit.patientName, when) } }}
              sx={{ p: 0.25 }}
            />
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" component="p" noWrap>
                <b>
                  <bdi>{visit.patientName}</bdi>
                </b>{' '}
                · {t.absences.toldWords(visit)}
                {appointment.type.display === '' ? null : (
                  <>
                    {' '}
                    · <bdi>{appointment.type.display}</bdi>
                  </>
                )}
              </Typography>
              <Typography
                variant="body2"
                component="p"
                noWrap
                sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}
              >
                {when}
                {act === 'cancel' ? null : (
                  <Times visit={visit} when={when} times={times} start={appointment.start} />
                )}
              </Typography>
              {visit.request === null ? null : (
                <Typography variant="caption" component="p" sx={{ color: 'warning.main', fontWeight: 600 }}>
                  {t.absences.askedWords(visit.request.requested?.start ?? null, { now, zone })}
                </Typography>
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

/** The time it would get, with whom where that is another provider. */
function Times({
  visit,
  when,
  times,
  start,
}: {
  readonly visit: AbsenceVisit;
  readonly when: string;
  readonly times: NewTimes;
  readonly start: number;
}): ReactNode {
  const zone = useZone();
  const { directory } = useClinic();
  const found = times.timesOf(visit.id);
  const slot = times.slotOf(visit.id);
  if (found === null || slot === null) return <span>→ …</span>;
  const names = new Map(directory.practitioners.map(({ id, name }) => [id, name]));
  const own = visit.appointment?.practitionerId ?? null;
  const words = (one: NextSlot): string =>
    [
      t.times.timeAfter(start, one.start, clock.now(), zone),
      ...(one.practitionerId === own ? [] : [names.get(one.practitionerId) ?? '']),
    ].join(', ');
  return (
    <TimeSelect
      label={t.absences.newTimeOf(visit.patientName, when)}
      slot={slot}
      times={found}
      words={words}
      onChoose={(chosen) => times.choose(visit.id, chosen)}
    />
  );
}

/** Those that somebody has to look at, why, and the way there. */
export function SingleVisits({
  rows,
  onLeave,
}: {
  readonly rows: readonly { readonly visit: AbsenceVisit; readonly why: string }[];
  readonly onLeave: () => void;
}): ReactNode {
  const zone = useZone();
  if (rows.length === 0) return null;
  return (
    <Box>
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {t.common.withCount(t.absences.words.singly, rows.length)}
      </Typography>
      <Box component="ul" aria-label={t.absences.words.singly} sx={FRAMED_LIST}>
        {rows.map(({ visit, why }) => {
          const when = t.times.shortDateTime(visit.start, clock.now(), zone);
          return (
            <Box
              component="li"
              key={visit.id}
              sx={{ ...FRAMED_LINE, gridTemplateColumns: 'minmax(0, 1fr) auto' }}
            >
              <Box sx={{ minWidth: 0 }}>
                <Typography variant="body2" component="p" noWrap>
                  <b>
                    <bdi>{visit.patientName}</bdi>
                  </b>{' '}
                  · {when}
                </Typography>
                <Typography variant="caption" component="p" sx={{ color: 'warning.main', fontWeight: 600 }}>
                  {why}
                </Typography>
              </Box>
              <Button
                size="small"
                aria-label={t.absences.openLabel(visit.patientName, when)}
                onClick={() => {
                  onLeave();
                  openVisit(visit);
                }}
                sx={{ alignSelf: 'center' }}
              >
                {t.absences.words.openVisit}
              </Button>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

/** Leads to where somebody can deal with it: its request, the visit itself, or what cannot be shown. */
function openVisit({ request, appointment }: AbsenceVisit): void {
  if (request !== null) {
    openRequest(request.id);
    return;
  }
  const id = appointment?.busy === null ? appointment.id : (appointment?.busy?.appointmentId ?? null);
  if (appointment !== null && id !== null) showAppointment({ id, start: appointment.start });
  else useNavigation.getState().go({ screen: 'schedule', tab: 'requests', view: 'attention' });
}

/** What has become of the others. */
export function SettledVisits({ visits }: { readonly visits: readonly AbsenceVisit[] }): ReactNode {
  const zone = useZone();
  if (visits.length === 0) return null;
  const now = clock.now();
  return (
    <Box>
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {t.common.withCount(t.absences.words.settled, visits.length)}
      </Typography>
      <Box component="ul" aria-label={t.absences.words.settled} sx={FRAMED_LIST}>
        {visits.map((visit) => (
          <Box component="li" key={visit.id} sx={FRAMED_LINE}>
            <Typography variant="body2" component="p" noWrap>
              <b>
                <bdi>{visit.patientName}</bdi>
              </b>{' '}
              · {t.times.shortDateTime(visit.start, now, zone)}
            </Typography>
            <Typography variant="caption" component="p" color="textSecondary">
              {t.absences.stateWords(visit, { now, zone })}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
