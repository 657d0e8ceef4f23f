import { rmSync } from 'node:fs';
import { type Core, type CoreDeps, createCore } from '../../src-main/core.ts';
import type { Db } from '../../src-main/db/db.ts';
import type { Clock, MailAnswer, OutgoingMail, PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import type { Actor } from '../../src-shared/domain/changes.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import { noSecrets } from '../support/no-secrets.ts';
import { smtpFrom } from '../support/portal-desk.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { sheetPorts } from '../support/sheet.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import { createNetwork, type Network } from './network.ts';
import { newFolder, openDeskDatabase, PowerCut, powerOf, type Stand } from './power.ts';
import { createWatch, type Watch } from './watch.ts';

export type Look = Pick<Db, 'all' | 'get'>;

export type MailWeather = 'fair' | 'refuses' | 'later' | 'hangs' | 'takes-and-breaks';

/** The one portal of a world, as Settings have it. */
export const PORTAL = {
  kind: 'fhir',
  baseUrl: 'https://portal.example/fhir',
  signIn: { method: 'none' },
} as const;

/** Where the power goes. */
export type Moment = 'statement' | 'message';

export interface SimDesk {
  readonly name: string;
  readonly actor: Actor;
  readonly network: Network;
  readonly watch: Watch;
  /** To look into the database of the run that is on, or the last one: power does not go there. */
  db(): Look;
  mail: MailWeather;
  /** Every message a mail server took from this desk, in order. */
  readonly taken: OutgoingMail[];
  /** How far the portal's search index is behind for this desk. */
  indexLateMs: number;
  /** Until this instant of the world's clock another program holds the database: nothing is written then, or not even read. */
  locked: { readonly until: number; readonly reads: boolean };
  /** The answer of a command of the window, or what it was refused with; `null`: the power went meanwhile, or nobody is there. */
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Answer<CommandOutput<N>> | null>;
  /** The power goes now; the desk is started again from its file. */
  cutPower(): void;
  /** The power goes at the SQL statement, or at the message to or from a server, so many from now. */
  cutPowerIn(count: number, moment: Moment): void;
  /** It is shut until `start`. */
  shut(): void;
  start(): void;
  /** How often it was started again. */
  restarts(): number;
  /** After the last step: the desk and its files go. */
  remove(): void;
}

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string } };

/** From one start of the desk to the moment the power goes. */
interface Run {
  /** Null where it went while the desk was being started. */
  core: Core | null;
  readonly look: Look;
  alive(): boolean;
  kill(): void;
}

/** One desk: the real core over a real file, between a clock, a network and a mail server that can be made to fail. */
export function startSimDesk(options: {
  readonly index: number;
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly portal: (request: PortalRequest, lateMs: number) => Promise<PortalAnswer>;
  /** A mail server has taken a message, before the desk knows. */
  readonly onTaken: (mail: OutgoingMail) => void;
  /** The desk wrote an error into its log. */
  readonly onError: (event: string, fields: unknown) => void;
}): SimDesk {
  const { index, clock: world } = options;
  const name = `desk-${index + 1}`;
  const actor: Actor = { userId: `user-${index + 1}`, userName: 'Robin Field', deskId: name, deskName: name };
  const folder = newFolder('simulation');
  const ids = createSeededIds(options.seed * 31 + index + 1);
  const chance = createSeededIds(options.seed * 31 + index + 17_000);
  const taken: OutgoingMail[] = [];
  let run: Run | null = null;
  let starts = 0;
  const cut: { left: number; moment: Moment | null } = { left: 0, moment: null };

  const desk: SimDesk = {
    name,
    actor,
    network: createNetwork(world, chance.random, (request) => options.portal(request, desk.indexLateMs)),
    watch: createWatch(world),
    db: () => current().look,
    mail: 'fair',
    taken,
    indexLateMs: 0,
    locked: { until: 0, reads: false },
    async ask(command, input) {
      const { core, alive } = current();
      if (!core || !alive()) return null;
      const handler = core.handlers[command as keyof typeof core.handlers] as (
        given: unknown,
        caller: { readonly actor: Actor },
      ) => unknown;
      const before = starts;
      try {
        const answer = (await handler(input, { actor })) as Answer<never>;
        return before === starts && alive() ? answer : null;
      } catch (error) {
        if (before !== starts || !alive() || error instanceof PowerCut) return null;
        throw error;
      }
    },
    cutPower: () => {
      run?.kill();
      start();
    },
    cutPowerIn(count, moment) {
      cut.left = count;
      cut.moment = moment;
    },
    shut: () => run?.kill(),
    start() {
      if (run?.alive()) return;
      // Where the power has gone and its end is still to come, this is it.
      run?.kill();
      start();
    },
    restarts: () => starts - 1,
    remove() {
      run?.kill();
      lastLook?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function current(): Run {
    if (!run) throw new Error(`${name} is not running`);
    return run;
  }

  /** Of the run that ended last: somebody may look at the file while the desk is shut. */
  let lastLook: Db | null = null;

  function start(): void {
    starts += 1;
    lastLook?.close();
    lastLook = null;
    // The program waits for its database before it begins.
    desk.locked = { until: 0, reads: false };
    const { db, path } = openDeskDatabase(folder);
    const look: Look = { all: db.all.bind(db), get: db.get.bind(db) };
    let alive = true;
    const never = new Promise<never>(() => {});
    const powerGoes = (): void => {
      cut.moment = null;
      alive = false;
      // Not from within what is being done: that unwinds first.
      world.after(0, () => {
        if (closed) return;
        kill();
        start();
      });
    };
    const isCutAt = (moment: Moment): boolean => {
      if (cut.moment !== moment) return false;
      cut.left -= 1;
      return cut.left <= 0;
    };
    /** What began in this run goes on only while it lasts. */
    const whileAlive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (alive && isCutAt('message')) powerGoes();
      if (!alive) return never;
      const value = await work();
      if (alive && isCutAt('message')) powerGoes();
      return alive ? value : never;
    };
    const clock: Clock = {
      now: desk.watch.now,
      elapsed: desk.watch.elapsed,
      after: (ms, work) =>
        desk.watch.after(ms, () => {
          try {
            if (alive) work();
          } catch (error) {
            if (!(error instanceof PowerCut)) throw error;
          }
        }),
    };
    const doomed = powerOf(db, path, (reads): Stand => {
      if (!alive) return 'gone';
      if (desk.locked.until > world.now() && (desk.locked.reads || !reads)) return 'locked';
      if (!isCutAt('statement')) return 'on';
      powerGoes();
      return 'goes';
    });
    let closed = false;
    const kill = () => {
      alive = false;
      if (closed) return;
      closed = true;
      doomed.close();
      lastLook = db;
    };
    const running: Run = { core: null, look, alive: () => alive, kill };
    run = running;
    try {
      running.core = createCore(depsOf());
      running.core.start();
    } catch (error) {
      // It may go while the desk is being started, too.
      if (!(error instanceof PowerCut)) throw error;
    }

    function depsOf(): CoreDeps {
      return {
        db,
        ports: {
          clock,
          ids,
          logger: {
            info: () => {},
            warn: () => {},
            error: (event, fields) => {
              if (alive) options.onError(event, fields);
            },
          },
          secrets: noSecrets('ready'),
          ...sheetPorts(),
          connections: {
            portal: () => ({ send: (request) => whileAlive(() => desk.network.send(request)) }),
            mailer: () => ({ deliver: (mail) => whileAlive(() => deliver(mail)) }),
          },
        },
        identity: actor,
        demo: false,
        defaults: {
          portal: PORTAL,
          mail: smtpFrom('frontdesk@clinic.example'),
          // Until a policy is saved that says otherwise.
          rules: { ...defaultRules, policy: { ...defaultRules.policy, ownTimes: true } },
        },
      };
    }
  }

  async function deliver(mail: OutgoingMail): Promise<MailAnswer> {
    const weather = desk.mail;
    if (weather === 'later') return { kind: 'try-later', detail: '451' };
    if (weather === 'refuses') return { kind: 'refused', what: 'recipient', detail: '550' };
    await new Promise<void>((resolve) => world.after(weather === 'hangs' ? 30_000 : 20, resolve));
    if (weather === 'hangs') return { kind: 'try-later', detail: 'timeout' };
    taken.push(mail);
    options.onTaken(mail);
    return weather === 'takes-and-breaks'
      ? { kind: 'try-later', detail: 'connection lost', scope: 'message' }
      : { kind: 'accepted' };
  }

  start();
  return desk;
}
