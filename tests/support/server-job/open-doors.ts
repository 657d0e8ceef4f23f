import type { Bundle, Resource } from '@medplum/fhirtypes';
import { capabilityStatement } from '../../../src-demo/portal/capability.ts';
import { createSystemClock } from '../../../src-main/adapters/clock.ts';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import { createSystemIds } from '../../../src-main/adapters/ids.ts';
import type { Portal, PortalRequest } from '../../../src-main/ports.ts';
import { openInProcessPortal } from '../portal-in-process.ts';
import { answer, type Habit } from '../server-habits.ts';
import { createVirtualClock, type VirtualClock } from '../virtual-clock.ts';
import type { Others, ServerDoors } from './doors.ts';

/** The demo portal's server in this process, with a habit of another one. */
export function inProcessDoors(habitAt: (now: () => number) => Habit): ServerDoors {
  const { clock, counted } = patientClock();
  const habit = habitAt(clock.now);
  const portal = openInProcessPortal(clock.now);
  const own = async (request: PortalRequest) =>
    request.url === 'metadata'
      ? answer(200, capabilityStatement('http://portal.example/fhir', clock.now()))
      : portal.send(request);
  return { clock, desk: counted({ send: habit(own, portal) }), others: othersAt({ send: own }) };
}

/** A server over HTTP. `writesAt`: where another system, which may do everything, finds the same. */
export function serverDoors(url: string, writesAt: string): ServerDoors {
  const started = Date.now();
  const { clock, counted } = patientClock(started);
  const at = (baseUrl: string): Portal =>
    createFhirPortal({
      baseUrl,
      signIn: { method: 'none' },
      secret: null,
      clock: createSystemClock(),
      ids: createSystemIds(),
    });
  const server = at(url);
  return {
    clock,
    others: othersAt(at(writesAt)),
    desk: counted({
      // The server's clock keeps pace with the desk's, which runs ahead.
      async send(request) {
        const given = await server.send(request);
        if (given.kind !== 'answer' || given.date === undefined) return given;
        return { ...given, date: given.date + clock.now() - Date.now() };
      },
    }),
  };
}

/** A clock that waits for answers that are on their way. */
function patientClock(startMs?: number): { clock: VirtualClock; counted: (portal: Portal) => Portal } {
  const clock = createVirtualClock(startMs);
  const underWay = new Set<Promise<unknown>>();
  async function idle(): Promise<void> {
    await clock.settle();
    while (underWay.size > 0) {
      await Promise.race(underWay);
      await clock.settle();
    }
  }
  return {
    clock: {
      ...clock,
      async advance(ms) {
        const end = clock.now() + ms;
        await idle();
        for (let due = clock.nextDue(); due !== null && due <= end; due = clock.nextDue()) {
          await clock.advance(Math.max(0, due - clock.now()));
          await idle();
        }
        await clock.advance(end - clock.now());
        await idle();
      },
      settle: idle,
    },
    counted: ({ send }) => ({
      send(request) {
        const sending = send(request);
        underWay.add(sending);
        return sending.finally(() => underWay.delete(sending));
      },
    }),
  };
}

function othersAt(portal: Portal): Others {
  async function ask(request: PortalRequest): Promise<unknown> {
    const given = await portal.send(request);
    if (given.kind !== 'answer' || given.status >= 300)
      throw new Error(`${request.method} ${request.url}: ${JSON.stringify(given)}`);
    return given.body;
  }
  return {
    create: async <R extends Resource>(body: R) =>
      (await ask({ method: 'POST', url: body.resourceType, body })) as R & { readonly id: string },
    update: async (body) => {
      await ask({ method: 'PUT', url: `${body.resourceType}/${body.id}`, body });
    },
    async search<R extends Resource>(query: string) {
      const found: R[] = [];
      let url: string | null = `${query}${query.includes('?') ? '&' : '?'}_count=200`;
      while (url !== null) {
        const page = (await ask({ method: 'GET', url })) as Bundle<R>;
        for (const { resource } of page.entry ?? [])
          if (resource && resource.resourceType !== 'OperationOutcome') found.push(resource);
        url = page.link?.find(({ relation }) => relation === 'next')?.url ?? null;
      }
      return found;
    },
  };
}
