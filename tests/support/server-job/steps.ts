import type { Appointment, AppointmentResponse, Task } from '@medplum/fhirtypes';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import type { ScheduleCommand } from '../../../src-shared/domain/schedule-command.ts';
import { answerResource } from '../clinic-resources.ts';
import type { Hands } from '../hands.ts';
import type { LocalCore } from '../local-core.ts';
import { WORDS } from '../portal-desk.ts';
import type { Others } from './doors.ts';
import { type slotOf, times } from './times.ts';

/** One patient with a visit, and with a request where the step answers one. */
export interface Case {
  readonly patient: string;
  readonly visit: string;
  readonly task: string;
  /** Where it is moved to. */
  readonly slot: ReturnType<typeof slotOf>;
}

export interface Scene extends Case {
  readonly desk: LocalCore & Hands;
  readonly others: Others;
  /** The answer to the first decision about this case does not arrive. */
  loseAnswer(): void;
  visitNow(): Promise<Appointment | undefined>;
  taskNow(): Promise<Task | undefined>;
}

export interface Step {
  readonly name: string;
  readonly asks?: 'reschedule' | 'cancel';
  act(scene: Scene): Promise<void>;
  /** What follows once the desk's part has arrived. */
  later?(scene: Scene): Promise<void>;
  /** What is wrong in the portal afterwards; null: nothing. */
  wrong(scene: Scene): Promise<string | null>;
  /** What the desk has to have said all the same. */
  readonly toBeSaid?: boolean;
  /** The type that it needs: where the portal does not have it, the connection test has said so. */
  readonly needs?: string;
}

const TWO_HOURS = 2 * 3_600_000;
const message = { ...WORDS, message: 'Dr. Okafor is away that day.' };

const decide = ({ desk, task }: Scene, command: DeskCommand) =>
  desk.ask('decisions.decide', { on: 'request', id: task, command });
const onSchedule = ({ desk }: Scene, command: ScheduleCommand) =>
  desk.ask('decisions.decide', { on: 'schedule', command });

const isAt = (visit: Appointment | undefined, start: number): boolean =>
  visit !== undefined && Date.parse(visit.start ?? '') === start;

const expectVisit =
  (status: string, at: 'slot' | 'any', taskStatus?: string) =>
  async (scene: Scene): Promise<string | null> => {
    const visit = await scene.visitNow();
    if (visit?.status !== status) return `visit ${visit?.status}`;
    if (at === 'slot' && !isAt(visit, scene.slot.start)) return 'visit elsewhere';
    const task = taskStatus === undefined ? undefined : await scene.taskNow();
    return task?.status === taskStatus ? null : `request ${task?.status}`;
  };

const propose = (scene: Scene) => decide(scene, { type: 'propose', slots: [scene.slot], words: message });

const answers = (participantStatus: 'accepted' | 'declined') => async (scene: Scene) => {
  const visits = await visitsOf(scene);
  const proposal = visits.find(({ status }) => status === 'pending');
  if (!proposal?.id) return;
  const actor = { reference: `Patient/${scene.patient}` };
  await scene.others.create<AppointmentResponse>(answerResource(proposal.id, participantStatus, { actor }));
};

async function visitsOf({ others, patient }: Scene): Promise<Appointment[]> {
  const all = await others.search<Appointment>(`Appointment?patient=Patient/${patient}`);
  return all.filter(({ participant }) =>
    participant.some(({ actor: who }) => who?.reference?.endsWith(`Patient/${patient}`)),
  );
}

async function bookedOnce(scene: Scene): Promise<string | null> {
  const booked = (await visitsOf(scene)).filter(
    (visit) => visit.status === 'booked' && isAt(visit, scene.slot.start),
  );
  return booked.length === 1 ? null : `booked ${booked.length} times`;
}

const book = (scene: Scene) =>
  onSchedule(scene, {
    type: 'book',
    patientId: scene.patient,
    slot: scene.slot,
    message: '',
    notify: true,
  });
const move = (scene: Scene) =>
  onSchedule(scene, {
    type: 'update',
    appointmentId: scene.visit,
    slot: scene.slot,
    words: WORDS,
    notify: true,
  });

export const STEPS: readonly Step[] = [
  {
    name: 'approve',
    asks: 'reschedule',
    act: async (scene) => void (await decide(scene, { type: 'approve' })),
    wrong: expectVisit('booked', 'slot', 'completed'),
  },
  {
    name: 'deny',
    asks: 'reschedule',
    act: async (scene) => void (await decide(scene, { type: 'deny', words: message })),
    wrong: expectVisit('booked', 'any', 'rejected'),
  },
  {
    name: 'cancel',
    asks: 'cancel',
    act: async (scene) => void (await decide(scene, { type: 'approve', words: WORDS })),
    wrong: expectVisit('cancelled', 'any', 'completed'),
  },
  {
    name: 'update',
    asks: 'reschedule',
    act: async (scene) => void (await decide(scene, { type: 'update', slot: scene.slot, words: message })),
    wrong: expectVisit('booked', 'slot', 'completed'),
  },
  {
    name: 'propose, accepted',
    asks: 'reschedule',
    act: async (scene) => void (await propose(scene)),
    needs: 'AppointmentResponse',
    later: answers('accepted'),
    wrong: async (scene) => (await bookedOnce(scene)) ?? (await expectTask(scene, 'completed')),
  },
  {
    name: 'propose, declined',
    asks: 'reschedule',
    act: async (scene) => void (await propose(scene)),
    needs: 'AppointmentResponse',
    later: answers('declined'),
    wrong: async (scene) => {
      const pending = (await visitsOf(scene)).filter(({ status }) => status === 'pending');
      return pending.length === 0 ? expectVisit('booked', 'any')(scene) : 'still proposed';
    },
  },
  {
    name: 'changed elsewhere',
    async act(scene) {
      const visit = await scene.visitNow();
      if (!visit) return;
      const start = scene.slot.start + TWO_HOURS;
      await scene.others.update({ ...visit, ...times(start) });
      await move(scene);
    },
    async wrong(scene) {
      const visit = await scene.visitNow();
      return isAt(visit, scene.slot.start + TWO_HOURS) ? null : 'overwritten';
    },
    toBeSaid: true,
  },
  { name: 'book', act: async (scene) => void (await book(scene)), wrong: bookedOnce },
  {
    name: 'book, answer lost',
    async act(scene) {
      scene.loseAnswer();
      await book(scene);
    },
    wrong: bookedOnce,
  },
  {
    name: 'new patient, booked',
    async act(scene) {
      const { id } = await scene.desk.ask('patients.add', {
        givenName: 'Omar',
        familyName: `Haddad ${scene.patient}`.slice(0, 40),
        birthDate: '1990-05-17',
        phone: '(312) 555-0163',
        email: 'omar@example.org',
      });
      await book({ ...scene, patient: id });
    },
    async wrong(scene) {
      const visits = await scene.others.search<Appointment>('Appointment');
      const booked = visits.filter(
        (visit) =>
          isAt(visit, scene.slot.start) &&
          visit.participant.every(({ actor: who }) => !who?.reference?.endsWith(`/${scene.patient}`)),
      );
      return booked.length === 1 ? null : `booked ${booked.length} times`;
    },
  },
  { name: 'move', act: async (scene) => void (await move(scene)), wrong: expectVisit('booked', 'slot') },
  {
    name: 'move, answer lost',
    async act(scene) {
      scene.loseAnswer();
      await move(scene);
    },
    wrong: expectVisit('booked', 'slot'),
  },
  {
    name: 'cancel on the schedule',
    act: async (scene) =>
      void (await onSchedule(scene, {
        type: 'cancel-appointment',
        appointmentId: scene.visit,
        words: WORDS,
        notify: true,
      })),
    wrong: expectVisit('cancelled', 'any'),
  },
];

/** In the order of the day; `test` and `load` come first. */
export const STEP_NAMES = STEPS.map(({ name }) => name);

async function expectTask(scene: Scene, status: string): Promise<string | null> {
  const task = await scene.taskNow();
  return task?.status === status ? null : `request ${task?.status}`;
}
