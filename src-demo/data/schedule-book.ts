import type { Appointment, AppointmentParticipant } from '@medplum/fhirtypes';
import type { VisitTypeSetting } from '../../src-shared/domain/practice.ts';
import {
  type EpochMs,
  MINUTE_MS,
  type PlainDate,
  plainDateOf,
  toInstant,
  weekdayOf,
} from '../../src-shared/domain/time.ts';
import { SEQUENCE, UID, VISIT_TYPE } from '../fhir-codes.ts';
import { offsetText } from '../offset-text.ts';
import { DEMO_ZONE } from './demo-rules.ts';
import { LOCATIONS, PRACTITIONERS } from './people.ts';

export type PractitionerKey = keyof typeof PRACTITIONERS;

export interface Slot {
  readonly practitioner: PractitionerKey;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

export interface Booking {
  readonly slot: Slot;
  readonly patientId: string;
  readonly patientName: string;
  readonly type: VisitTypeSetting;
  readonly status: Appointment['status'];
  readonly created: EpochMs;
  /** When this version of it came to be. */
  readonly updated: EpochMs;
  readonly sequence?: number;
  /** For a proposal: the appointment it would replace. */
  readonly original?: Appointment;
}

/** The instant at which clocks in the clinic show this; throws for one that is none. */
export function instantAt(date: PlainDate, time: string): EpochMs {
  const found = toInstant(date, time, DEMO_ZONE);
  if (!found.ok) throw new RangeError(`${date} ${time}: ${found.error}`);
  return found.value;
}

export const slotAt = (
  practitioner: PractitionerKey,
  date: PlainDate,
  time: string,
  minutes: number,
): Slot => {
  const start = instantAt(date, time);
  return { practitioner, start, end: start + minutes * MINUTE_MS };
};

/** Two providers stay where they are; Grace Whitfield is at Lakeview on Tuesdays and Thursdays. */
function locationOn(practitioner: PractitionerKey, date: PlainDate): keyof typeof LOCATIONS {
  if (practitioner === 'okafor') return 'main';
  if (practitioner === 'lindqvist') return 'lakeview';
  return [2, 4].includes(weekdayOf(date)) ? 'lakeview' : 'main';
}

/** The clinic's appointments while they are being made: nobody is booked twice at once. */
export class ScheduleBook {
  readonly #taken: Slot[] = [];
  readonly #appointments: Appointment[] = [];
  /** The patients booked on a date. */
  readonly #patients = new Map<PlainDate, Set<string>>();

  get appointments(): readonly Appointment[] {
    return this.#appointments;
  }

  isFree(slot: Slot): boolean {
    return !this.#taken.some(
      (other) => other.practitioner === slot.practitioner && other.start < slot.end && slot.start < other.end,
    );
  }

  /** Who has a visit on that date already. */
  patientsOn(date: PlainDate): ReadonlySet<string> {
    return this.#patients.get(date) ?? new Set();
  }

  /** Nothing else will be put there. */
  hold(slot: Slot): void {
    this.#taken.push(slot);
  }

  /** Adds an appointment. One that is not cancelled takes its slot, which has to be free. */
  book(booking: Booking): Appointment {
    if (booking.status !== 'cancelled') {
      if (!this.isFree(booking.slot)) throw new RangeError(`Booked twice: ${JSON.stringify(booking.slot)}`);
      this.hold(booking.slot);
    }
    const id = `appointment-${String(this.#appointments.length + 1).padStart(4, '0')}`;
    const appointment = appointmentResource(id, booking);
    this.#appointments.push(appointment);
    const date = plainDateOf(booking.slot.start, DEMO_ZONE);
    const patients = this.#patients.get(date) ?? new Set();
    this.#patients.set(date, patients.add(booking.patientId));
    return appointment;
  }
}

function appointmentResource(id: string, booking: Booking): Appointment {
  const { slot, original } = booking;
  const start = offsetText(slot.start, DEMO_ZONE);
  const practitioner = PRACTITIONERS[slot.practitioner];
  const location = LOCATIONS[locationOn(slot.practitioner, start.slice(0, 10))];
  const participant: AppointmentParticipant[] = [
    {
      actor: { reference: `Patient/${booking.patientId}`, display: booking.patientName },
      status: booking.status === 'pending' ? 'needs-action' : 'accepted',
    },
    {
      actor: { reference: `Practitioner/${practitioner.id}`, display: practitioner.name },
      status: 'accepted',
    },
    { actor: { reference: `Location/${location.id}`, display: location.name }, status: 'accepted' },
  ];
  return {
    resourceType: 'Appointment',
    id,
    meta: { lastUpdated: new Date(booking.updated).toISOString() },
    ...(booking.sequence === undefined
      ? {}
      : { extension: [{ url: SEQUENCE, valueInteger: booking.sequence }] }),
    identifier: original?.identifier ?? [{ system: UID, value: `${id}@reslot.example` }],
    status: booking.status,
    serviceType: [
      {
        coding: [{ system: VISIT_TYPE, code: booking.type.code, display: booking.type.display }],
        text: booking.type.display,
      },
    ],
    ...(original === undefined
      ? {}
      : { supportingInformation: [{ reference: `Appointment/${original.id}` }] }),
    start,
    created: offsetText(booking.created, DEMO_ZONE),
    end: offsetText(slot.end, DEMO_ZONE),
    participant,
  };
}
