import type { Appointment, Bundle, Resource, Task } from '@medplum/fhirtypes';
import { qb } from '../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { CommandInput } from '../../src-shared/ipc/contract.ts';
import {
  answerResource,
  appointmentResource,
  cancelTask,
  locationResource,
  patientResource,
  practitionerResource,
  rescheduleTask,
} from '../support/clinic-resources.ts';
import { createInProcessPortal, type InProcessPortal } from '../support/portal-in-process.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { type SimDesk, startSimDesk } from './desk.ts';
import type { Place, RequestChoice, ScheduleChoice, Step } from './history.ts';
import { FINISHED } from './invariants.ts';
import { FAIR } from './network.ts';

/** A decision a desk has said yes to. */
interface Acknowledged {
  readonly desk: number;
  readonly outboxId: string;
  readonly command: string;
  undone: boolean;
}

/** Everything there is: desks, the portal, patients, and what was seen happening. */
export interface World {
  readonly clock: VirtualClock;
  readonly portal: InProcessPortal;
  readonly desks: readonly SimDesk[];
  readonly acknowledged: Acknowledged[];
  /** The commands the portal has carried out, in that order: the tag of each transaction it accepted. */
  readonly applied: string[];
  /** What no desk may do, seen while it was done. */
  readonly seen: string[];
  perform(step: Step): Promise<void>;
  /** Everything works again, and somebody looks after what was refused; then time passes until nothing is left to do. */
  heal(): Promise<void>;
  remove(): void;
}

const PATIENTS = ['patient-1', 'patient-2', 'patient-3'] as const;
const PRACTITIONERS = ['practitioner-1', 'practitioner-2'] as const;
const VISITS = 4;
const WORDS = { reasonCode: 'clinic-closed', reasonText: 'Clinic closed', message: '' };
const MINUTE = 60_000;
/** How often a desk in the foreground asks the portal. */
const POLL_MS = 15_000;
/** What is waited for in vain, and the pause after it. */
const LONGEST_REQUEST_MS = 60_000;
/** Monday, Nov 30, 2026, 9:00 AM in Chicago: ten days after the clock's start. */
const FIRST_SLOT = Date.UTC(2026, 10, 30, 15);

const slotOf = ({ hour, practitioner }: Place) => ({
  practitionerId: PRACTITIONERS[practitioner] ?? PRACTITIONERS[0],
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: FIRST_SLOT + hour * 30 * MINUTE,
  end: FIRST_SLOT + (hour + 1) * 30 * MINUTE,
});
const OVERRIDE = { override: { reason: 'asked for it' } };

export async function createWorld(seed: number, count: number): Promise<World> {
  const clock = createVirtualClock();
  const { close, ...portal } = createInProcessPortal(clock.now, seed);
  const applied: string[] = [];
  const seen: string[] = [];
  const acknowledged: Acknowledged[] = [];
  const chance = createSeededIds(seed + 8_000_000);
  await furnish(portal);

  async function send(request: PortalRequest): Promise<PortalAnswer> {
    const answer = await portal.send(request);
    if (request.method === 'POST' && request.url === '' && answer.kind === 'answer' && answer.status < 300)
      applied.push(...tagsIn(request.body));
    return answer;
  }

  const desks = Array.from({ length: count }, (_, index): SimDesk => {
    const desk: SimDesk = startSimDesk({
      index,
      seed,
      clock,
      portal: send,
      onTaken({ messageId }) {
        const row = desk
          .db()
          .get(
            qb
              .selectFrom('mail')
              .innerJoin('outbox', 'outbox.id', 'mail.outbox_id')
              .select(['outbox.id', 'outbox.state', 'mail.kind'])
              .where('mail.message_id', '=', messageId),
          );
        if (row && row.state !== 'done')
          seen.push(`${desk.name} sent the letter (${row.kind}) of ${row.id}, which is ${row.state}`);
      },
      onError: (event, fields) => seen.push(`${desk.name} logged ${event} ${JSON.stringify(fields)}`),
    });
    return desk;
  });

  async function perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'decide': {
        const desk = at(step.desk);
        const open = desk
          .db()
          .all(
            qb.selectFrom('request').select(['id', 'state']).where('state', '<>', 'resolved').orderBy('id'),
          );
        const chosen = pickOf(open, step.pick);
        if (chosen) await decide(step.desk, { on: 'request', id: chosen.id, command: asked(step.command) });
        return;
      }
      case 'schedule': {
        const command = onSchedule(at(step.desk), step.pick, step.command);
        if (command) await decide(step.desk, { on: 'schedule', command });
        return;
      }
      case 'undo': {
        const last = acknowledged.findLast((one) => one.desk === step.desk && !one.undone);
        if (!last) return;
        const answer = await answered(at(step.desk).ask('decisions.undo', { outboxId: last.outboxId }));
        if (answer?.ok) last.undone = true;
        return;
      }
      case 'refresh':
        void at(step.desk).ask('sync.refresh', undefined);
        return;
      case 'ask':
        return ask(step.pick, step.cancel, step.hour);
      case 'withdraw': {
        const task = pickOf(await tasks(['requested', 'on-hold']), step.pick);
        if (task) await portal.put({ ...task, status: 'cancelled' });
        return;
      }
      case 'answer': {
        const proposals = await portal.search<Appointment>('Appointment?status=pending&_count=200');
        const proposal = pickOf(proposals, step.pick);
        const who = proposal && patientOf(proposal);
        if (proposal?.id && who)
          await portal.post(
            answerResource(proposal.id, step.accepted ? 'accepted' : 'declined', {
              actor: { reference: who },
            }),
          );
        return;
      }
      case 'move': {
        const visit = pickOf(await booked(), step.pick);
        const { start, end } = slotOf({ hour: step.hour, practitioner: 0 });
        if (visit)
          await portal.put({
            ...visit,
            start: new Date(start).toISOString(),
            end: new Date(end).toISOString(),
          });
        return;
      }
      case 'cancel': {
        const visit = pickOf(await booked(), step.pick);
        if (visit) await portal.put({ ...visit, status: 'cancelled' });
        return;
      }
      case 'weather':
        at(step.desk).network.weather = step;
        return;
      case 'fair':
        at(step.desk).network.weather = FAIR;
        return;
      case 'mail':
        at(step.desk).mail = step.mail;
        return;
      case 'power':
        if (step.statements === 0) at(step.desk).cutPower();
        else at(step.desk).cutPowerIn(step.statements);
        return;
      case 'lock':
        at(step.desk).locked = { until: clock.now() + step.ms, reads: step.reads };
        return;
      case 'clock':
        at(step.desk).clockOffMs = step.offMs;
        return;
      case 'wait':
        return clock.advance(step.ms);
    }
  }

  const at = (index: number): SimDesk => {
    const desk = desks[index];
    if (!desk) throw new Error(`no desk ${index}`);
    return desk;
  };

  async function decide(index: number, decision: CommandInput<'decisions.decide'>): Promise<void> {
    const answer = await answered(at(index).ask('decisions.decide', decision));
    const { type: command } = decision.command;
    if (answer?.ok && answer.value.outboxId !== null)
      acknowledged.push({ desk: index, outboxId: answer.value.outboxId, command, undone: false });
  }

  /** Time passes while a desk thinks: another program may hold its database. Null where the power went and nobody answers. */
  async function answered<T>(asked: Promise<T | null>): Promise<T | null> {
    let answer: T | null = null;
    let ended = false;
    const ending = asked.then((given) => {
      answer = given;
      ended = true;
    });
    await clock.settle();
    for (let ms = 0; !ended && ms < LONGEST_REQUEST_MS; ms += 500) await clock.advance(500);
    if (ended) await ending;
    return answer;
  }

  async function ask(pick: number, cancel: boolean, hour: number): Promise<void> {
    const visit = pickOf(await booked(), pick);
    const who = visit && patientOf(visit);
    if (!visit?.id || !who) return;
    const { start, end } = slotOf({ hour, practitioner: 0 });
    const about = {
      id: chance.uuid(),
      focus: { reference: `Appointment/${visit.id}` },
      for: { reference: who },
      requester: { reference: who },
      authoredOn: new Date(clock.now()).toISOString(),
    };
    const task = rescheduleTask(about);
    const [period] = task.input ?? [];
    await portal.put(
      cancel
        ? cancelTask(about)
        : {
            ...task,
            input: period
              ? [
                  {
                    ...period,
                    valuePeriod: { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
                  },
                ]
              : [],
          },
    );
  }

  const tasks = async (status: readonly string[]): Promise<Task[]> =>
    (await portal.search<Task>('Task?_count=200&_sort=_lastUpdated')).filter((task) =>
      status.includes(task.status),
    );
  const booked = (): Promise<Appointment[]> =>
    portal.search<Appointment>('Appointment?status=booked&_count=200&_sort=_lastUpdated');

  async function heal(): Promise<void> {
    for (const desk of desks) {
      desk.network.weather = FAIR;
      desk.mail = 'fair';
      desk.clockOffMs = 0;
      desk.locked = { until: 0, reads: false };
    }
    await untilRest(30 * MINUTE);
    // Somebody tries again what the portal refused, and gives up what it refuses once more.
    for (const act of ['attention.retry', 'attention.dismiss'] as const) {
      const failed = desks.flatMap((desk) =>
        desk
          .db()
          .all(qb.selectFrom('outbox').select('id').where('state', '=', 'failed'))
          .map(({ id }) => ({ desk, id })),
      );
      for (const { desk, id } of failed) await answered(desk.ask(act, { kind: 'decision', id }));
      if (failed.length > 0) await untilRest(10 * MINUTE);
    }
    // What was on its way ends, and everybody asks twice: each has seen then what the others have done.
    await clock.advance(LONGEST_REQUEST_MS + 2 * POLL_MS);
  }

  async function untilRest(limitMs: number): Promise<void> {
    for (let ms = 0; ms < limitMs; ms += POLL_MS) {
      await clock.advance(POLL_MS);
      if (desks.every(isAtRest)) return;
    }
  }

  return {
    clock,
    portal,
    desks,
    acknowledged,
    applied,
    seen,
    perform,
    heal,
    remove() {
      for (const desk of desks) desk.remove();
      close();
    },
  };
}

const isAtRest = (desk: SimDesk): boolean =>
  desk.db().all(qb.selectFrom('outbox').select('id').where('state', 'not in', FINISHED)).length === 0 &&
  desk.db().all(qb.selectFrom('mail').select('id').where('state', '=', 'ready')).length === 0;

async function furnish(portal: InProcessPortal): Promise<void> {
  const [first, second, third] = PATIENTS;
  await portal.put(patientResource({ id: first }));
  await portal.put(patientResource({ id: second, name: [{ given: ['Ben'], family: 'Ortiz' }], telecom: [] }));
  await portal.put(
    patientResource({
      id: third,
      name: [{ given: ['Cleo'], family: 'Wren' }],
      telecom: [{ system: 'email', value: 'cleo@example.org' }],
    }),
  );
  for (const id of PRACTITIONERS) await portal.put(practitionerResource({ id, name: [{ text: id }] }));
  await portal.put(locationResource());
  for (let index = 0; index < VISITS; index += 1) {
    const start = FIRST_SLOT - 3 * 24 * 60 * MINUTE + index * 24 * 60 * MINUTE;
    await portal.put(
      appointmentResource({
        id: `visit-${index + 1}`,
        start: new Date(start).toISOString(),
        end: new Date(start + 30 * MINUTE).toISOString(),
        participant: [
          { actor: { reference: `Patient/${PATIENTS[index % PATIENTS.length]}` }, status: 'accepted' },
          { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
          { actor: { reference: 'Location/location-1' }, status: 'accepted' },
        ],
      }),
    );
  }
}

const pickOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

const patientOf = (visit: Appointment): string | undefined =>
  visit.participant.flatMap(({ actor }) => actor?.reference ?? []).find((r) => r.startsWith('Patient/'));

function asked(choice: RequestChoice): DeskCommand {
  switch (choice.type) {
    case 'propose':
      return { type: 'propose', slot: slotOf(choice.place), words: WORDS, ...OVERRIDE };
    case 'update':
      return { type: 'update', slot: slotOf(choice.place), words: WORDS, ...OVERRIDE };
    case 'approve':
      return { type: 'approve', words: WORDS, ...OVERRIDE };
    case 'accepted':
    case 'declined':
      return { type: 'record-answer', answer: choice.type };
    case 'resend-email':
      return { type: 'resend-email' };
    default:
      return { type: choice.type, words: WORDS };
  }
}

function onSchedule(desk: SimDesk, pick: number, choice: ScheduleChoice): ScheduleCommand | null {
  if (choice.type === 'book')
    return {
      type: 'book',
      patientId: PATIENTS[choice.patient] ?? PATIENTS[0],
      slot: slotOf(choice.place),
      message: '',
      notify: true,
      ...OVERRIDE,
    };
  const shown = desk
    .db()
    .all(qb.selectFrom('appointment').select('id').where('status', '=', 'booked').orderBy('id'));
  const appointmentId = pickOf(shown, pick)?.id;
  if (appointmentId === undefined) return null;
  if (choice.type === 'update')
    return {
      type: 'update',
      appointmentId,
      slot: slotOf(choice.place),
      words: WORDS,
      notify: true,
      ...OVERRIDE,
    };
  if (choice.type === 'cancel-appointment')
    return { type: 'cancel-appointment', appointmentId, words: WORDS, notify: true };
  return { type: 'set-status', appointmentId, status: choice.type };
}

/** The commands a transaction is tagged with. */
function tagsIn(body: unknown): string[] {
  const { entry = [] } = body as Bundle<Resource>;
  const tags = entry.flatMap(({ resource }) => commandTags(resource));
  return [...new Set(tags)];
}

/** Ids of the commands a resource is tagged with. */
export const commandTags = (resource: Resource | undefined): string[] =>
  (resource?.meta?.tag ?? []).flatMap(({ system, code }) =>
    system === 'urn:reslot:command' && code ? [code] : [],
  );
