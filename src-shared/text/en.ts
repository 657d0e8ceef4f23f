/** English: every topic of the program's words. */
import * as absences from './en/absences.ts';
import * as appointments from './en/appointments.ts';
import * as attention from './en/attention.ts';
import * as authorities from './en/authorities.ts';
import * as backups from './en/backups.ts';
import * as blocks from './en/blocks.ts';
import * as calendar from './en/calendar.ts';
import * as calendarViews from './en/calendar-views.ts';
import * as calls from './en/calls.ts';
import * as certificates from './en/certificates.ts';
import * as closedDays from './en/closed-days.ts';
import * as common from './en/common.ts';
import * as connections from './en/connections.ts';
import * as decisions from './en/decisions.ts';
import * as details from './en/details.ts';
import * as diagnostics from './en/diagnostics.ts';
import * as downtimeSheet from './en/downtime-sheet.ts';
import * as errors from './en/errors.ts';
import * as freedSlots from './en/freed-slots.ts';
import * as history from './en/history.ts';
import * as language from './en/language.ts';
import * as letter from './en/letter.ts';
import * as many from './en/many.ts';
import * as obstacles from './en/obstacles.ts';
import * as patientStanding from './en/patient-standing.ts';
import * as patients from './en/patients.ts';
import * as portalAnswers from './en/portal-answers.ts';
import * as readOnly from './en/read-only.ts';
import * as record from './en/record.ts';
import * as report from './en/report.ts';
import * as requestExport from './en/request-export.ts';
import * as requestSentences from './en/request-sentences.ts';
import * as requests from './en/requests.ts';
import * as sameSlot from './en/same-slot.ts';
import * as schedule from './en/schedule.ts';
import * as settings from './en/settings.ts';
import * as sharedSettings from './en/shared-settings.ts';
import * as sheet from './en/sheet.ts';
import * as shell from './en/shell.ts';
import * as shortcuts from './en/shortcuts.ts';
import * as startup from './en/startup.ts';
import * as status from './en/status.ts';
import * as sync from './en/sync.ts';
import * as syncDetails from './en/sync-details.ts';
import * as timeConflict from './en/time-conflict.ts';
import * as times from './en/times.ts';
import * as updates from './en/updates.ts';
import * as users from './en/users.ts';
import * as visit from './en/visit.ts';

export const en = {
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

/** What a language says: one that lacks a word does not compile. */
export type Text = typeof en;
