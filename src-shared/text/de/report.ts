import {
  type EpochMs,
  HOUR_MS,
  MINUTE_MS,
  type PlainDate,
  type Weekday,
  type ZoneId,
} from '../../domain/time.ts';
import type { RequestReportView } from '../../ipc/report-views.ts';
import { formatCount } from './locale.ts';
import { OUTCOME } from './requests.ts';
import { formatDateTime, formatPlainDate, weekdayName } from './times.ts';

export const words = {
  open: 'Bericht',
  title: 'Anfragen von Patienten',
  from: 'Gestellt ab',
  to: 'Gestellt bis',
  print: 'Drucken',
  printed: 'An den Drucker gesendet.',
  loading: 'Es wird gezählt …',
  nothing: 'In diesen Tagen hat niemand etwas angefragt.',
  badDays: 'Wählen Sie einen ersten und einen letzten Tag, der nicht davor liegt.',
  chart: 'Anfragen pro Woche',
  reschedule: 'Verschieben',
  cancel: 'Absagen',
  new: 'Neuer Termin',
  terms: 'Was gezählt wird',
};

/** "Mo., 7. Sept. 2026 – So., 29. Nov. 2026". */
export const period = (from: PlainDate, to: PlainDate): string =>
  `${formatPlainDate(from)} – ${formatPlainDate(to)}`;

export const madeWords = (at: EpochMs, zone: ZoneId): string =>
  `Erstellt ${formatDateTime(at, zone)} (${zone})`;

/** What each word of the report means. */
export const terms = (zone: ZoneId, weekStart: Weekday): readonly string[] => [
  `Eine Anfrage zählt an dem Tag und in der Woche, in der der Patient sie gestellt hat, so wie das Portal sie datiert. Tage sind die der Zeitzone ${zone}; eine Woche beginnt am ${weekdayName(weekStart)}.`,
  'Beantwortet: Die Praxis hat zum ersten Mal darüber entschieden (angenommen, abgelehnt, beibehalten, vorgeschlagen, geändert, abgesagt) oder ihre Regelung. Was rückgängig gemacht oder vom Portal abgewiesen wurde, ist keine Antwort; was Patienten vorher zurückgezogen oder ersetzt haben, ist nicht beantwortet.',
  'Zeit bis zur Antwort: von der Anfrage des Patienten bis zu dieser Entscheidung, nach der Uhr an der Wand, Nächte und Wochenenden eingeschlossen. Median und 90. Perzentil nach dem nächsten Rang, unter den beantworteten.',
  'Selber Tag: beantwortet an dem Tag, an dem der Patient gefragt hat; der Anteil bezieht sich auf die beantworteten.',
  'Eine Entscheidung eines anderen Arbeitsplatzes zählt ab dem Zeitpunkt, an dem dieser davon gelesen hat. Der Behandler ist der des Termins, wie er jetzt ist. Kein Patient wird genannt.',
];

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of the report, in their order, for the screen and for paper. */
export function tables({ all, weeks, outcomes, providers }: RequestReportView): readonly Table[] {
  const head = ['Anfragen', 'Beantwortet', 'Median', '90. Perzentil', 'Selber Tag'];
  return [
    {
      title: 'Zeit bis zur Antwort',
      head: ['Behandler', ...head],
      rows: [
        ['Alle', ...answerCells(all)],
        ...providers.map(({ name, ...answers }) => [name ?? 'Behandler unbekannt', ...answerCells(answers)]),
      ],
    },
    {
      title: 'Nach Woche und Art',
      head: ['Woche ab', words.reschedule, words.cancel, words.new, 'Zusammen'],
      rows: weeks.map(({ from, reschedule, cancel, new: anew }) => [
        formatPlainDate(from),
        formatCount(reschedule),
        formatCount(cancel),
        formatCount(anew),
        formatCount(reschedule + cancel + anew),
      ]),
    },
    {
      title: 'Nach Ergebnis',
      head: ['Ergebnis', 'Anfragen', 'Anteil'],
      rows: outcomes.map(({ outcome, requests }) => [
        outcome === null ? 'Noch nicht geschlossen' : OUTCOME[outcome],
        formatCount(requests),
        share(requests, all.requests),
      ]),
    },
  ];
}

const answerCells = (answers: RequestReportView['all']): readonly string[] => [
  formatCount(answers.requests),
  formatCount(answers.answered),
  tookWords(answers.medianMs),
  tookWords(answers.p90Ms),
  share(answers.sameDay, answers.answered),
];

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;

/** "12 Min.", "3 Std. 20 Min.", "2 T. 4 Std.". */
export function tookWords(ms: number | null): string {
  if (ms === null) return '–';
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} Min.`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} Std. ${minutes % 60} Min.`;
  const whole = Math.round(ms / HOUR_MS);
  return `${formatCount(Math.floor(whole / 24))} T. ${whole % 24} Std.`;
}
