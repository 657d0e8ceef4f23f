import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { nextOpenDay } from '../../../../src-shared/domain/calendar-dates.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useCalendar } from '../../../stores/calendar.ts';
import { useClinic, useZone } from '../../../stores/clinic.ts';
import { openHours } from '../day-rows.ts';
import { AwayNotes, useAbsencesIn } from './AwayNotes.tsx';
import { ElsewhereNote } from './ElsewhereNote.tsx';
import { Note, Notes } from './Notes.tsx';

interface Props {
  readonly day: ScheduleDay;
  /** Appointments that the location filter leaves out. */
  readonly elsewhere: number;
  /** Whose day is shown; `null`: everybody's. */
  readonly practitionerId: string | null;
}

/** When the practice is open on the day shown, the way on from a closed day, what is not shown, and who is away. */
export function DayNotes({ day, elsewhere, practitionerId }: Props): ReactNode {
  const zone = useZone();
  const absences = useAbsencesIn({ start: day.from, end: day.to }, practitionerId);
  const { rules } = useClinic();
  const open = openHours(day, zone);
  const next = open.length === 0 ? nextOpenDay(rules.practice, day.date) : null;
  return (
    <Notes>
      <Note
        tone={open.length === 0 ? 'warning' : 'plain'}
        action={
          next === null ? null : (
            <Button onClick={() => useCalendar.getState().show(next)}>
              {t.calendarViews.nextOpenDayLabel(next)}
            </Button>
          )
        }
      >
        {t.schedule.hoursSentence(day.closed, open, zone)}
      </Note>
      {day.appointments.length === 0 ? <Note>{t.schedule.scheduleText.noAppointments}</Note> : null}
      <ElsewhereNote count={elsewhere} />
      <AwayNotes absences={absences} />
    </Notes>
  );
}
