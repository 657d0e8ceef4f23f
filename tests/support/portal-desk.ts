import type { Logger, MailAnswer, OutgoingMail, PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import type { MailConfig } from '../../src-shared/domain/connections.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import {
  appointmentResource,
  locationResource,
  patientResource,
  practitionerResource,
} from './clinic-resources.ts';
import { type LocalCore, type LocalCoreOptions, openLocalCore } from './local-core.ts';
import { actor } from './local-desk.ts';
import { type InProcessPortal, openInProcessPortal } from './portal-in-process.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** A portal in this process, with one patient and one visit, at which any number of desks can be opened. */
export interface SmallClinic {
  readonly clock: VirtualClock;
  readonly portal: InProcessPortal;
  open(options?: DeskOptions): PortalDesk;
}

export interface DeskOptions {
  readonly seed?: number;
  readonly database?: LocalCoreOptions['database'];
  readonly baseUrl?: string;
  readonly mail?: MailConfig;
  readonly logger?: Logger;
  readonly deliver?: (mail: OutgoingMail) => Promise<MailAnswer>;
  /** What stands between this desk and the portal. */
  readonly between?: (
    request: PortalRequest,
    send: (request: PortalRequest) => Promise<PortalAnswer>,
  ) => Promise<PortalAnswer>;
}

export interface PortalDesk extends LocalCore {
  /** A command of the window; throws what is refused. */
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Lets undo times end, decisions and e-mails leave, and reads the portal. */
  settle(): Promise<void>;
  /** **Update Appt.** to this instant, with an e-mail, and what follows. */
  move(appointmentId: string, start: string, notify?: boolean): Promise<void>;
  cancel(appointmentId: string): Promise<void>;
}

export const WORDS = { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' };

/** A visit of half an hour with the clinic's provider. */
export const slotAt = (start: string) => ({
  practitionerId: 'practitioner-1',
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: Date.parse(start),
  end: Date.parse(start) + 30 * 60_000,
});

export const smtpFrom = (fromAddress: string): MailConfig => ({
  kind: 'smtp',
  host: 'mail.example',
  port: 587,
  security: 'starttls',
  user: '',
  fromName: 'Front desk',
  fromAddress,
});

export async function openSmallClinic(): Promise<SmallClinic> {
  const clock = createVirtualClock();
  const portal = openInProcessPortal(clock.now);
  await portal.put(patientResource());
  await portal.put(practitionerResource());
  await portal.put(locationResource());
  await portal.put(appointmentResource());
  return { clock, portal, open: (options) => openDesk(clock, portal, options ?? {}) };
}

function openDesk(clock: VirtualClock, portal: InProcessPortal, options: DeskOptions): PortalDesk {
  const { seed = 1, baseUrl = 'http://portal.example/fhir', between } = options;
  const desk = openLocalCore({
    seed,
    clock,
    identity: { ...actor, deskId: `desk-${seed}`, deskName: `Desk ${seed}` },
    defaults: {
      portal: { kind: 'fhir', baseUrl, signIn: { method: 'none' } },
      mail: options.mail ?? smtpFrom('frontdesk@clinic.example'),
    },
    portal: (request) => (between ? between(request, portal.send) : portal.send(request)),
    ...(options.deliver ? { mail: options.deliver } : {}),
    ...(options.logger ? { logger: options.logger } : {}),
    ...(options.database ? { database: options.database } : {}),
  });
  desk.core.start();

  async function ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const handler = desk.core.handlers[name as keyof typeof desk.core.handlers] as (
      given: unknown,
      caller: { readonly actor: typeof actor },
    ) => unknown;
    const answer = (await handler(input, { actor })) as
      | { readonly ok: true; readonly value: CommandOutput<N> }
      | { readonly ok: false; readonly error: unknown };
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  }
  async function settle(): Promise<void> {
    await clock.advance(10_000);
    const refreshed = desk.core.handlers['sync.refresh'](undefined, { actor });
    await clock.advance(1000);
    await refreshed;
    await clock.settle();
  }
  async function decide(command: ScheduleCommand): Promise<void> {
    await ask('appointments.decide', { command });
    await settle();
  }
  return Object.assign(desk, {
    ask,
    settle,
    move: (appointmentId: string, start: string, notify = true) =>
      decide({ type: 'update', appointmentId, slot: slotAt(start), words: WORDS, notify }),
    cancel: (appointmentId: string) =>
      decide({ type: 'cancel-appointment', appointmentId, words: WORDS, notify: true }),
  });
}
