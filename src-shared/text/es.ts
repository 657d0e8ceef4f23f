/** Spanish, as it is spoken in the United States: every topic of the program's words. */
import type { Text } from './en.ts';
import * as absences from './es/absences.ts';
import * as appointments from './es/appointments.ts';
import * as attention from './es/attention.ts';
import * as authorities from './es/authorities.ts';
import * as backups from './es/backups.ts';
import * as blocks from './es/blocks.ts';
import * as calendar from './es/calendar.ts';
import * as calendarViews from './es/calendar-views.ts';
import * as calls from './es/calls.ts';
import * as certificates from './es/certificates.ts';
import * as closedDays from './es/closed-days.ts';
import * as common from './es/common.ts';
import * as connections from './es/connections.ts';
import * as decisions from './es/decisions.ts';
import * as details from './es/details.ts';
import * as diagnostics from './es/diagnostics.ts';
import * as downtimeSheet from './es/downtime-sheet.ts';
import * as errors from './es/errors.ts';
import * as freedSlots from './es/freed-slots.ts';
import * as history from './es/history.ts';
import * as language from './es/language.ts';
import * as letter from './es/letter.ts';
import * as many from './es/many.ts';
import * as obstacles from './es/obstacles.ts';
import * as patientStanding from './es/patient-standing.ts';
import * as patients from './es/patients.ts';
import * as portalAnswers from './es/portal-answers.ts';
import * as readOnly from './es/read-only.ts';
import * as record from './es/record.ts';
import * as report from './es/report.ts';
import * as requestExport from './es/request-export.ts';
import * as requestSentences from './es/request-sentences.ts';
import * as requests from './es/requests.ts';
import * as sameSlot from './es/same-slot.ts';
import * as schedule from './es/schedule.ts';
import * as settings from './es/settings.ts';
import * as sharedSettings from './es/shared-settings.ts';
import * as sheet from './es/sheet.ts';
import * as shell from './es/shell.ts';
import * as shortcuts from './es/shortcuts.ts';
import * as startup from './es/startup.ts';
import * as status from './es/status.ts';
import * as sync from './es/sync.ts';
import * as syncDetails from './es/sync-details.ts';
import * as timeConflict from './es/time-conflict.ts';
import * as times from './es/times.ts';
import * as updates from './es/updates.ts';
import * as users from './es/users.ts';
import * as visit from './es/visit.ts';

export const es: Text = {
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
