import type { Appointment, Location, Patient, Practitioner, Task } from '@medplum/fhirtypes';
import { qb } from '../../../src-main/db/db.ts';
import type { Portal, PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { PortalTest } from '../../../src-shared/ipc/settings-views.ts';
import { cancelTask, rescheduleTask } from '../clinic-resources.ts';
import { type Hands, handsAt } from '../hands.ts';
import { type LocalCore, openLocalCore } from '../local-core.ts';
import { actor } from '../local-desk.ts';
import { smtpFrom } from '../portal-desk.ts';
import { isTransaction } from '../server-habits.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Others, ServerDoors } from './doors.ts';
import { type Became, type Given, judge, judgeTest, loaded, outboxIds } from './judge.ts';
import { type Case, type Scene, STEPS, type Step } from './steps.ts';
import { slotOf, times, workingDay } from './times.ts';

type Desk = LocalCore & Hands;

const THREE_HOURS = 3 * 3_600_000;

/**
 * The main job of a desk at this server, each step with a patient, a visit and a request of its own: loading, deciding, what patients
 * answer, what others change meanwhile, answers that are lost. What became of each, by what the portal has then and what the desk says.
 */
export async function doMainJob({ desk: portal, others, clock }: ServerDoors): Promise<Became[]> {
  const practitioner = await others.create<Practitioner>({
    resourceType: 'Practitioner',
    name: [{ text: 'Dr. Ruth Okafor' }],
  });
  const location = await others.create<Location>({ resourceType: 'Location', name: 'Main Street' });
  const cases: Case[] = [];
  for (const [n, step] of STEPS.entries())
    cases.push(await begin(others, step, practitioner.id, location.id, workingDay(clock.now(), n)));

  const { desk, loseAnswer } = openDesk(clock, portal);
  const tested = await test(desk, clock);
  await desk.settle();
  await clock.advance(120_000);
  await desk.settle();
  const load = loaded(desk, cases);
  // A place that the portal does not show to the desk cannot be chosen there.
  const isPlaceKnown = desk.db.get(qb.selectFrom('location').select('id').where('id', '=', location.id));
  const given: Given[] = [];
  for (const [n, step] of STEPS.entries()) {
    const one = cases[n];
    if (!one) continue;
    const scene: Scene = {
      ...one,
      slot: isPlaceKnown ? one.slot : { ...one.slot, locationId: null },
      desk,
      others,
      loseAnswer: () => loseAnswer(one.patient),
      visitNow: async () => (await others.search<Appointment>(`Appointment?_id=${one.visit}`))[0],
      taskNow: async () => (await others.search<Task>(`Task?_id=${one.task}`))[0],
    };
    given.push(await act(step, scene));
    await desk.settle();
  }
  for (const { step, scene } of given) await step.later?.(scene);
  for (let minutes = 0; minutes < LONG_ENOUGH; minutes += 1) await clock.advance(60_000);
  await desk.settle();
  const became: Became[] = [load];
  for (const one of given) became.push(await judge(desk, tested, one));
  return [judgeTest(tested, became), ...became];
}

/** In minutes: what a portal goes on to refuse is before a person by then. */
const LONG_ENOUGH = 12;

async function act(step: Step, scene: Scene): Promise<Given> {
  const before = new Set(outboxIds(scene.desk));
  const refused = await step.act(scene).then(
    () => null,
    (error: Error) => error.message,
  );
  return { step, scene, refused, outbox: outboxIds(scene.desk).filter((id) => !before.has(id)) };
}

async function begin(
  others: Others,
  step: Step,
  practitionerId: string,
  locationId: string,
  at: number,
): Promise<Case> {
  const name = { family: `Case ${step.name.replace(/[^a-z]+/g, ' ')}`, given: ['Ana'] };
  const patient = await others.create<Patient>({
    resourceType: 'Patient',
    name: [name],
    telecom: [{ system: 'email', value: 'ana@example.org' }],
  });
  const visit = await others.create<Appointment>({
    resourceType: 'Appointment',
    status: 'booked',
    serviceType: [{ text: 'Follow-up' }],
    ...times(at),
    participant: [`Patient/${patient.id}`, `Practitioner/${practitionerId}`, `Location/${locationId}`].map(
      (reference) => ({ actor: { reference }, status: 'accepted' }),
    ),
  });
  const slot = slotOf(practitionerId, locationId, at + THREE_HOURS);
  const task = step.asks ? await others.create(taskOf(step.asks, patient.id, visit.id, slot.start)) : null;
  return { patient: patient.id, visit: visit.id, task: task?.id ?? '', slot };
}

function taskOf(kind: 'reschedule' | 'cancel', patient: string, visit: string, start: number): Task {
  const who = { reference: `Patient/${patient}` };
  const made = kind === 'cancel' ? cancelTask() : rescheduleTask();
  const { id: _id, ...task } = made;
  const input = task.input?.map((one) => ({ ...one, valuePeriod: times(start) }));
  const focus = { reference: `Appointment/${visit}` };
  return { ...task, ...(input ? { input } : {}), focus, for: who, requester: who };
}

/** `loseAnswer`: that to the next decision about this patient does not arrive. */
function openDesk(clock: VirtualClock, portal: Portal) {
  const toLose = new Set<string>();
  async function send(request: PortalRequest): Promise<PortalAnswer> {
    const answer = await portal.send(request);
    const text = isTransaction(request) ? JSON.stringify(request.body) : '';
    const lost = [...toLose].find((patient) => text.includes(`"Patient/${patient}"`));
    if (lost === undefined) return answer;
    toLose.delete(lost);
    return { kind: 'none', why: 'connection-lost', detail: 'ECONNRESET' };
  }
  const policy = { approval: { mode: 'always' }, charges: { mode: 'none' } } as const;
  const desk = openLocalCore({
    clock,
    identity: actor,
    defaults: {
      portal: CONNECTION,
      mail: smtpFrom('frontdesk@clinic.example'),
      rules: { ...defaultRules, undoSeconds: 0, policy },
    },
    portal: send,
  });
  desk.core.start();
  return {
    desk: Object.assign(desk, handsAt(desk, clock)),
    loseAnswer: (patient: string) => void toLose.add(patient),
  };
}

const CONNECTION = {
  kind: 'fhir',
  baseUrl: 'https://portal.example/fhir',
  signIn: { method: 'none' },
} as const;

async function test(desk: Desk, clock: VirtualClock): Promise<PortalTest> {
  let ended = false;
  const testing = desk
    .ask('settings.testPortal', { portal: CONNECTION, secret: null, writes: true })
    .finally(() => {
      ended = true;
    });
  while (!ended) await clock.advance(250);
  return testing;
}
