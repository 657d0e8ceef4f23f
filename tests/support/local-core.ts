import { onTestFinished } from 'vitest';
import { type Core, createCore } from '../../src-main/core.ts';
import type { Db } from '../../src-main/db/db.ts';
import type {
  FileDialogs,
  KeyStoreState,
  Logger,
  MailAnswer,
  OpenSocket,
  OutgoingMail,
  PortalAnswer,
  PortalRequest,
  Secrets,
  SheetPrinter,
} from '../../src-main/ports.ts';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { Settings } from '../../src-shared/domain/settings.ts';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { NOW } from './domain.ts';
import { actor, silentLogger, temporaryDatabase } from './local-desk.ts';
import { createSeededIds } from './seeded-ids.ts';
import { sheetPorts } from './sheet.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export interface LocalCore {
  readonly core: Core;
  readonly db: Db;
  /** The database's file. */
  readonly path: string;
  readonly clock: VirtualClock;
  /** Everything the window would have been told. */
  readonly events: AppEvent[];
  /** What was asked of the portal, and sent by mail. */
  readonly asked: PortalRequest[];
  readonly sent: OutgoingMail[];
  readonly secrets: Map<string, StoredSecret>;
}

export interface LocalCoreOptions {
  readonly seed?: number;
  /** That of a desk which has stopped: this is its next run. One of its own unless given. */
  readonly database?: Pick<LocalCore, 'db' | 'path'>;
  /** Shared by several desks; one of its own unless given. */
  readonly clock?: VirtualClock;
  readonly identity?: Actor;
  readonly demo?: boolean;
  readonly defaults?: Partial<Settings>;
  /** What the key store answers, whenever it does, before any secret is read or written. Ready at once unless given. */
  readonly keyStore?: () => Promise<KeyStoreState>;
  /** The network: nobody answers unless a test says otherwise. */
  readonly portal?: (request: PortalRequest) => Promise<PortalAnswer>;
  /** How web sockets to the portal are opened; there are none unless given. */
  readonly socket?: OpenSocket;
  /** None, and nobody to choose a file, unless given. */
  readonly printer?: SheetPrinter;
  readonly dialogs?: FileDialogs;
  readonly mail?: (mail: OutgoingMail) => Promise<MailAnswer>;
  /** Discards unless given. */
  readonly logger?: Logger;
}

/** A secret, and what it was entered for. */
interface StoredSecret {
  readonly secret: string;
  readonly destination: string;
}

/** A whole desk on a virtual clock with an injected network; stopped when the test ends. Not started. */
export function openLocalCore(options: LocalCoreOptions = {}): LocalCore {
  const { db, path } = options.database ?? temporaryDatabase();
  const clock = options.clock ?? createVirtualClock(NOW);
  const events: AppEvent[] = [];
  const asked: PortalRequest[] = [];
  const sent: OutgoingMail[] = [];
  const kept = new Map<string, StoredSecret>();
  const answered = options.keyStore ?? (async () => 'ready' as const);
  const secrets: Secrets = {
    keyStore: answered,
    get: async (name, destination) => {
      await answered();
      const one = kept.get(name);
      return one?.destination === destination ? one.secret : null;
    },
    has: (name) => kept.has(name),
    enteredFor: async (name) => {
      await answered();
      return kept.get(name) ?? null;
    },
    set: async (name, secret, destination) => {
      const ready = (await answered()) === 'ready';
      if (ready) kept.set(name, { secret, destination });
      return ready;
    },
    remove: (name) => void kept.delete(name),
  };
  const core = createCore({
    db,
    ports: {
      clock,
      ids: createSeededIds(options.seed ?? 1),
      logger: options.logger ?? silentLogger,
      secrets,
      ...sheetPorts(options.printer, options.dialogs),
      connections: {
        portal: () => ({
          async send(request) {
            asked.push(request);
            return options.portal
              ? options.portal(request)
              : { kind: 'none', why: 'unreachable', detail: 'no network' };
          },
        }),
        ...(options.socket ? { socket: () => options.socket as OpenSocket } : {}),
        mailer: () => ({
          async deliver(mail) {
            sent.push(mail);
            return options.mail ? options.mail(mail) : { kind: 'accepted' };
          },
        }),
      },
    },
    identity: options.identity ?? actor,
    demo: options.demo ?? false,
    defaults: options.defaults ?? {},
  });
  core.onEvent((event) => events.push(event));
  onTestFinished(async () => {
    const stopping = core.stop();
    await clock.advance(10_000);
    await stopping;
  });
  return { core, db, path, clock, events, asked, sent, secrets: kept };
}
