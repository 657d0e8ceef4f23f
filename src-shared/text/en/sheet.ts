import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { SheetState } from '../../ipc/sheet-views.ts';
import { sinceWords } from './attention.ts';

/** Every sentence about the downtime sheet in the window; those on the sheet itself are the main process's. */
export const sheetText = {
  print: 'Print',
  title: 'Downtime sheet',
  days: 'Days',
  day: 'Day',
  week: 'Week',
  date: 'Date',
  phones: 'Patients’ phone numbers',
  preview: 'Preview',
  previewFrame: 'Preview of the downtime sheet',
  loading: 'Making the sheet …',
  noDate: 'Choose a date to see the sheet.',
  savePdf: 'Save as PDF',
  printed: 'Sent to the printer.',
  dropped: 'Not printed.',
  saved: (path: string) => `Saved: ${path}`,
  patientData: 'It holds patient data: whoever has the paper or the file can read it.',
};

export const sheetSettingsText = {
  automatic: 'Write the downtime sheet by itself',
  automaticHint:
    'Every hour, and when Reslot is closed, so that the clinic can go on with paper when the computer, the network or Reslot is down.',
  folder: 'Folder',
  folderHint: 'On this computer, a stick or a network drive. It is made when you save, if it is not there.',
  choose: 'Choose folder …',
  range: 'What stands on it',
  ranges: { 'next-open': 'Today and the next open day', week: 'Today and the six days after it' },
  rangeHint: 'All providers, with Tentative times and open requests.',
  phones: 'With patients’ phone numbers',
  paper: 'Paper',
  papers: { letter: 'Letter (8.5 × 11 in)', a4: 'A4 (210 × 297 mm)' },
  paperHint: 'Also for sheets printed or saved by hand.',
  clear:
    'The folder holds patient data that is not encrypted: names, dates of birth, phone numbers. Choose one that only your staff can open. Reslot lets only the user of this computer read the files, where the drive can tell users apart.',
  files:
    'Each day has one file to open in a browser (reslot-2026-11-16.html) and one PDF; each hour replaces them. After 7 days Reslot deletes its own files, and no others.',
  state: 'The last sheet',
  never: 'Nothing has been written since Reslot was started.',
  writeNow: 'Write now',
  noPdf: {
    'pdf-failed':
      'The PDF could not be made on this computer: open the other file in a browser and print it there.',
    'pdf-needs-browser':
      'To make PDFs the preview needs Chromium: install it (on Debian: apt-get install chromium). Until then open the other file in a browser and print it there.',
  },
};

/** "Written today, 9:00 AM: /srv/paper/reslot-2026-11-16.html". */
export const writtenSentence = (
  { at, path }: NonNullable<SheetState['written']>,
  now: EpochMs,
  zone: ZoneId,
): string => `Written ${sinceWords(at, now, zone)}: ${path}`;
