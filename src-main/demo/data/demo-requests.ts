import type { Appointment, AppointmentResponse, Task } from '@medplum/fhirtypes';
import { addDays, type EpochMs, HOUR_MS, plainDateOf, weekdayOf } from '../../../src-shared/domain/time.ts';
import { closedDayOf, DEMO_ZONE, weekdayAfter } from './demo-rules.ts';
import { KNOWN_PATIENTS, type KnownPatientKey, knownPatientId } from './people.ts';
import type { Random } from './random.ts';
import { type NamedPatient, visitType } from './regular-days.ts';
import { acted, answerResource, requestTask, withProposal } from './request-resources.ts';
import { instantAt, type PractitionerKey, type ScheduleBook, type Slot, slotAt } from './schedule-book.ts';

export interface DemoRequestsOptions {
  readonly book: ScheduleBook;
  readonly random: Random;
  readonly today: EpochMs;
  /** Who may hold the times that others ask for. */
  readonly others: readonly NamedPatient[];
}

export interface DemoRequests {
  readonly tasks: readonly Task[];
  readonly responses: readonly AppointmentResponse[];
}

/** The Task ids of the demo's requests, by what they show. */
export const DEMO_REQUESTS = {
  free: 'request-free',
  taken: 'request-taken',
  firstForSlot: 'request-first-for-slot',
  secondForSlot: 'request-second-for-slot',
  cancelWithin: 'request-cancel-within',
  cancelSoon: 'request-cancel-soon',
  /** The desk applies it as it arrives. */
  cancelOutside: 'request-cancel-outside',
  unmatched: 'request-unmatched',
  noEmail: 'request-no-email',
  noAccess: 'request-no-access',
  timePast: 'request-time-past',
  closedDay: 'request-closed-day',
  outsideHours: 'request-outside-hours',
  /** Replaced by `superseding`: the desk closes it. */
  superseded: 'request-superseded',
  superseding: 'request-superseding',
  withdrawn: 'request-withdrawn',
  awaiting: 'request-awaiting',
  awaitingCancel: 'request-awaiting-cancel',
  /** The patient's answer waits to be applied. */
  declinedNew: 'request-declined-new',
  declinedMarked: 'request-declined-marked',
  /** Its time is up: the desk takes it back into the inbox. */
  expiredNew: 'request-expired-new',
  expiredMarked: 'request-expired-marked',
  proposalWithdrawn: 'request-proposal-withdrawn',
  markup: 'request-markup',
  /** Approving it sends an e-mail that the demo's mail server refuses. */
  bounce: 'request-bounce',
  cancelledBefore: 'request-cancelled-before',
  approved: 'request-approved',
  denied: 'request-denied',
  kept: 'request-kept',
} as const;

const HOSTILE_NOTE =
  '<b>Urgent</b> <script>alert("x")</script> & please call \u202eלפני הצהריים\u202c — شكرا\n<img src=x onerror=alert(1)>';

/** Books the appointments the requests are about, and makes the requests. The rest of the schedule goes around them. */
export function makeDemoRequests(options: DemoRequestsOptions): DemoRequests {
  const { book, random, today } = options;
  const date = plainDateOf(today, DEMO_ZONE);
  const closed = closedDayOf(today).date;
  const tasks: Task[] = [];
  const responses: AppointmentResponse[] = [];

  const on = (practitioner: PractitionerKey, day: number, time: string, minutes = 30): Slot =>
    slotAt(practitioner, weekdayAfter(date, day), time, minutes);
  const ago = (hours: number): EpochMs => today - Math.round(hours * HOUR_MS);
  const wish = (slot: Slot): { start: EpochMs; end: EpochMs } => ({ start: slot.start, end: slot.end });
  const free = (slot: Slot): { start: EpochMs; end: EpochMs } => {
    if (book.isFree(slot)) book.hold(slot);
    return wish(slot);
  };
  const visit = (
    key: KnownPatientKey,
    slot: Slot,
    type = 'follow-up',
    status: Appointment['status'] = 'booked',
  ): Appointment => {
    const created = ago(24 * 20 + book.appointments.length * 0.7);
    const updated = status === 'cancelled' ? ago(31) : created;
    const patient = { patientId: knownPatientId(key), patientName: fullName(key) };
    return book.book({ slot, ...patient, type: visitType(type), status, created, updated });
  };
  const proposal = (
    key: KnownPatientKey,
    original: Appointment,
    slot: Slot,
    sent: EpochMs,
    cancelled: EpochMs | null = null,
  ): Appointment =>
    book.book({
      slot,
      patientId: knownPatientId(key),
      patientName: fullName(key),
      type: visitType('follow-up'),
      status: cancelled === null ? 'pending' : 'cancelled',
      created: sent,
      updated: cancelled ?? sent,
      original,
    });
  const ask = (
    key: KnownPatientKey & keyof typeof DEMO_REQUESTS,
    appointment: Appointment,
    hoursAgo: number,
    note: string,
    wanted?: { readonly start: EpochMs; readonly end: EpochMs },
  ): Task => {
    const patient = { reference: `Patient/${knownPatientId(key)}`, display: fullName(key) };
    const common = { id: DEMO_REQUESTS[key], appointment, patient, authored: ago(hoursAgo), note };
    return requestTask(
      wanted === undefined ? { ...common, kind: 'cancel' } : { ...common, kind: 'reschedule', wanted },
    );
  };

  // ---- asks to reschedule that nobody has acted on
  tasks.push(
    ask(
      'free',
      visit('free', on('okafor', 3, '09:00')),
      3.2,
      'The afternoon suits me much better, please.',
      free(on('okafor', 4, '14:00')),
    ),
  );

  const wantedByOther = on('lindqvist', 5, '11:00');
  const holder = random.pick(options.others);
  book.book({
    slot: wantedByOther,
    patientId: holder.id,
    patientName: holder.name,
    type: visitType('consultation'),
    status: 'booked',
    created: ago(24 * 12),
    updated: ago(24 * 12),
  });
  tasks.push(
    ask(
      'taken',
      visit('taken', on('lindqvist', 3, '10:00'), 'consultation'),
      5.5,
      'Could I come on the later day instead?',
      wish(wantedByOther),
    ),
  );

  const wantedByTwo = on('whitfield', 6, '15:00');
  tasks.push(
    ask(
      'firstForSlot',
      visit('firstForSlot', on('whitfield', 4, '08:30')),
      9.1,
      'School run in the morning, so after 3 PM works.',
      free(wantedByTwo),
    ),
    ask(
      'secondForSlot',
      visit('secondForSlot', on('whitfield', 5, '13:30')),
      2.4,
      'My shift changed. 3 PM would be perfect.',
      wish(wantedByTwo),
    ),
    ask(
      'noEmail',
      visit('noEmail', on('lindqvist', 4, '09:00')),
      7.8,
      'My daughter can drive me the day after.',
      free(on('lindqvist', 5, '09:00')),
    ),
    ask(
      'noAccess',
      visit('noAccess', on('lindqvist', 5, '14:00')),
      50,
      'Please move it by two days.',
      free(on('lindqvist', 7, '14:00')),
    ),
    ask(
      'closedDay',
      visit('closedDay', on('lindqvist', 6, '14:00')),
      11.3,
      'Any time that morning is fine.',
      wish(slotAt('lindqvist', closed, '10:00', 30)),
    ),
    ask(
      'outsideHours',
      visit('outsideHours', on('lindqvist', 10, '08:00')),
      20.5,
      'Only after work, sorry.',
      wish(on('lindqvist', 6, '18:00')),
    ),
    ask(
      'markup',
      visit('markup', on('okafor', 6, '11:00')),
      1.6,
      HOSTILE_NOTE,
      free(on('okafor', 7, '08:30')),
    ),
    ask(
      'bounce',
      visit('bounce', on('whitfield', 6, '09:30')),
      4.3,
      'I will be travelling that morning.',
      free(on('whitfield', 9, '15:30')),
    ),
    ask(
      'cancelledBefore',
      visit('cancelledBefore', on('okafor', 4, '10:30'), 'follow-up', 'cancelled'),
      1.1,
      'Can we do it later in the week?',
      free(on('okafor', 7, '13:00')),
    ),
  );

  // Asked for three working days ago, for yesterday: nobody has looked at it since.
  const askedAt = instantAt(weekdayAfter(date, -3), '16:20');
  tasks.push(
    ask(
      'timePast',
      visit('timePast', on('whitfield', 3, '15:00')),
      (today - askedAt) / HOUR_MS,
      'Earlier is better for me.',
      wish(on('whitfield', -1, '10:00')),
    ),
  );

  // The portal knew a name only, and not quite the one on file.
  tasks.push(
    requestTask({
      id: DEMO_REQUESTS.unmatched,
      kind: 'reschedule',
      appointment: visit('unmatched', on('okafor', 5, '15:00'), 'annual-physical'),
      patient: { display: 'Maria Gonzales' },
      authored: ago(6.7),
      wanted: free(on('okafor', 6, '09:30', 45)),
      note: 'Por favor, por la mañana. In the morning, please.',
    }),
  );

  // ---- asks to cancel
  tasks.push(
    ask(
      'cancelWithin',
      visit('cancelWithin', soon(today, 'okafor', '09:00')),
      2.9,
      'I have a fever and do not want to infect anybody.',
    ),
    ask('cancelSoon', visit('cancelSoon', soon(today, 'lindqvist', '10:30'), 'vaccination'), 0.8, 'No ride.'),
    ask('cancelOutside', visit('cancelOutside', on('okafor', 7, '11:00')), 8.6, 'We are moving away.'),
  );

  // ---- the patient changed their mind
  const asksTwice = visit('superseded', on('whitfield', 7, '10:00'));
  const first = ask(
    'superseded',
    asksTwice,
    27,
    'The same day in the afternoon?',
    free(on('whitfield', 7, '14:00')),
  );
  const second = requestTask({
    id: DEMO_REQUESTS.superseding,
    kind: 'reschedule',
    appointment: asksTwice,
    patient: { reference: `Patient/${knownPatientId('superseded')}`, display: fullName('superseded') },
    authored: ago(3.9),
    wanted: free(on('whitfield', 9, '10:00')),
    note: 'Sorry, that day does not work at all. Two days later, please.',
  });
  tasks.push(first, second);
  const withdrawn = ask(
    'withdrawn',
    visit('withdrawn', on('lindqvist', 7, '15:30')),
    44,
    'Could it be earlier?',
    wish(on('lindqvist', 6, '09:00')),
  );
  tasks.push(acted(withdrawn, { at: ago(40), status: 'cancelled', outcome: null }));

  // ---- proposals that wait
  const waiting = { status: 'on-hold', outcome: 'awaiting-patient' } as const;
  const awaited = visit('awaiting', on('okafor', 9, '10:00'));
  tasks.push(
    withProposal(
      acted(ask('awaiting', awaited, 30, 'After work if you can.', wish(on('okafor', 9, '16:30'))), {
        ...waiting,
        at: ago(22),
        reason: 'Requested time not available',
        message: 'We can offer you the next day after lunch.',
      }),
      proposal('awaiting', awaited, on('okafor', 10, '13:30'), ago(22)),
      instantAt(weekdayAfter(date, 9), '10:00') - 48 * HOUR_MS,
    ),
  );
  const saved = visit('awaitingCancel', on('lindqvist', 9, '11:00'));
  tasks.push(
    withProposal(
      acted(ask('awaitingCancel', saved, 33, 'I cannot make it that day.'), {
        ...waiting,
        at: ago(25),
        reason: 'Other',
        message: 'Would the week after suit you instead?',
      }),
      proposal('awaitingCancel', saved, on('lindqvist', 12, '11:00'), ago(25)),
      instantAt(weekdayAfter(date, 9), '11:00') - 48 * HOUR_MS,
    ),
  );

  // ---- proposals that came to nothing
  const declined = visit('declinedNew', on('whitfield', 9, '14:00'));
  const declinedOffer = proposal('declinedNew', declined, on('whitfield', 10, '09:00'), ago(28));
  tasks.push(
    withProposal(
      acted(ask('declinedNew', declined, 47, 'A bit later in the day?', wish(on('whitfield', 9, '16:00'))), {
        ...waiting,
        at: ago(28),
        reason: 'Provider unavailable',
      }),
      declinedOffer,
      instantAt(weekdayAfter(date, 9), '14:00') - 48 * HOUR_MS,
    ),
  );
  responses.push(
    answerResource('answer-declined-new', declinedOffer, knownPatientId('declinedNew'), 'declined', ago(2)),
  );

  const expired = visit('expiredNew', on('lindqvist', 6, '08:30'));
  tasks.push(
    withProposal(
      acted(ask('expiredNew', expired, 75, 'Not so early, please.', wish(on('lindqvist', 6, '11:30'))), {
        ...waiting,
        at: ago(70),
        reason: 'Requested time not available',
      }),
      proposal('expiredNew', expired, on('lindqvist', 10, '15:00'), ago(70)),
      ago(3),
    ),
  );

  const cameBack = (
    key: 'declinedMarked' | 'expiredMarked' | 'proposalWithdrawn',
    at: Slot,
    wanted: Slot,
    offered: Slot,
    outcome: string,
  ): void => {
    const original = visit(key, at);
    const task = ask(key, original, 73, 'Is another time possible?', wish(wanted));
    const offer = proposal(key, original, offered, ago(66), ago(18));
    tasks.push(withProposal(acted(task, { at: ago(18), status: 'requested', outcome }), offer, ago(20)));
  };
  cameBack(
    'declinedMarked',
    on('okafor', 10, '15:00'),
    on('okafor', 10, '09:45'),
    on('okafor', 11, '10:00'),
    'declined',
  );
  cameBack(
    'expiredMarked',
    on('whitfield', 11, '11:00'),
    on('whitfield', 11, '15:00'),
    on('whitfield', 12, '09:00'),
    'expired',
  );
  cameBack(
    'proposalWithdrawn',
    on('lindqvist', 11, '13:00'),
    on('lindqvist', 11, '09:00'),
    on('lindqvist', 12, '15:00'),
    'proposal-withdrawn',
  );

  // ---- decided
  const moved = on('okafor', 10, '09:00');
  tasks.push(
    acted(ask('approved', visit('approved', moved), 60, 'One day later, if there is room.', wish(moved)), {
      at: ago(52),
      status: 'completed',
      outcome: 'approved',
    }),
    acted(
      ask(
        'denied',
        visit('denied', on('lindqvist', 12, '10:00')),
        58,
        'A month later?',
        wish(on('lindqvist', 15, '10:00')),
      ),
      {
        at: ago(51),
        status: 'rejected',
        outcome: 'denied',
        reason: 'The visit should not wait',
      },
    ),
    acted(ask('kept', visit('kept', on('whitfield', 3, '11:00')), 49, 'I may be out of town.'), {
      at: ago(46),
      status: 'rejected',
      outcome: 'denied',
      reason: 'Agreed with the patient by phone',
    }),
  );

  bookOthers(visit, on);
  return { tasks, responses };
}

/** People who are hard on a layout, or hard to reach. */
function bookOthers(
  visit: (key: KnownPatientKey, slot: Slot, type?: string) => Appointment,
  on: (practitioner: PractitionerKey, day: number, time: string, minutes?: number) => Slot,
): void {
  visit('longName', on('okafor', 1, '10:00', 60), 'new-patient');
  visit('noPhone', on('okafor', 2, '14:00'));
  visit('noAccessNoEmail', on('whitfield', 2, '10:00'));
}

/** As `patientName` puts it together from the Patient. */
const fullName = (key: KnownPatientKey): string =>
  `${KNOWN_PATIENTS[key].given} ${KNOWN_PATIENTS[key].family}`;

/**
 * A time still to come that lies within two calendar days: tomorrow or the day after, where those are weekdays; on a
 * Friday this afternoon, and late on a Friday at the Saturday surgery.
 */
function soon(today: EpochMs, practitioner: PractitionerKey, time: string): Slot {
  const date = plainDateOf(today, DEMO_ZONE);
  for (const days of [1, 2]) {
    const day = addDays(date, days);
    if (weekdayOf(day) <= 5) return slotAt(practitioner, day, time, 30);
  }
  const afternoon = slotAt(practitioner, date, '16:30', 30);
  return afternoon.start > today + HOUR_MS ? afternoon : slotAt(practitioner, addDays(date, 1), time, 30);
}
