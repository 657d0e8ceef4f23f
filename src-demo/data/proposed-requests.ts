import type { AppointmentResponse, Task } from '@medplum/fhirtypes';
import { HOUR_MS } from '../../src-shared/domain/time.ts';
import { weekdayAfter } from './demo-rules.ts';
import { knownPatientId } from './people.ts';
import type { RequestKit } from './request-kit.ts';
import { acted, answerResource, withProposal } from './request-resources.ts';
import { instantAt, type Slot } from './schedule-book.ts';

const waiting = { status: 'on-hold', outcome: 'awaiting-patient' } as const;

/** Requests with a proposal the patient has still to answer: on a request to reschedule and on one to cancel. */
export function awaitingRequests(kit: RequestKit): Task[] {
  const tasks: Task[] = [];
  const awaited = kit.visit('awaiting', kit.on('okafor', 9, '10:00'));
  tasks.push(
    withProposal(
      acted(
        kit.ask('awaiting', awaited, 30, 'After work if you can.', kit.wish(kit.on('okafor', 9, '16:30'))),
        {
          ...waiting,
          at: kit.ago(22),
          reason: 'Requested time not available',
          message: 'We can offer you the next day after lunch.',
        },
      ),
      kit.proposal('awaiting', awaited, kit.on('okafor', 10, '13:30'), kit.ago(22)),
      instantAt(weekdayAfter(kit.date, 9), '10:00') - 48 * HOUR_MS,
    ),
  );
  const saved = kit.visit('awaitingCancel', kit.on('lindqvist', 9, '11:00'));
  tasks.push(
    withProposal(
      acted(kit.ask('awaitingCancel', saved, 33, 'I cannot make it that day.'), {
        ...waiting,
        at: kit.ago(25),
        reason: 'Other',
        message: 'Would the week after suit you instead?',
      }),
      kit.proposal('awaitingCancel', saved, kit.on('lindqvist', 12, '11:00'), kit.ago(25)),
      instantAt(weekdayAfter(kit.date, 9), '11:00') - 48 * HOUR_MS,
    ),
  );
  return tasks;
}

/** Requests whose proposal came to nothing: declined, expired or withdrawn; the first two also not yet noticed. */
export function returnedRequests(kit: RequestKit): {
  readonly tasks: readonly Task[];
  readonly responses: readonly AppointmentResponse[];
} {
  const tasks: Task[] = [];
  const responses: AppointmentResponse[] = [];
  const declined = kit.visit('declinedNew', kit.on('whitfield', 9, '14:00'));
  const declinedOffer = kit.proposal('declinedNew', declined, kit.on('whitfield', 10, '09:00'), kit.ago(28));
  tasks.push(
    withProposal(
      acted(
        kit.ask(
          'declinedNew',
          declined,
          47,
          'A bit later in the day?',
          kit.wish(kit.on('whitfield', 9, '16:00')),
        ),
        {
          ...waiting,
          at: kit.ago(28),
          reason: 'Provider unavailable',
        },
      ),
      declinedOffer,
      instantAt(weekdayAfter(kit.date, 9), '14:00') - 48 * HOUR_MS,
    ),
  );
  responses.push(
    answerResource(
      'answer-declined-new',
      declinedOffer,
      knownPatientId('declinedNew'),
      'declined',
      kit.ago(2),
    ),
  );

  const expired = kit.visit('expiredNew', kit.on('lindqvist', 6, '08:30'));
  tasks.push(
    withProposal(
      acted(
        kit.ask(
          'expiredNew',
          expired,
          75,
          'Not so early, please.',
          kit.wish(kit.on('lindqvist', 6, '11:30')),
        ),
        {
          ...waiting,
          at: kit.ago(70),
          reason: 'Requested time not available',
        },
      ),
      kit.proposal('expiredNew', expired, kit.on('lindqvist', 10, '15:00'), kit.ago(70)),
      kit.ago(3),
    ),
  );

  const cameBack = (
    key: 'declinedMarked' | 'expiredMarked' | 'proposalWithdrawn',
    at: Slot,
    wanted: Slot,
    offered: Slot,
    outcome: string,
  ): void => {
    const original = kit.visit(key, at);
    const task = kit.ask(key, original, 73, 'Is another time possible?', kit.wish(wanted));
    const offer = kit.proposal(key, original, offered, kit.ago(66), kit.ago(18));
    tasks.push(
      withProposal(acted(task, { at: kit.ago(18), status: 'requested', outcome }), offer, kit.ago(20)),
    );
  };
  cameBack(
    'declinedMarked',
    kit.on('okafor', 10, '15:00'),
    kit.on('okafor', 10, '09:45'),
    kit.on('okafor', 11, '10:00'),
    'declined',
  );
  cameBack(
    'expiredMarked',
    kit.on('whitfield', 11, '11:00'),
    kit.on('whitfield', 11, '15:00'),
    kit.on('whitfield', 12, '09:00'),
    'expired',
  );
  cameBack(
    'proposalWithdrawn',
    kit.on('lindqvist', 11, '13:00'),
    kit.on('lindqvist', 11, '09:00'),
    kit.on('lindqvist', 12, '15:00'),
    'proposal-withdrawn',
  );
  return { tasks, responses };
}

/** Requests the practice has decided. */
export function decidedRequests(kit: RequestKit): Task[] {
  const moved = kit.on('okafor', 10, '09:00');
  return [
    acted(
      kit.ask(
        'approved',
        kit.visit('approved', moved),
        60,
        'One day later, if there is room.',
        kit.wish(moved),
      ),
      {
        at: kit.ago(52),
        status: 'completed',
        outcome: 'approved',
      },
    ),
    acted(
      kit.ask(
        'denied',
        kit.visit('denied', kit.on('lindqvist', 12, '10:00')),
        58,
        'A month later?',
        kit.wish(kit.on('lindqvist', 15, '10:00')),
      ),
      {
        at: kit.ago(51),
        status: 'rejected',
        outcome: 'denied',
        reason: 'The visit should not wait',
      },
    ),
    acted(kit.ask('kept', kit.visit('kept', kit.on('whitfield', 3, '11:00')), 49, 'I may be out of town.'), {
      at: kit.ago(46),
      status: 'rejected',
      outcome: 'denied',
      reason: 'Agreed with the patient by phone',
    }),
  ];
}
