import type {
  Logger,
  MailAnswer,
  OpenSocket,
  OutgoingMail,
  PortalAnswer,
  PortalRequest,
} from '../../src-main/ports.ts';
import type { MailConfig, ReadOnly } from '../../src-shared/domain/connections.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import {
  appointmentResource,
  locationResource,
  patientResource,
  practitionerResource,
} from './clinic-resources.ts';
import { type Hands, handsAt } from './hands.ts';
import { type LocalCore, type LocalCoreOptions, openLocalCore } from './local-core.ts';
import { actor } from './local-desk.ts';
import { type InProcessPortal, openInProcessPortal, type RestorablePortal } from './portal-in-process.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** A portal in this process, with one patient and one visit, at which any number of desks can be opened. */
export interface SmallClinic {
  readonly clock: VirtualClock;
  readonly portal: RestorablePortal;
  open(options?: DeskOptions): PortalDesk;
}

export interface DeskOptions {
  readonly seed?: number;
  readonly database?: LocalCoreOptions['database'];
  readonly baseUrl?: string;
  readonly mail?: MailConfig;
  readonly socket?: OpenSocket;
  /** The portal is only read. */
  readonly readOnly?: ReadOnly;
  readonly logger?: Logger;
  readonly rules?: Partial<PracticeRules>;
  readonly deliver?: (mail: OutgoingMail) => Promise<MailAnswer>;
  /** How far this desk's clock is off, in milliseconds; a test moves it on. */
  readonly clockOff?: { ms: number };
  /** Counts in fractions of a millisecond, as a machine does. */
  readonly fineElapsed?: boolean;
  /** What stands between this desk and the portal. */
  readonly between?: (
    request: PortalRequest,
    send: (request: PortalRequest) => Promise<PortalAnswer>,
  ) => Promise<PortalAnswer>;
}

export interface PortalDesk extends LocalCore, Hands {
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

/** `portalOff`: how far the portal's clock is off, in milliseconds; a test moves it on. */
export async function openSmallClinic(portalOff = { ms: 0 }): Promise<SmallClinic> {
  const clock = createVirtualClock();
  const portal = openInProcessPortal(() => clock.now() + portalOff.ms);
  await portal.put(patientResource());
  await portal.put(practitionerResource());
  await portal.put(locationResource());
  await portal.put(appointmentResource());
  return { clock, portal, open: (options) => openDesk(clock, portal, options ?? {}) };
}

/** Timers take whole milliseconds, as Node's do. */
const finely = (clock: VirtualClock): Pick<VirtualClock, 'elapsed' | 'after'> => ({
  elapsed: () => clock.elapsed() + ((clock.elapsed() * 7) % 10) / 10,
  after: (ms, run) => clock.after(Math.ceil(ms), run),
});

function openDesk(clock: VirtualClock, portal: InProcessPortal, options: DeskOptions): PortalDesk {
  const { seed = 1, baseUrl = 'http://portal.example/fhir', between, clockOff = { ms: 0 } } = options;
  const desk = openLocalCore({
    seed,
    clock: {
      ...clock,
      now: () => clock.now() + clockOff.ms,
      ...(options.fineElapsed ? finely(clock) : {}),
    },
    identity: { ...actor, deskId: `desk-${seed}`, deskName: `Desk ${seed}` },
    defaults: {
      portal: {
        kind: 'fhir',
        baseUrl,
        signIn: { method: 'none' },
        ...(options.readOnly ? { readOnly: options.readOnly } : {}),
      },
      mail: options.mail ?? smtpFrom('frontdesk@clinic.example'),
      ...(options.rules ? { rules: { ...defaultRules, ...options.rules } } : {}),
    },
    portal: (request) => (between ? between(request, portal.send) : portal.send(request)),
    ...(options.deliver ? { mail: options.deliver } : {}),
    ...(options.socket ? { socket: options.socket } : {}),
    ...(options.logger ? { logger: options.logger } : {}),
    ...(options.database ? { database: options.database } : {}),
  });
  desk.core.start();

  const { ask, settle } = handsAt(desk, clock);
  async function decide(command: ScheduleCommand): Promise<void> {
    await ask('decisions.decide', { on: 'schedule', command });
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
