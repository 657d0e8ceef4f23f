import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { SheetState } from '../../ipc/sheet-views.ts';
import { sinceWords } from './attention.ts';

/** Every sentence about the downtime sheet in the window; those on the sheet itself are the main process's. */
export const sheetText = {
  print: 'Drucken',
  title: 'Notfallplan',
  days: 'Tage',
  day: 'Tag',
  week: 'Woche',
  date: 'Datum',
  phones: 'Telefonnummern der Patienten',
  preview: 'Vorschau',
  previewFrame: 'Vorschau des Notfallplans',
  loading: 'Der Plan wird erstellt …',
  noDate: 'Wählen Sie ein Datum, um den Plan zu sehen.',
  savePdf: 'Als PDF speichern',
  printed: 'An den Drucker gesendet.',
  dropped: 'Nicht gedruckt.',
  saved: (path: string) => `Gespeichert: ${path}`,
  patientData: 'Er enthält Patientendaten: Wer das Papier oder die Datei hat, kann sie lesen.',
};

export const sheetSettingsText = {
  automatic: 'Notfallplan von selbst schreiben',
  automaticHint:
    'Jede Stunde und wenn Reslot geschlossen wird, damit die Praxis auf Papier weiterarbeiten kann, wenn Computer, Netzwerk oder Reslot ausfallen.',
  folder: 'Ordner',
  folderHint:
    'Auf diesem Computer, einem Stick oder einem Netzlaufwerk. Er wird beim Speichern angelegt, wenn es ihn nicht gibt.',
  choose: 'Ordner auswählen …',
  range: 'Was darauf steht',
  ranges: {
    'next-open': 'Heute und der nächste offene Tag',
    week: 'Heute und die sechs Tage danach',
  },
  rangeHint: 'Alle Behandler, mit vorgemerkten Zeiten und offenen Anfragen.',
  phones: 'Mit Telefonnummern der Patienten',
  paper: 'Papier',
  papers: { letter: 'Letter (8,5 × 11 Zoll)', a4: 'A4 (210 × 297 mm)' },
  paperHint: 'Gilt auch für Pläne, die von Hand gedruckt oder gespeichert werden.',
  clear:
    'Der Ordner enthält unverschlüsselte Patientendaten: Namen, Geburtsdaten, Telefonnummern. Wählen Sie einen, den nur Ihr Personal öffnen kann. Reslot lässt die Dateien nur vom Benutzer dieses Computers lesen, sofern das Laufwerk Benutzer unterscheidet.',
  files:
    'Jeder Tag hat eine Datei zum Öffnen im Browser (reslot-2026-11-16.html) und ein PDF; jede Stunde ersetzt sie. Nach 7 Tagen löscht Reslot seine eigenen Dateien und keine anderen.',
  state: 'Der letzte Plan',
  never: 'Seit dem Start von Reslot wurde nichts geschrieben.',
  writeNow: 'Jetzt schreiben',
  noPdf: {
    'pdf-failed':
      'Das PDF konnte auf diesem Computer nicht erstellt werden: Öffnen Sie die andere Datei in einem Browser, und drucken Sie sie dort.',
    'pdf-needs-browser':
      'Um PDFs zu erstellen, braucht die Vorschau Chromium: Installieren Sie es (unter Debian: apt-get install chromium). Öffnen Sie bis dahin die andere Datei in einem Browser, und drucken Sie sie dort.',
  },
};

/** "Geschrieben heute, 09:00: /srv/paper/reslot-2026-11-16.html". */
export const writtenSentence = (
  { at, path }: NonNullable<SheetState['written']>,
  now: EpochMs,
  zone: ZoneId,
): string => `Geschrieben ${sinceWords(at, now, zone)}: ${path}`;
