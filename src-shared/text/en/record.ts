import type { RecordSubject } from '../../domain/record-subject.ts';
import { type EpochMs, plainDateOf, plainTimeOf, type ZoneId } from '../../domain/time.ts';
import { formatCount, plural } from './locale.ts';

/** Every sentence of the record's own window. */
export const recordText = {
  title: 'Record',
  hint: 'Who signed in, looked at patients, searched, printed, exported, decided and changed settings at this desk. Nothing of it is ever changed or removed.',
  open: 'Open the record',
  when: 'When',
  from: 'From',
  to: 'To',
  person: 'Done by',
  patient: 'Patient',
  patientHint: 'Name, date of birth, phone or e-mail',
  subject: 'What',
  everything: 'Everything',
  lines: 'Lines of the record',
  loading: 'Looking through the record …',
  none: 'No line fits.',
  noneBody: 'Take a filter away, or choose other days.',
  more: 'Show older lines',
  exportCsv: 'Export as CSV',
  exportJson: 'Export as FHIR AuditEvents',
  exportHint: 'What fits the filters is written, all of it. That it was stands on the record, too.',
};

export const RECORD_SUBJECT: Readonly<Record<RecordSubject, string>> = {
  looking: 'Looking and searching',
  'taking-out': 'Printing and exporting',
  deciding: 'Requests, visits and patients',
  'signing-in': 'Signing in, starting and ending',
  settings: 'Settings and users',
};

/** "120 lines saved to /home/…/reslot-record.csv". */
export const exportedWords = (lines: number, path: string): string =>
  `${plural(lines, '1 line', `${formatCount(lines)} lines`)} saved to ${path}`;

/** The head of an exported table. */
export const columns = (zone: ZoneId): readonly string[] => [
  'Line',
  `Time (${zone})`,
  'Done by',
  'Desk',
  'What',
  'Patient',
  'Date of birth',
  'Details',
];

/** "2026-11-24 09:00": sorts as it reads. */
export const exportTime = (at: EpochMs, zone: ZoneId): string =>
  `${plainDateOf(at, zone)} ${plainTimeOf(at, zone)}`;
