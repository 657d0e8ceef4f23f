import type { Task } from '@medplum/fhirtypes';
import { HOUR_MS } from '../../src-shared/domain/time.ts';
import { closedDayOf, weekdayAfter } from './demo-rules.ts';
import { knownPatientId } from './people.ts';
import { DEMO_REQUESTS } from './request-ids.ts';
import { fullName, type RequestKit } from './request-kit.ts';
import { acted, requestTask } from './request-resources.ts';
import { instantAt, slotAt } from './schedule-book.ts';

const HOSTILE_NOTE =
  '<b>Urgent</b> <script>alert("x")</script> & please call \u202eלפני הצהריים\u202c — شكرا\n<img src=x onerror=alert(1)>';

/** Requests to reschedule that nobody has acted on, each with something else in its way, or nothing. */
export function rescheduleRequests(kit: RequestKit): Task[] {
  // Asked for three working days ago, for yesterday: nobody has looked at it since.
  const askedAt = instantAt(weekdayAfter(kit.date, -3), '16:20');
  const wantedByTwo = kit.on('whitfield', 6, '15:00');
  return [
    kit.ask(
      'free',
      kit.visit('free', kit.on('okafor', 3, '09:00')),
      3.2,
      'The afternoon suits me much better, please.',
      kit.free(kit.on('okafor', 4, '14:00')),
    ),
    kit.ask(
      'taken',
      kit.visit('taken', kit.on('lindqvist', 3, '10:00'), 'consultation'),
      5.5,
      'Could I come on the later day instead?',
      kit.taken(kit.on('lindqvist', 5, '11:00')),
    ),
    kit.ask(
      'firstForSlot',
      kit.visit('firstForSlot', kit.on('whitfield', 4, '08:30')),
      9.1,
      'School run in the morning, so after 3 PM works.',
      kit.free(wantedByTwo),
    ),
    kit.ask(
      'secondForSlot',
      kit.visit('secondForSlot', kit.on('whitfield', 5, '13:30')),
      2.4,
      'My shift changed. 3 PM would be perfect.',
      kit.wish(wantedByTwo),
    ),
    kit.ask(
      'noEmail',
      kit.visit('noEmail', kit.on('lindqvist', 4, '09:00')),
      7.8,
      'My daughter can drive me the day after.',
      kit.free(kit.on('lindqvist', 5, '09:00')),
    ),
    kit.ask(
      'noAccess',
      kit.visit('noAccess', kit.on('lindqvist', 5, '14:00')),
      50,
      'Please move it by two days.',
      kit.free(kit.on('lindqvist', 7, '14:00')),
    ),
    kit.ask(
      'closedDay',
      kit.visit('closedDay', kit.on('lindqvist', 6, '14:00')),
      11.3,
      'Any time that morning is fine.',
      kit.wish(slotAt('lindqvist', closedDayOf(kit.today).date, '10:00', 30)),
    ),
    kit.ask(
      'outsideHours',
      kit.visit('outsideHours', kit.on('lindqvist', 10, '08:00')),
      20.5,
      'Only after work, sorry.',
      kit.wish(kit.on('lindqvist', 6, '18:00')),
    ),
    kit.ask(
      'markup',
      kit.visit('markup', kit.on('okafor', 6, '11:00')),
      1.6,
      HOSTILE_NOTE,
      kit.free(kit.on('okafor', 7, '08:30')),
    ),
    kit.ask(
      'bounce',
      kit.visit('bounce', kit.on('whitfield', 6, '09:30')),
      4.3,
      'I will be travelling that morning.',
      kit.free(kit.on('whitfield', 9, '15:30')),
    ),
    kit.ask(
      'cancelledBefore',
      kit.visit('cancelledBefore', kit.on('okafor', 4, '10:30'), 'follow-up', 'cancelled'),
      1.1,
      'Can we do it later in the week?',
      kit.free(kit.on('okafor', 7, '13:00')),
    ),
    kit.ask(
      'timePast',
      kit.visit('timePast', kit.on('whitfield', 3, '15:00')),
      (kit.today - askedAt) / HOUR_MS,
      'Earlier is better for me.',
      kit.wish(kit.on('whitfield', -1, '10:00')),
    ),
    // The portal knew a name only, and not quite the one on file.
    requestTask({
      id: DEMO_REQUESTS.unmatched,
      kind: 'reschedule',
      appointment: kit.visit('unmatched', kit.on('okafor', 5, '15:00'), 'annual-physical'),
      patient: { display: 'Maria Gonzales' },
      authored: kit.ago(6.7),
      wanted: kit.free(kit.on('okafor', 6, '09:30', 45)),
      note: 'Por favor, por la mañana. In the morning, please.',
    }),
  ];
}

/** Requests to cancel, inside and outside the policy of two days. */
export function cancelRequests(kit: RequestKit): Task[] {
  return [
    kit.ask(
      'cancelWithin',
      kit.visit('cancelWithin', kit.soon('okafor', '09:00')),
      2.9,
      'I have a fever and do not want to infect anybody.',
    ),
    kit.ask(
      'cancelSoon',
      kit.visit('cancelSoon', kit.soon('lindqvist', '10:30'), 'vaccination'),
      0.8,
      'No ride.',
    ),
    kit.ask(
      'cancelOutside',
      kit.visit('cancelOutside', kit.on('okafor', 7, '11:00')),
      8.6,
      'We are moving away.',
    ),
  ];
}

/** Requests whose patients changed their minds. */
export function reconsideredRequests(kit: RequestKit): Task[] {
  const asksTwice = kit.visit('superseded', kit.on('whitfield', 7, '10:00'));
  const first = kit.ask(
    'superseded',
    asksTwice,
    27,
    'The same day in the afternoon?',
    kit.free(kit.on('whitfield', 7, '14:00')),
  );
  const second = requestTask({
    id: DEMO_REQUESTS.superseding,
    kind: 'reschedule',
    appointment: asksTwice,
    patient: { reference: `Patient/${knownPatientId('superseded')}`, display: fullName('superseded') },
    authored: kit.ago(3.9),
    wanted: kit.free(kit.on('whitfield', 9, '10:00')),
    note: 'Sorry, that day does not work at all. Two days later, please.',
  });
  const withdrawn = kit.ask(
    'withdrawn',
    kit.visit('withdrawn', kit.on('lindqvist', 7, '15:30')),
    44,
    'Could it be earlier?',
    kit.wish(kit.on('lindqvist', 6, '09:00')),
  );
  return [first, second, acted(withdrawn, { at: kit.ago(40), status: 'cancelled', outcome: null })];
}
