import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { type Core, type CoreDeps, createCore } from '../../src-main/core.ts';
import type { Db } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import type {
  Clock,
  MailAnswer,
  OutgoingMail,
  PortalAnswer,
  PortalRequest,
  Secrets,
} from '../../src-main/ports.ts';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import { smtpFrom } from '../support/portal-desk.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { sheetPorts } from '../support/sheet.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import { createNetwork, type Network } from './network.ts';

const { SqliteError } = DatabaseConnection;

/** The power has gone: nothing of this run goes on, not even what would handle an error. */
export class PowerCut extends Error {}

/** Files that wait for no disk, where the system has such a place: power is cut within the program, not under the disk. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export type Look = Pick<Db, 'all' | 'get'>;

export type MailWeather = 'fair' | 'refuses' | 'later' | 'hangs' | 'takes-and-breaks';

export interface SimDesk {
  readonly name: string;
  readonly actor: Actor;
  readonly network: Network;
  /** To look into the database of the run that is on: power does not go there. */
  db(): Look;
  mail: MailWeather;
  /** Every message a mail server took from this desk, in order. */
  readonly taken: OutgoingMail[];
  /** Added to the world's clock. */
  clockOffMs: number;
  /** Until this instant of the world's clock another program holds the database: nothing is written then, or not even read. */
  locked: { readonly until: number; readonly reads: boolean };
  /** The answer of a command of the window, or what it was refused with; `null`: the power went meanwhile. */
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Answer<CommandOutput<N>> | null>;
  /** The power goes now, or at the SQL statement so many from now; the desk is started again from its file. */
  cutPower(): void;
  cutPowerIn(statements: number): void;
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

const NO_SECRETS: Secrets = {
  keyStore: async () => 'ready',
  get: async () => null,
  has: () => false,
  enteredFor: async () => null,
  set: async () => false,
  remove: () => {},
};

/** One desk: the real core over a real file, between a clock, a network and a mail server that can be made to fail. */
export function startSimDesk(options: {
  readonly index: number;
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly portal: (request: PortalRequest) => Promise<PortalAnswer>;
  /** A mail server has taken a message, before the desk knows. */
  readonly onTaken: (mail: OutgoingMail) => void;
  /** The desk wrote an error into its log. */
  readonly onError: (event: string, fields: unknown) => void;
}): SimDesk {
  const { index, clock: world } = options;
  const name = `desk-${index + 1}`;
  const actor: Actor = { userId: `user-${index + 1}`, userName: 'Robin Field', deskId: name, deskName: name };
  const folder = mkdtempSync(join(MEMORY, 'reslot-simulation-'));
  const ids = createSeededIds(options.seed * 31 + index + 1);
  const chance = createSeededIds(options.seed * 31 + index + 17_000);
  const taken: OutgoingMail[] = [];
  let run: Run | null = null;
  let restarts = 0;
  let cutAt: number | null = null;

  const desk: SimDesk = {
    name,
    actor,
    network: createNetwork(world, chance.random, options.portal),
    db: () => current().look,
    mail: 'fair',
    taken,
    clockOffMs: 0,
    locked: { until: 0, reads: false },
    async ask(command, input) {
      const { core, alive } = current();
      if (!core || !alive()) return null;
      const handler = core.handlers[command as keyof typeof core.handlers] as (
        given: unknown,
        caller: { readonly actor: Actor },
      ) => unknown;
      const before = restarts;
      try {
        const answer = (await handler(input, { actor })) as Answer<never>;
        return before === restarts && alive() ? answer : null;
      } catch (error) {
        if (before !== restarts || !alive() || error instanceof PowerCut) return null;
        throw error;
      }
    },
    cutPower: () => {
      run?.kill();
      restart();
    },
    cutPowerIn(statements) {
      cutAt = statements;
    },
    restarts: () => restarts,
    remove() {
      run?.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function current(): Run {
    if (!run) throw new Error(`${name} is not running`);
    return run;
  }

  function restart(): void {
    restarts += 1;
    start();
  }

  function start(): void {
    // The program waits for its database before it begins.
    desk.locked = { until: 0, reads: false };
    const path = join(folder, 'reslot.db');
    const opened = openDatabase(path);
    if (!opened.ok) throw new Error(`${name}: ${opened.error.code}`);
    const db = opened.value;
    const look: Look = { all: db.all.bind(db), get: db.get.bind(db) };
    let alive = true;
    const never = new Promise<never>(() => {});
    /** What began in this run goes on only while it lasts. */
    const whileAlive = async <T>(work: Promise<T>): Promise<T> => {
      const value = await work;
      return alive ? value : never;
    };
    const clock: Clock = {
      now: () => world.now() + desk.clockOffMs,
      elapsed: world.elapsed,
      after: (ms, work) =>
        world.after(ms, () => {
          try {
            if (alive) work();
          } catch (error) {
            if (!(error instanceof PowerCut)) throw error;
          }
        }),
    };
    const doomed = powerOf(db, path, (reads) => {
      if (!alive) return 'gone';
      if (desk.locked.until > world.now() && (desk.locked.reads || !reads)) return 'locked';
      if (cutAt === null) return 'on';
      cutAt -= 1;
      if (cutAt > 0) return 'on';
      cutAt = null;
      alive = false;
      // Not from within the statement: what is being done unwinds first.
      world.after(0, () => {
        kill();
        restart();
      });
      return 'goes';
    });
    let closed = false;
    const kill = () => {
      alive = false;
      if (closed) return;
      closed = true;
      doomed.close();
      db.close();
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
          secrets: NO_SECRETS,
          ...sheetPorts(),
          connections: {
            portal: () => ({ send: (request) => whileAlive(desk.network.send(request)) }),
            mailer: () => ({ deliver: (mail) => whileAlive(deliver(mail)) }),
          },
        },
        identity: actor,
        demo: false,
        defaults: {
          portal: { kind: 'fhir', baseUrl: 'http://portal.example/fhir', signIn: { method: 'none' } },
          mail: smtpFrom('frontdesk@clinic.example'),
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

/**
 * Asks before each statement whether there is still power, and whether another program holds the database. The statement at which the
 * power goes throws; what the dying run still does (in this process nothing can stop it) happens to a copy that nobody will ever read.
 */
function powerOf(
  db: Db,
  path: string,
  stand: (reads: boolean) => 'on' | 'goes' | 'gone' | 'locked',
): { close(): void } {
  const { all, get, run, transaction } = db;
  let grave: Db | null = null;
  /** Who is in a transaction has the lock. */
  let within = false;
  function target(reads: boolean): Db | null {
    const now = stand(reads);
    if (now === 'goes') throw new PowerCut();
    if (now === 'locked' && !within) throw new SqliteError('database is locked', 'SQLITE_BUSY');
    if (now !== 'gone') return null;
    grave ??= copyOf(path);
    return grave;
  }
  Object.assign(db, {
    all: (query: Parameters<Db['all']>[0]) => target(true)?.all(query) ?? all.call(db, query),
    get: (query: Parameters<Db['get']>[0]) => {
      const other = target(true);
      return other ? other.get(query) : get.call(db, query);
    },
    run: (query: Parameters<Db['run']>[0]) => target(false)?.run(query) ?? run.call(db, query),
    transaction: <T>(work: () => T) => {
      const other = target(false);
      if (other) return other.transaction(work);
      const before = within;
      within = true;
      try {
        return transaction.call(db, work);
      } finally {
        within = before;
      }
    },
  });
  return { close: () => grave?.close() };
}

function copyOf(path: string): Db {
  const folder = mkdtempSync(join(MEMORY, 'reslot-grave-'));
  for (const end of ['', '-wal'])
    if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, join(folder, `reslot.db${end}`));
  const opened = openDatabase(join(folder, 'reslot.db'));
  rmSync(folder, { recursive: true, force: true });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
