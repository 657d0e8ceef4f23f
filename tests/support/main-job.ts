import type {
  Appointment,
  AppointmentResponse,
  Bundle,
  Patient,
  Resource,
  Slot,
  Task,
} from '@medplum/fhirtypes';
import type { PortalRequest } from '../../src-main/ports.ts';
import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import { filesIn } from './fhir-profiles.ts';
import { type DeskOptions, openSmallClinic, type PortalDesk, slotAt, WORDS } from './portal-desk.ts';
import { createSlotPortal, type SlotPortal } from './slot-portal.ts';

/** What a portal has, and what its patients write, of `resources/fhir/examples/portal`. */
function example<R extends Resource>(name: string): R {
  const found = filesIn('examples/portal').get(`resources/fhir/examples/portal/${name}.json`);
  if (!found) throw new Error(`no example ${name}`);
  return found as R;
}

/** A desk at a portal that has the examples, and all transactions it has sent so far. */
interface Job {
  readonly portal: Awaited<ReturnType<typeof openSmallClinic>>['portal'];
  readonly clock: Awaited<ReturnType<typeof openSmallClinic>>['clock'];
  readonly desk: PortalDesk;
  readonly bundles: readonly Bundle[];
  /** What it has read, as it was asked for. */
  readonly asked: readonly string[];
  decide(command: DeskCommand): Promise<void>;
  onSchedule(command: ScheduleCommand): Promise<void>;
}

async function begin(
  tasks: readonly string[],
  options: Pick<DeskOptions, 'rules' | 'between' | 'deliver'> = {},
  visit: Partial<Appointment> = {},
): Promise<Job> {
  const { portal, clock, open } = await openSmallClinic();
  for (const name of ['patient', 'practitioner', 'location']) await portal.put(example(name));
  await portal.put({ ...example<Appointment>('visit'), ...visit });
  for (const name of tasks) await portal.put(example(name));
  const bundles: Bundle[] = [];
  const asked: string[] = [];
  const { rules, between = (request, send) => send(request), ...rest } = options;
  const desk = open({
    ...rest,
    rules: { undoSeconds: 0, ...rules },
    between: (request, send) => {
      if (isTransaction(request)) bundles.push(request.body as Bundle);
      if (request.method === 'GET') asked.push(request.url);
      return between(request, send);
    },
  });
  await desk.settle();
  const send = async (input: Parameters<typeof desk.ask<'decisions.decide'>>[1]) => {
    await desk.ask('decisions.decide', input);
    await desk.settle();
  };
  return {
    portal,
    clock,
    desk,
    bundles,
    asked,
    decide: (command) => send({ on: 'request', id: 'task-1', command }),
    onSchedule: (command) => send({ on: 'schedule', command }),
  };
}

const isTransaction = ({ method, url }: PortalRequest): boolean => method === 'POST' && url === '';

const SLOT = slotAt('2026-11-30T16:00:00Z');
const LATER = slotAt('2026-12-01T16:00:00Z');
const MOVE = { type: 'update', appointmentId: 'visit-1', slot: SLOT, words: WORDS, notify: true } as const;
/** Whether the practice has to approve a cancellation. */
const ALWAYS = { policy: { approval: { mode: 'always' }, charges: { mode: 'none' } } } as const;
const NEVER = { policy: { approval: { mode: 'never' }, charges: { mode: 'none' } } } as const;
const MESSAGE = { ...WORDS, message: 'Dr. Okafor is away that day.' };

async function proposed(task = 'request-to-reschedule', rules: DeskOptions['rules'] = {}): Promise<Job> {
  const job = await begin([task], { rules: { ...ALWAYS, ...rules } });
  await job.decide({ type: 'propose', slots: [SLOT], words: MESSAGE });
  return job;
}

const OFFER = { offer: '7d1c3c6e-5b0a-4d8e-9a51-0f2f6a1b7c10', others: 1 };

/** One time, offered to two patients. */
async function offered(): Promise<Job> {
  const job = await begin(['request-to-reschedule'], { rules: ALWAYS });
  const other = { reference: 'Patient/patient-2', display: 'Ben Ortiz' };
  const [patient, visit, task] = [
    example<Patient>('patient'),
    example<Appointment>('visit'),
    example<Task>('request-to-reschedule'),
  ];
  await job.portal.put({
    ...patient,
    id: 'patient-2',
    name: [{ use: 'official', family: 'Ortiz', given: ['Ben'] }],
  });
  await job.portal.put({
    ...visit,
    id: 'visit-2',
    identifier: [{ system: 'urn:reslot:uid', value: 'visit-2@clinic.example' }],
    start: '2026-11-24T10:00:00-06:00',
    end: '2026-11-24T10:30:00-06:00',
    participant: [{ actor: other, status: 'accepted' }, ...visit.participant.slice(1)],
  });
  await job.portal.put({
    ...task,
    id: 'task-2',
    focus: { reference: 'Appointment/visit-2' },
    for: other,
    requester: other,
  });
  await job.desk.settle();
  const words = { reasonCode: '', reasonText: '', message: 'It has just come free.' };
  const command = { type: 'propose', slots: [SLOT], words, shared: OFFER } as const;
  await job.decide(command);
  await job.desk.ask('decisions.decide', { on: 'request', id: 'task-2', command });
  await job.desk.settle();
  return job;
}

async function acceptFirst(job: Job): Promise<void> {
  const pending = await job.portal.search<Appointment>('Appointment?status=pending');
  const own = pending.find(({ participant }) =>
    participant.some(({ actor }) => actor?.reference === 'Patient/patient-1'),
  );
  await job.clock.advance(60_000);
  await job.portal.put<AppointmentResponse>({
    ...example<AppointmentResponse>('answer-accepted'),
    appointment: { reference: `Appointment/${own?.id}` },
  });
  await job.desk.settle();
}

/** `what`: which example of an answer. */
async function answered(
  what: 'accepted' | 'declined' | 'own-time',
  task?: string,
  rules?: DeskOptions['rules'],
): Promise<Job> {
  const job = await proposed(task, rules);
  const [proposal] = await job.portal.search<Appointment>('Appointment?status=pending');
  await job.clock.advance(60_000);
  await job.portal.put<AppointmentResponse>({
    ...example<AppointmentResponse>(`answer-${what}`),
    appointment: { reference: `Appointment/${proposal?.id}` },
  });
  await job.desk.settle();
  return job;
}

async function decided(task: string, command: DeskCommand): Promise<Job> {
  const job = await begin([task], { rules: ALWAYS });
  await job.decide(command);
  return job;
}

async function wished(command: DeskCommand): Promise<Job> {
  const job = await begin(['wished-appointment', 'request-for-new-appointment']);
  await job.decide(command);
  return job;
}

async function scheduled(command: ScheduleCommand): Promise<Job> {
  const job = await begin([]);
  await job.onSchedule(command);
  return job;
}

async function worked(isClosed: boolean): Promise<Job> {
  const job = await begin(['request-to-reschedule']);
  await job.desk.ask('requests.workOn', { ids: ['task-1'] });
  await job.clock.advance(5000);
  if (isClosed) await job.desk.ask('requests.workOn', { ids: [] });
  await job.clock.advance(1000);
  return job;
}

async function movedOnSlots(): Promise<Job> {
  const slots = [example<Slot>('slot'), example<Slot>('free-slot')];
  const front: SlotPortal[] = [];
  const job = await begin(
    [],
    {
      between(request, send) {
        const [portal = createSlotPortal({ send }, slots)] = front;
        front[0] = portal;
        return portal.send(request);
      },
    },
    { slot: [{ reference: 'Slot/slot-old' }] },
  );
  await job.onSchedule(MOVE);
  // As it came to the portal, with its Slots.
  return { ...job, bundles: front[0]?.bundles ?? [] };
}

const BOOK = { type: 'book', patientId: 'patient-1', slot: SLOT, message: '', notify: true } as const;
const NEW_PATIENT = {
  givenName: 'Omar',
  familyName: 'Haddad',
  birthDate: '1990-05-17',
  phone: '(312) 555-0163',
  email: 'omar@example.org',
};
const REFUSED = { kind: 'refused', what: 'recipient', detail: '550 no such user' } as const;

/** Each step of the main job, by the name of the example of it: the desk that did it, and what it sent. */
export const MAIN_JOB: Readonly<Record<string, () => Promise<Pick<Job, 'asked' | 'bundles'>>>> = {
  approve: () => decided('request-to-reschedule', { type: 'approve' }),
  deny: () => decided('request-to-reschedule', { type: 'deny', words: MESSAGE }),
  update: () => decided('request-to-reschedule', { type: 'update', slot: SLOT, words: MESSAGE }),
  'cancel-instead': () => decided('request-to-reschedule', { type: 'cancel-appointment', words: MESSAGE }),
  'book-new': () => wished({ type: 'approve' }),
  'deny-new': () => wished({ type: 'deny', words: MESSAGE }),
  'propose-for-new': () => wished({ type: 'propose', slots: [SLOT, LATER], words: MESSAGE }),
  'approve-cancellation': () => decided('request-to-cancel', { type: 'approve', words: WORDS }),
  keep: () => decided('request-to-cancel', { type: 'keep', words: MESSAGE }),
  propose: () => proposed(),
  'propose-several': async () => {
    const job = await begin(['request-to-reschedule'], { rules: ALWAYS });
    await job.decide({ type: 'propose', slots: [SLOT, LATER], words: MESSAGE });
    return job;
  },
  'one-of-several-accepted': async () => {
    const job = await begin(['request-to-reschedule'], { rules: ALWAYS });
    await job.decide({ type: 'propose', slots: [SLOT, LATER], words: MESSAGE });
    const pending = await job.portal.search<Appointment>('Appointment?status=pending');
    const second = pending.find(
      ({ start }) => start === new Date(LATER.start).toISOString().replace('.000', ''),
    );
    await job.clock.advance(60_000);
    await job.portal.put<AppointmentResponse>({
      ...example<AppointmentResponse>('answer-accepted'),
      appointment: { reference: `Appointment/${second?.id}` },
    });
    await job.desk.settle();
    return job;
  },
  'offered-to-several': () => offered(),
  'first-to-accept': async () => {
    const job = await offered();
    const before = job.bundles.length;
    await acceptFirst(job);
    return { ...job, bundles: job.bundles.slice(0, before + 1) };
  },
  'offer-taken': async () => {
    const job = await offered();
    await acceptFirst(job);
    return job;
  },
  'proposal-accepted': () => answered('accepted'),
  'proposal-declined': () => answered('declined'),
  'own-time': () => answered('own-time', undefined, { policy: { ...ALWAYS.policy, ownTimes: true } }),
  'cancelled-entirely': () => answered('declined', 'request-to-cancel'),
  'proposal-withdrawn': async () => {
    const job = await proposed();
    await job.decide({ type: 'withdraw-proposal' });
    return job;
  },
  'proposal-expired': async () => {
    // The visit is in four days: an hour is left.
    const job = await proposed('request-to-reschedule', { proposalExpiryHours: 95 });
    await job.clock.advance(3_600_000);
    await job.desk.settle();
    return job;
  },
  superseded: async () => {
    const job = await begin(['request-to-reschedule']);
    await job.portal.put(example<Task>('newer-request'));
    await job.desk.settle();
    await job.desk.settle();
    return job;
  },
  'cancelled-under-policy': () => begin(['request-to-cancel'], { rules: NEVER }),
  book: () => scheduled(BOOK),
  move: () => scheduled(MOVE),
  'move-with-slots': () => movedOnSlots(),
  cancel: () =>
    scheduled({ type: 'cancel-appointment', appointmentId: 'visit-1', words: WORDS, notify: true }),
  'check-in': async () => {
    const today = { start: '2026-11-20T09:15:00-06:00', end: '2026-11-20T09:45:00-06:00' };
    const job = await begin([], {}, today);
    await job.onSchedule({ type: 'set-status', appointmentId: 'visit-1', status: 'checked-in' });
    return job;
  },
  'new-patient': async () => {
    const job = await begin([]);
    await job.desk.ask('patients.add', NEW_PATIENT);
    await job.desk.settle();
    return job;
  },
  'correct-address': async () => {
    const job = await begin([], { deliver: async () => REFUSED });
    await job.onSchedule(MOVE);
    const [item] = await job.desk.ask('attention.list', undefined);
    if (item?.kind !== 'mail' || item.patient === null) throw new Error('no e-mail was refused');
    const { id: patientId, email: onFile } = item.patient;
    await job.desk.ask('attention.correctAddress', {
      mailId: item.id,
      patientId,
      onFile,
      address: 'ana.flores@example.org',
    });
    await job.desk.settle();
    return job;
  },
  'open-at-a-desk': () => worked(false),
  'given-back': () => worked(true),
  'practice-settings': async () => {
    const job = await begin([]);
    await job.desk.ask('settings.save', { rules: { policy: defaultRules.policy } });
    await job.desk.settle();
    return job;
  },
};

/** What the last transaction writes, by type. */
export const lastOf = (bundles: readonly Bundle[]): Bundle => {
  const last = bundles.at(-1);
  if (!last) throw new Error('nothing was sent');
  return last;
};

/** Ids that are drawn, by the order in which they appear: what is drawn before a step is nothing to the example. */
export function withPlainIds(bundle: Bundle): Bundle {
  const known = new Map<string, string>();
  const text = JSON.stringify(bundle).replace(
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    (id) => {
      const plain = known.get(id) ?? `00000000-0000-4000-8000-${String(known.size + 1).padStart(12, '0')}`;
      known.set(id, plain);
      return plain;
    },
  );
  return JSON.parse(text) as Bundle;
}
