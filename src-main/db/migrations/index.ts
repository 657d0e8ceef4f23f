import type DatabaseConnection from 'better-sqlite3';
import { up as initial } from './0001-initial.ts';
import { up as patientPortalId } from './0002-patient-portal-id.ts';
import { up as appointmentConflict } from './0003-appointment-conflict.ts';
import { up as localPhoneNumbers } from './0004-local-phone-numbers.ts';
import { up as appointmentTimes } from './0005-appointment-times.ts';
import { up as contactPeriods } from './0007-contact-periods.ts';
import { up as requestAsker } from './0008-request-asker.ts';
import * as calendarMemory from './0009-calendar-memory.ts';
import { up as mailByAppointment } from './0010-mail-by-appointment.ts';
import * as searchFold from './0011-search-fold.ts';
import { up as patientCorrection } from './0012-patient-correction.ts';
import { up as addressConflict } from './0013-address-conflict.ts';
import { up as draftSubject } from './0014-draft-subject.ts';
import * as oneConflict from './0015-one-conflict.ts';
import { up as draftsOfDecision } from './0016-drafts-of-decision.ts';
import { up as orderingKey } from './0017-ordering-key.ts';
import { up as untold } from './0018-untold.ts';
import { up as whatWaits } from './0019-what-waits.ts';
import { up as requestsByVisit } from './0021-requests-by-visit.ts';
import { up as sharedSection } from './0022-shared-section.ts';
import { up as doubleBooking } from './0023-double-booking.ts';
import { up as answersToRead } from './0024-answers-to-read.ts';
import { up as patientStanding } from './0025-patient-standing.ts';
import { up as takenTime } from './0026-taken-time.ts';
import { up as noExpiry } from './0027-no-expiry.ts';
import { up as timeOfHidden } from './0028-time-of-hidden.ts';
import { up as locationAddress } from './0029-location-address.ts';
import { up as practitionerIdentifier } from './0032-practitioner-identifier.ts';
import { up as busyPatient } from './0033-busy-patient.ts';
import { up as callAttempts } from './0040-call-attempts.ts';
import { up as settledBy } from './0042-settled-by.ts';
import { up as snooze } from './0043-snooze.ts';
import { up as reminder } from './0044-reminder.ts';
import { up as visitAnswers } from './0045-visit-answers.ts';
import { up as chosenTime } from './0046-chosen-time.ts';
import { up as absence } from './0048-absence.ts';
import { up as proposedTimes } from './0050-proposed-times.ts';
import { up as recordChain } from './0053-record-chain.ts';
import { up as users } from './0054-users.ts';
import { up as newAppointments } from './0056-new-appointments.ts';
import { up as draftsOfPeople } from './0063-drafts-of-people.ts';
import { up as sharedOffer } from './0066-shared-offer.ts';
import { up as answersAfterEnd } from './0067-answers-after-end.ts';
import { up as settledAtDesk } from './0068-settled-at-desk.ts';

export interface Migration {
  readonly name: string;
  readonly up: string;
  /** What SQL alone cannot say, done after `up` in the same transaction. */
  readonly after?: (connection: DatabaseConnection.Database) => void;
}

/** In order; a database's `user_version` is the number of those applied. Never edit one that has been released. */
export const migrations: readonly Migration[] = [
  { name: '0001-initial', up: initial },
  { name: '0002-patient-portal-id', up: patientPortalId },
  { name: '0003-appointment-conflict', up: appointmentConflict },
  { name: '0004-local-phone-numbers', up: localPhoneNumbers },
  { name: '0005-appointment-times', up: appointmentTimes },
  { name: '0007-contact-periods', up: contactPeriods },
  { name: '0008-request-asker', up: requestAsker },
  { name: '0009-calendar-memory', up: calendarMemory.up, after: calendarMemory.after },
  { name: '0010-mail-by-appointment', up: mailByAppointment },
  { name: '0011-search-fold', up: searchFold.up, after: searchFold.after },
  { name: '0012-patient-correction', up: patientCorrection },
  { name: '0013-address-conflict', up: addressConflict },
  { name: '0014-draft-subject', up: draftSubject },
  { name: '0015-one-conflict', up: oneConflict.up, after: oneConflict.after },
  { name: '0016-drafts-of-decision', up: draftsOfDecision },
  { name: '0017-ordering-key', up: orderingKey },
  { name: '0018-untold', up: untold },
  { name: '0019-what-waits', up: whatWaits },
  { name: '0021-requests-by-visit', up: requestsByVisit },
  { name: '0022-shared-section', up: sharedSection },
  { name: '0023-double-booking', up: doubleBooking },
  { name: '0024-answers-to-read', up: answersToRead },
  { name: '0025-patient-standing', up: patientStanding },
  { name: '0026-taken-time', up: takenTime },
  { name: '0027-no-expiry', up: noExpiry },
  { name: '0028-time-of-hidden', up: timeOfHidden },
  { name: '0029-location-address', up: locationAddress },
  { name: '0032-practitioner-identifier', up: practitionerIdentifier },
  { name: '0033-busy-patient', up: busyPatient },
  { name: '0040-call-attempts', up: callAttempts },
  { name: '0042-settled-by', up: settledBy },
  { name: '0043-snooze', up: snooze },
  { name: '0044-reminder', up: reminder },
  { name: '0045-visit-answers', up: visitAnswers },
  { name: '0046-chosen-time', up: chosenTime },
  { name: '0048-absence', up: absence },
  { name: '0050-proposed-times', up: proposedTimes },
  { name: '0053-record-chain', up: recordChain },
  { name: '0054-users', up: users },
  { name: '0056-new-appointments', up: newAppointments },
  { name: '0063-drafts-of-people', up: draftsOfPeople },
  { name: '0066-shared-offer', up: sharedOffer },
  { name: '0067-answers-after-end', up: answersAfterEnd },
  { name: '0068-settled-at-desk', up: settledAtDesk },
];
