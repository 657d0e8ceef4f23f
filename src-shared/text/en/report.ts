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
  open: 'Report',
  title: 'Requests of patients',
  from: 'Asked from',
  to: 'Asked until',
  print: 'Print',
  printed: 'Sent to the printer.',
  loading: 'Counting …',
  nothing: 'Nobody asked for anything in these days.',
  badDays: 'Choose a first day and a last one that is not before it.',
  chart: 'Requests a week',
  reschedule: 'Reschedule',
  cancel: 'Cancel',
  new: 'New appointment',
  terms: 'What is counted',
};

/** "Mon, Sep 7, 2026 – Sun, Nov 29, 2026". */
export const period = (from: PlainDate, to: PlainDate): string =>
  `${formatPlainDate(from)} – ${formatPlainDate(to)}`;

export const madeWords = (at: EpochMs, zone: ZoneId): string => `Made ${formatDateTime(at, zone)} (${zone})`;

/** What each word of the report means. */
export const terms = (zone: ZoneId, weekStart: Weekday): readonly string[] => [
  `A request counts on the day and in the week in which the patient asked, as the portal dates it. Days are those of ${zone}; a week begins on ${weekdayName(weekStart)}.`,
  'Answered: the practice first decided about it (approved, denied, kept, proposed, updated, cancelled), or its policy did. What was undone or refused by the portal is no answer; what patients withdrew or replaced before is not answered.',
  'Time to answer: from when the patient asked to that decision, by the clock on the wall, nights and weekends included. Median and 90th percentile by the nearest rank, of those answered.',
  'Same day: answered on the day on which the patient asked; the share is of those answered.',
  'A decision of another desk counts from when this desk read of it. The provider is that of the visit as it is now. No patient is named.',
];

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of the report, in their order, for the screen and for paper. */
export function tables({ all, weeks, outcomes, providers }: RequestReportView): readonly Table[] {
  const head = ['Requests', 'Answered', 'Median', '90th percentile', 'Same day'];
  return [
    {
      title: 'Time to answer',
      head: ['Provider', ...head],
      rows: [
        ['All', ...answerCells(all)],
        ...providers.map(({ name, ...answers }) => [name ?? 'Provider not known', ...answerCells(answers)]),
      ],
    },
    {
      title: 'By week and kind',
      head: ['Week from', words.reschedule, words.cancel, words.new, 'Total'],
      rows: weeks.map(({ from, reschedule, cancel, new: anew }) => [
        formatPlainDate(from),
        formatCount(reschedule),
        formatCount(cancel),
        formatCount(anew),
        formatCount(reschedule + cancel + anew),
      ]),
    },
    {
      title: 'By outcome',
      head: ['Outcome', 'Requests', 'Share'],
      rows: outcomes.map(({ outcome, requests }) => [
        outcome === null ? 'Not closed yet' : OUTCOME[outcome],
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
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)}%`;

/** "12 min", "3 h 20 min", "2 d 4 h". */
export function tookWords(ms: number | null): string {
  if (ms === null) return '–';
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  const whole = Math.round(ms / HOUR_MS);
  return `${formatCount(Math.floor(whole / 24))} d ${whole % 24} h`;
}
