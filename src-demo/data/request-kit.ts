import type { Appointment, Task } from '@medplum/fhirtypes';
import {
  addDays,
  type EpochMs,
  HOUR_MS,
  type PlainDate,
  plainDateOf,
  weekdayOf,
} from '../../src-shared/domain/time.ts';
import { DEMO_ZONE, weekdayAfter } from './demo-rules.ts';
import { KNOWN_PATIENTS, type KnownPatientKey, knownPatientId } from './people.ts';
import type { Random } from './random.ts';
import { type NamedPatient, visitType } from './regular-days.ts';
import { DEMO_REQUESTS } from './request-ids.ts';
import { requestTask } from './request-resources.ts';
import { type PractitionerKey, type ScheduleBook, type Slot, slotAt } from './schedule-book.ts';

export interface RequestKitOptions {
  readonly book: ScheduleBook;
  readonly random: Random;
  /** An instant: the demo's now. */
  readonly today: EpochMs;
  /** Who may hold the times that others ask for. */
  readonly others: readonly NamedPatient[];
}

/** A time asked for, as instants. */
export interface Wish {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** What the demo's requests are made with: visits in the book, and the patients' Tasks about them. */
export class RequestKit {
  readonly today: EpochMs;
  /** The clinic's date today. */
  readonly date: PlainDate;
  readonly #book: ScheduleBook;
  readonly #random: Random;
  readonly #others: readonly NamedPatient[];

  constructor(options: RequestKitOptions) {
    this.today = options.today;
    this.date = plainDateOf(options.today, DEMO_ZONE);
    this.#book = options.book;
    this.#random = options.random;
    this.#others = options.others;
  }

  /** A time on the `day`-th weekday after today. */
  on(practitioner: PractitionerKey, day: number, time: string, minutes = 30): Slot {
    return slotAt(practitioner, weekdayAfter(this.date, day), time, minutes);
  }

  ago(hours: number): EpochMs {
    return this.today - Math.round(hours * HOUR_MS);
  }

  wish(slot: Slot): Wish {
    return { start: slot.start, end: slot.end };
  }

  /** The same, and nobody else will be booked there. */
  free(slot: Slot): Wish {
    if (this.#book.isFree(slot)) this.#book.hold(slot);
    return this.wish(slot);
  }

  /** The same, and somebody else is booked there. */
  taken(slot: Slot): Wish {
    const { id, name } = this.#random.pick(this.#others);
    const at = this.ago(24 * 12);
    const type = visitType('consultation');
    this.#book.book({
      slot,
      patientId: id,
      patientName: name,
      type,
      status: 'booked',
      created: at,
      updated: at,
    });
    return this.wish(slot);
  }

  /** Books a patient's own appointment. */
  visit(
    key: KnownPatientKey,
    slot: Slot,
    type = 'follow-up',
    status: Appointment['status'] = 'booked',
  ): Appointment {
    const created = this.ago(24 * 20 + this.#book.appointments.length * 0.7);
    const updated = status === 'cancelled' ? this.ago(31) : created;
    return this.#book.book({ slot, ...who(key), type: visitType(type), status, created, updated });
  }

  /** Books the time the practice proposed instead; one that came to nothing was `cancelled` at that instant. */
  proposal(
    key: KnownPatientKey,
    original: Appointment,
    slot: Slot,
    sent: EpochMs,
    cancelled: EpochMs | null = null,
  ): Appointment {
    return this.#book.book({
      slot,
      ...who(key),
      type: visitType('follow-up'),
      status: cancelled === null ? 'pending' : 'cancelled',
      created: sent,
      updated: cancelled ?? sent,
      original,
    });
  }

  /** A patient's request: to reschedule when a time is wanted, otherwise to cancel. */
  ask(
    key: KnownPatientKey & keyof typeof DEMO_REQUESTS,
    appointment: Appointment,
    hoursAgo: number,
    note: string,
    wanted?: Wish,
  ): Task {
    const patient = { reference: `Patient/${knownPatientId(key)}`, display: fullName(key) };
    const common = { id: DEMO_REQUESTS[key], appointment, patient, authored: this.ago(hoursAgo), note };
    return requestTask(
      wanted === undefined ? { ...common, kind: 'cancel' } : { ...common, kind: 'reschedule', wanted },
    );
  }

  /**
   * A time still to come that lies within two calendar days: tomorrow or the day after, where those are weekdays; on a
   * Friday this afternoon, and late on a Friday at the Saturday surgery.
   */
  soon(practitioner: PractitionerKey, time: string): Slot {
    for (const days of [1, 2]) {
      const day = addDays(this.date, days);
      if (weekdayOf(day) <= 5) return slotAt(practitioner, day, time, 30);
    }
    const afternoon = slotAt(practitioner, this.date, '16:30', 30);
    return afternoon.start > this.today + HOUR_MS
      ? afternoon
      : slotAt(practitioner, addDays(this.date, 1), time, 30);
  }
}

const who = (key: KnownPatientKey): { patientId: string; patientName: string } => ({
  patientId: knownPatientId(key),
  patientName: fullName(key),
});

/** As `patientName` puts it together from the Patient. */
export const fullName = (key: KnownPatientKey): string =>
  `${KNOWN_PATIENTS[key].given} ${KNOWN_PATIENTS[key].family}`;
