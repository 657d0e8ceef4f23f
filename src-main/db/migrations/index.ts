import type DatabaseConnection from 'better-sqlite3';
import { sql as initial } from './0001-initial.ts';
import { sql as patientPortalId } from './0002-patient-portal-id.ts';
import { sql as appointmentConflict } from './0003-appointment-conflict.ts';
import { sql as localPhoneNumbers } from './0004-local-phone-numbers.ts';
import { sql as appointmentTimes } from './0005-appointment-times.ts';
import { sql as contactPeriods } from './0007-contact-periods.ts';
import { sql as requestAsker } from './0008-request-asker.ts';
import * as calendarMemory from './0009-calendar-memory.ts';
import { sql as mailByAppointment } from './0010-mail-by-appointment.ts';
import * as searchFold from './0011-search-fold.ts';
import { sql as patientCorrection } from './0012-patient-correction.ts';
import { sql as addressConflict } from './0013-address-conflict.ts';
import { sql as draftSubject } from './0014-draft-subject.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** What SQL alone cannot say, done after `sql` in the same transaction. */
  readonly mend?: (connection: DatabaseConnection.Database) => void;
}

/** In order; a database's `user_version` is the number of those applied. Never edit one that has been released. */
export const migrations: readonly Migration[] = [
  { name: '0001-initial', sql: initial },
  { name: '0002-patient-portal-id', sql: patientPortalId },
  { name: '0003-appointment-conflict', sql: appointmentConflict },
  { name: '0004-local-phone-numbers', sql: localPhoneNumbers },
  { name: '0005-appointment-times', sql: appointmentTimes },
  { name: '0007-contact-periods', sql: contactPeriods },
  { name: '0008-request-asker', sql: requestAsker },
  { name: '0009-calendar-memory', sql: calendarMemory.sql, mend: calendarMemory.mend },
  { name: '0010-mail-by-appointment', sql: mailByAppointment },
  { name: '0011-search-fold', sql: searchFold.sql, mend: searchFold.mend },
  { name: '0012-patient-correction', sql: patientCorrection },
  { name: '0013-address-conflict', sql: addressConflict },
  { name: '0014-draft-subject', sql: draftSubject },
];
