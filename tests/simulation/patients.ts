import type { Appointment, Bundle, Task } from '@medplum/fhirtypes';
import type { Clock } from '../../src-main/ports.ts';
import {
  answerResource,
  cancelTask,
  newAppointmentTask,
  rescheduleTask,
  wishedAppointment,
} from '../support/clinic-resources.ts';
import type { InProcessPortal } from '../support/portal-in-process.ts';
import { PATIENTS, slotOf } from './clinic.ts';
import type { Step } from './history.ts';
import { OPEN } from './invariants/decisions.ts';
import { pickOf } from './pick.ts';

/** What happens in the portal without any desk. */
type PortalStep = Extract<
  Step,
  { readonly do: 'ask' | 'wish' | 'withdraw' | 'answer' | 'own-time' | 'move' | 'cancel' }
>;

/** Patients, and the other programs of the clinic. */
export function createPatients(
  portal: Pick<InProcessPortal, 'send' | 'search' | 'put' | 'post'>,
  clock: Pick<Clock, 'now'>,
  newId: () => string,
) {
  const booked = (): Promise<Appointment[]> =>
    portal.search<Appointment>('Appointment?status=booked&_count=200&_sort=_lastUpdated');

  async function ask(pick: number, cancel: boolean, hour: number): Promise<void> {
    const visit = pickOf(await booked(), pick);
    const who = visit && patientOf(visit);
    if (!visit?.id || !who) return;
    const about = {
      id: newId(),
      focus: { reference: `Appointment/${visit.id}` },
      for: { reference: who },
      requester: { reference: who },
      authoredOn: new Date(clock.now()).toISOString(),
    };
    await portal.put(cancel ? cancelTask(about) : askedFor(rescheduleTask(about), timesAt(hour)));
  }

  async function wish(pick: number, hour: number): Promise<void> {
    const who = { reference: `Patient/${pickOf(PATIENTS, pick) ?? PATIENTS[0]}` };
    const [wishId, id] = [newId(), newId()];
    await portal.put(
      wishedAppointment({
        id: wishId,
        participant: [
          { actor: who, status: 'accepted' },
          { actor: { reference: 'Practitioner/practitioner-1' }, status: 'needs-action' },
          { actor: { reference: 'Location/location-1' }, status: 'needs-action' },
        ],
      }),
    );
    const task = newAppointmentTask({
      id,
      focus: { reference: `Appointment/${wishId}` },
      for: who,
      requester: who,
      authoredOn: new Date(clock.now()).toISOString(),
    });
    await portal.put(askedFor(task, timesAt(hour)));
  }

  async function withdraw(pick: number): Promise<void> {
    const tasks = await portal.search<Task>('Task?_count=200&_sort=_lastUpdated');
    const task = pickOf(
      tasks.filter(({ status }) => OPEN.includes(status)),
      pick,
    );
    if (task)
      await replace(task, (now) => (OPEN.includes(now.status) ? { ...now, status: 'cancelled' } : null));
  }

  async function answer(pick: number, accepted: boolean): Promise<void> {
    const proposals = await portal.search<Appointment>('Appointment?status=pending&_count=200');
    const proposal = pickOf(proposals, pick);
    const who = proposal && patientOf(proposal);
    if (!proposal?.id || !who) return;
    const said = accepted ? 'accepted' : 'declined';
    await portal.post(answerResource(proposal.id, said, { actor: { reference: who } }));
  }

  async function ownTime(pick: number, hour: number, toAll: boolean): Promise<void> {
    const proposals = await portal.search<Appointment>('Appointment?status=pending&_count=200');
    const one = pickOf(proposals, pick);
    const who = one && patientOf(one);
    if (!one || !who) return;
    const together = toAll ? proposals.filter((other) => insteadOf(other) === insteadOf(one)) : [one];
    for (const { id = '' } of together)
      await portal.post(answerResource(id, 'declined', { actor: { reference: who }, ...timesAt(hour) }));
  }

  async function change(pick: number, to: Partial<Appointment>): Promise<void> {
    const visit = pickOf(await booked(), pick);
    if (visit) await replace(visit, (now) => (now.status === 'booked' ? { ...now, ...to } : null));
  }

  /**
   * Writes what was read, changed, and only on top of that: between the two a desk may write as well, and what it wrote must not
   * come back with the tag of what it had written before. What has changed meanwhile is read and changed again; null leaves it.
   */
  async function replace<R extends Appointment | Task>(
    read: R,
    changed: (now: R) => R | null,
  ): Promise<void> {
    const resource = changed(read);
    if (resource === null) return;
    const url = `${resource.resourceType}/${resource.id}`;
    const ifMatch = `W/"${read.meta?.versionId}"`;
    const body: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource, request: { method: 'PUT', url, ifMatch } }],
    };
    const answer = await portal.send({ method: 'POST', url: '', body });
    if (answer.kind !== 'answer') throw new Error(`${url}: ${answer.kind}`);
    if (answer.status < 300) return;
    if (answer.status !== 412) throw new Error(`${url}: ${JSON.stringify(answer)}`);
    const [newer] = await portal.search<R>(`${resource.resourceType}?_id=${resource.id}`);
    if (newer) await replace(newer, changed);
  }

  return {
    async perform(step: PortalStep): Promise<void> {
      switch (step.do) {
        case 'ask':
          return ask(step.pick, step.cancel, step.hour);
        case 'wish':
          return wish(step.pick, step.hour);
        case 'withdraw':
          return withdraw(step.pick);
        case 'answer':
          return answer(step.pick, step.accepted);
        case 'own-time':
          return ownTime(step.pick, step.hour, step.toAll);
        case 'move':
          return change(step.pick, timesAt(step.hour));
        case 'cancel':
          return change(step.pick, { status: 'cancelled' });
      }
    },
  };
}

function timesAt(hour: number): { readonly start: string; readonly end: string } {
  const { start, end } = slotOf({ hour, practitioner: 0 });
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

function askedFor(task: Task, valuePeriod: { readonly start: string; readonly end: string }): Task {
  const [period] = task.input ?? [];
  return { ...task, input: period ? [{ ...period, valuePeriod }] : [] };
}

/** What a proposal was made instead of. */
const insteadOf = ({ supportingInformation }: Appointment): string | undefined =>
  supportingInformation?.[0]?.reference;

const patientOf = (visit: Appointment): string | undefined =>
  visit.participant.flatMap(({ actor }) => actor?.reference ?? []).find((r) => r.startsWith('Patient/'));
