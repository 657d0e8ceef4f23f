import type { Appointment, AppointmentResponse, Bundle, Resource, Task } from '@medplum/fhirtypes';
import type { OutgoingMail } from '../../../src-main/ports.ts';
import type { OutboxState } from '../../../src-shared/domain/delivery-states.ts';
import type { DraftSubject } from '../../../src-shared/domain/draft.ts';
import type { InProcessPortal } from '../../support/portal-in-process.ts';
import type { Look } from '../desk.ts';
import { commandTags } from '../portal.ts';

/** A desk that has come to rest, as what it left behind tells: its database, and what a mail server has of it. */
export interface RestedDesk {
  readonly name: string;
  db(): Look;
  /** Every message a mail server took from it. */
  readonly taken: readonly Pick<OutgoingMail, 'messageId'>[];
  /**
   * The double bookings that somebody has confirmed there (`Overlaps.pairs`), each with the decision it was for, where its answer was
   * heard; null where nobody watched.
   */
  readonly confirmed: ReadonlyMap<string, string | null> | null;
  /** What has to stand in its forms, by subject. */
  expectedWords(stateOf: (outboxId: string) => OutboxState | undefined): Map<DraftSubject, string | null>;
}

/** A decision a desk has said yes to. */
export interface Accepted {
  readonly desk: RestedDesk;
  readonly outboxId: string;
  readonly command: string;
  readonly undone: boolean;
}

/** What is looked at once everything has come to rest. */
export interface Evidence {
  readonly desks: readonly RestedDesk[];
  readonly accepted: readonly Accepted[];
  readonly portal: PortalState;
  /** The commands the portal has carried out, in that order; null where nobody watched. */
  readonly applied: readonly string[] | null;
  /** The commands it had carried out when it was put back to an earlier state, which it has not carried out again. */
  readonly lost: ReadonlySet<string>;
  /** The portal was put back to an earlier state: of what others had written nobody can tell any more. */
  readonly restored: boolean;
  /** The commands that were let go while no portal was set up: their letters may have left before its yes. */
  readonly untold: ReadonlySet<string>;
}

/** What the portal has, and how that came about. */
export interface PortalState {
  readonly current: ReadonlyMap<string, Appointment | Task>;
  /** What has been answered to an Appointment. */
  readonly answers: readonly AppointmentResponse[];
  /** Every version of each Task, oldest first. */
  readonly tasks: readonly (readonly Task[])[];
  /** The command that put each appointment where it stands, by its FHIR id; none for one that somebody else put there. */
  readonly placedBy: ReadonlyMap<string, string>;
  /** The appointments that have been booked at some time: by name, "Appointment/visit-1". */
  readonly everBooked: ReadonlySet<string>;
  /** The versions with which each command has changed each resource, oldest first: by command, then by resource. */
  readonly writes: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

export async function readPortal(portal: Pick<InProcessPortal, 'send'>): Promise<PortalState> {
  const current = new Map<string, Appointment | Task>();
  const tasks: Task[][] = [];
  const placedBy = new Map<string, string>();
  const writes = new Map<string, Map<string, string[]>>();
  const everBooked = new Set<string>();
  for (const type of ['Appointment', 'Task'] as const) {
    for (const resource of await allPages<Appointment | Task>(portal, `${type}?_count=1000`)) {
      const name = `${type}/${resource.id}`;
      current.set(name, resource);
      const versions = await historyOf(portal, name);
      if (versions.some((one) => (one as Appointment | Task).status === 'booked')) everBooked.add(name);
      if (type === 'Task') tasks.push(versions as Task[]);
      const placing = type === 'Appointment' ? placingCommand(versions as Appointment[]) : undefined;
      if (placing !== undefined) placedBy.set(resource.id ?? '', placing);
      let before: readonly string[] = [];
      for (const version of versions) {
        const tags = commandTags(version);
        for (const tag of tags.filter((one) => !before.includes(one))) {
          const of = writes.get(tag) ?? new Map<string, string[]>();
          of.set(name, [...(of.get(name) ?? []), version.meta?.versionId ?? '']);
          writes.set(tag, of);
        }
        before = tags;
      }
    }
  }
  const answers = await allPages<AppointmentResponse>(portal, 'AppointmentResponse?_count=1000');
  return { current, answers, tasks, placedBy, everBooked, writes };
}

/** What wrote the first of the versions since which the visit has stood where it stands. Oldest first. */
function placingCommand(versions: readonly Appointment[]): string | undefined {
  const last = versions.at(-1);
  const away = versions.findLastIndex((one) => last !== undefined && placeOf(one) !== placeOf(last));
  const before = away < 0 ? [] : commandTags(versions[away]);
  return commandTags(versions[away + 1]).find((tag) => !before.includes(tag));
}

const FREE = ['cancelled', 'noshow', 'entered-in-error'];

function placeOf({ status, start, end, participant }: Appointment): string {
  if (FREE.includes(status)) return 'nowhere';
  const who = participant.find(({ actor }) => actor?.reference?.startsWith('Practitioner/'))?.actor;
  return `${start} ${end} ${who?.reference}`;
}

const historyOf = async (portal: Pick<InProcessPortal, 'send'>, name: string): Promise<Resource[]> =>
  (await allPages(portal, `${name}/_history?_count=1000`)).reverse();

/** A long day leaves more than a page holds. */
async function allPages<R extends Resource>(
  portal: Pick<InProcessPortal, 'send'>,
  first: string,
): Promise<R[]> {
  const resources: R[] = [];
  for (let url: string | undefined = first; url !== undefined; ) {
    const answer = await portal.send({ method: 'GET', url });
    const page = (answer.kind === 'answer' ? answer.body : {}) as Bundle<R>;
    resources.push(...(page.entry ?? []).flatMap(({ resource }) => resource ?? []));
    url = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return resources;
}
