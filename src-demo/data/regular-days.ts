import type { Appointment } from '@medplum/fhirtypes';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { VisitTypeSetting } from '../../src-shared/domain/practice.ts';
import {
  addDays,
  calendarDaysBetween,
  type EpochMs,
  HOUR_MS,
  MINUTE_MS,
  type PlainDate,
  plainDateOf,
  weekdayOf,
} from '../../src-shared/domain/time.ts';
import { closedDayOf, DEMO_ZONE } from './demo-rules.ts';
import type { Random } from './random.ts';
import { instantAt, type PractitionerKey, type ScheduleBook, type Slot } from './schedule-book.ts';

export interface NamedPatient {
  readonly id: string;
  readonly name: string;
}

export interface RegularDaysOptions {
  readonly book: ScheduleBook;
  readonly random: Random;
  readonly today: EpochMs;
  /** Who may be booked in the past. */
  readonly everybody: readonly NamedPatient[];
  /** Who may be booked today and later. */
  readonly others: readonly NamedPatient[];
}

const WEEKS = 4;
const STEP_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PRACTITIONER_KEYS: readonly PractitionerKey[] = ['okafor', 'lindqvist', 'whitfield'];
const SESSIONS = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];

/** The weekdays of the eight weeks around today: four back to its Monday, four ahead. */
function demoDates(today: EpochMs): PlainDate[] {
  const date = plainDateOf(today, DEMO_ZONE);
  const monday = addDays(date, 1 - weekdayOf(date));
  return Array.from({ length: (2 * WEEKS + 1) * 7 }, (_, day) => addDays(monday, day - WEEKS * 7)).filter(
    (one) => weekdayOf(one) <= 5 && Math.abs(daysFrom(today, one)) <= WEEKS * 7,
  );
}

/** Fills what the requests' own appointments left free: yesterday and today nearly full, later days less and less. */
export function bookRegularDays(options: RegularDaysOptions): void {
  const { today } = options;
  const closed = closedDayOf(today).date;
  for (const date of demoDates(today)) {
    if (date === closed) continue;
    for (const practitioner of PRACTITIONER_KEYS)
      for (const session of SESSIONS)
        fill(options, practitioner, instantAt(date, session.from), instantAt(date, session.to));
  }
}

function daysFrom(today: EpochMs, date: PlainDate): number {
  return calendarDaysBetween(today, instantAt(date, '12:00'), DEMO_ZONE);
}

function fill(options: RegularDaysOptions, practitioner: PractitionerKey, from: EpochMs, to: EpochMs): void {
  const { book, random, today } = options;
  const ahead = calendarDaysBetween(today, from, DEMO_ZONE);
  const candidates = ahead < 0 ? options.everybody : options.others;
  const density = ahead <= 0 ? 0.95 : Math.max(0.4, 0.92 - ahead * 0.02);
  for (let start = from; start < to; ) {
    const type = pickType(random);
    const slot: Slot = { practitioner, start, end: start + type.minutes * MINUTE_MS };
    if (slot.end > to || !book.isFree(slot) || random.next() > density) {
      start += STEP_MS;
      continue;
    }
    const patient = pickPatient(candidates, random, book.patientsOn(plainDateOf(from, DEMO_ZONE)));
    const status = statusOf(slot, today, random);
    const created = Math.min(slot.start, today) - random.int(1, 35) * DAY_MS - random.int(0, 540) * MINUTE_MS;
    const settled = status === 'booked' ? created : Math.min(today, slot.end) - random.int(0, 20) * MINUTE_MS;
    const updated =
      status === 'cancelled' ? created + Math.floor((Math.min(today, slot.start) - created) / 2) : settled;
    book.book({ slot, patientId: patient.id, patientName: patient.name, type, status, created, updated });
    // A cancelled one leaves its time to somebody else.
    if (status !== 'cancelled') start = slot.end;
  }
}

/** Nobody comes twice on one day. */
function pickPatient(from: readonly NamedPatient[], random: Random, busy: ReadonlySet<string>): NamedPatient {
  let patient = random.pick(from);
  while (busy.has(patient.id)) patient = random.pick(from);
  return patient;
}

/** Follow-ups are the most frequent visits. */
const FREQUENCY: Readonly<Record<string, number>> = {
  'new-patient': 1,
  'follow-up': 5,
  'annual-physical': 2,
  vaccination: 2,
  consultation: 3,
};

export function visitType(code: string): VisitTypeSetting {
  const type = defaultRules.visitTypes.find((one) => one.code === code);
  if (type === undefined) throw new RangeError(`No visit type ${code}`);
  return type;
}

const DRAW: readonly VisitTypeSetting[] = Object.entries(FREQUENCY).flatMap(([code, count]) =>
  Array.from({ length: count }, () => visitType(code)),
);

const pickType = (random: Random): VisitTypeSetting => random.pick(DRAW);

function statusOf(slot: Slot, today: EpochMs, random: Random): Appointment['status'] {
  const lot = random.next();
  if (lot < 0.05) return 'cancelled';
  if (slot.end <= today) return lot < 0.09 ? 'noshow' : 'fulfilled';
  if (slot.start <= today + 10 * MINUTE_MS) return lot < 0.9 ? 'checked-in' : 'booked';
  return 'booked';
}
