import type { RecordSubject } from '../../domain/record-subject.ts';
import { type EpochMs, plainDateOf, plainTimeOf, type ZoneId } from '../../domain/time.ts';
import { formatCount, plural } from './locale.ts';

/** Every sentence of the record's own window. */
export const recordText = {
  title: 'Protokoll',
  hint: 'Wer sich an diesem Arbeitsplatz angemeldet, Patienten angesehen, gesucht, gedruckt, exportiert, entschieden und Einstellungen geändert hat. Nichts davon wird je geändert oder entfernt.',
  open: 'Protokoll öffnen',
  when: 'Wann',
  from: 'Von',
  to: 'Bis',
  person: 'Ausgeführt von',
  patient: 'Patient',
  patientHint: 'Name, Geburtsdatum, Telefon oder E-Mail',
  subject: 'Was',
  everything: 'Alles',
  lines: 'Zeilen des Protokolls',
  loading: 'Das Protokoll wird durchsucht …',
  none: 'Keine passende Zeile.',
  noneBody: 'Entfernen Sie einen Filter, oder wählen Sie andere Tage.',
  more: 'Ältere Zeilen anzeigen',
  exportCsv: 'Als CSV exportieren',
  exportJson: 'Als FHIR AuditEvents exportieren',
  exportHint: 'Geschrieben wird alles, was zu den Filtern passt. Auch der Export steht im Protokoll.',
};

export const RECORD_SUBJECT: Readonly<Record<RecordSubject, string>> = {
  looking: 'Ansehen und Suchen',
  'taking-out': 'Drucken und Exportieren',
  deciding: 'Anfragen, Termine und Patienten',
  'signing-in': 'Anmelden, Starten und Beenden',
  settings: 'Einstellungen und Benutzer',
};

/** "120 Zeilen gespeichert: /home/…/reslot-record.csv". */
export const exportedWords = (lines: number, path: string): string =>
  `${plural(lines, '1 Zeile', `${formatCount(lines)} Zeilen`)} gespeichert: ${path}`;

/** The head of an exported table. */
export const columns = (zone: ZoneId): readonly string[] => [
  'Zeile',
  `Zeit (${zone})`,
  'Ausgeführt von',
  'Arbeitsplatz',
  'Was',
  'Patient',
  'Geburtsdatum',
  'Einzelheiten',
];

/** "2026-11-24 09:00": sorts as it reads. */
export const exportTime = (at: EpochMs, zone: ZoneId): string =>
  `${plainDateOf(at, zone)} ${plainTimeOf(at, zone)}`;
