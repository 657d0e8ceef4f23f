/** German: every topic of the program’s words. */
import * as absences from './de/absences.ts';
import * as appointments from './de/appointments.ts';
import * as attention from './de/attention.ts';
import * as authorities from './de/authorities.ts';
import * as backups from './de/backups.ts';
import * as blocks from './de/blocks.ts';
import * as calendar from './de/calendar.ts';
import * as calendarViews from './de/calendar-views.ts';
import * as calls from './de/calls.ts';
import * as certificates from './de/certificates.ts';
import * as closedDays from './de/closed-days.ts';
import * as common from './de/common.ts';
import * as connections from './de/connections.ts';
import * as decisions from './de/decisions.ts';
import * as details from './de/details.ts';
import * as diagnostics from './de/diagnostics.ts';
import * as downtimeSheet from './de/downtime-sheet.ts';
import * as errors from './de/errors.ts';
import * as freedSlots from './de/freed-slots.ts';
import * as history from './de/history.ts';
import * as language from './de/language.ts';
import * as letter from './de/letter.ts';
import * as many from './de/many.ts';
import * as obstacles from './de/obstacles.ts';
import * as patientStanding from './de/patient-standing.ts';
import * as patients from './de/patients.ts';
import * as portalAnswers from './de/portal-answers.ts';
import * as readOnly from './de/read-only.ts';
import * as record from './de/record.ts';
import * as report from './de/report.ts';
import * as requestExport from './de/request-export.ts';
import * as requestSentences from './de/request-sentences.ts';
import * as requests from './de/requests.ts';
import * as sameSlot from './de/same-slot.ts';
import * as schedule from './de/schedule.ts';
import * as settings from './de/settings.ts';
import * as sharedSettings from './de/shared-settings.ts';
import * as sheet from './de/sheet.ts';
import * as shell from './de/shell.ts';
import * as shortcuts from './de/shortcuts.ts';
import * as startup from './de/startup.ts';
import * as status from './de/status.ts';
import * as sync from './de/sync.ts';
import * as syncDetails from './de/sync-details.ts';
import * as timeConflict from './de/time-conflict.ts';
import * as times from './de/times.ts';
import * as updates from './de/updates.ts';
import * as users from './de/users.ts';
import * as visit from './de/visit.ts';
import type { Text } from './en.ts';

export const de: Text = {
  absences,
  appointments,
  attention,
  authorities,
  backups,
  blocks,
  calendar,
  calendarViews,
  calls,
  certificates,
  closedDays,
  common,
  connections,
  decisions,
  details,
  diagnostics,
  downtimeSheet,
  errors,
  freedSlots,
  history,
  language,
  letter,
  many,
  obstacles,
  patientStanding,
  patients,
  portalAnswers,
  readOnly,
  record,
  report,
  requestExport,
  requestSentences,
  requests,
  sameSlot,
  schedule,
  settings,
  sharedSettings,
  sheet,
  shell,
  shortcuts,
  startup,
  status,
  sync,
  syncDetails,
  timeConflict,
  times,
  updates,
  users,
  visit,
};
