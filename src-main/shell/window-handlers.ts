import type { ErrorCode } from '../../src-shared/errors.ts';
import type { CommandInput } from '../../src-shared/ipc/contract.ts';
import type { Bootstrap, DemoServers } from '../../src-shared/ipc/sync-views.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import type { Handlers } from '../ipc/handlers.ts';
import { framesOf, place } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { createLinkOpener } from './links.ts';

/** The commands that belong to the window's surroundings, beside those of the core. */
export function windowHandlers(options: {
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly practice: () => { readonly name: string; readonly zone: string };
  readonly status: () => Bootstrap['status'];
  /** What keeps something from being written. */
  readonly storage: () => Pick<Bootstrap, 'databaseBusy' | 'storage'>;
  readonly demo: {
    readonly portalUrl: string;
    readonly mailboxUrl: string;
    servers(): DemoServers;
  } | null;
  /** Ends the program and starts it again, or says why not now. */
  readonly restart: (midway: CommandInput<'app.restart'>) => Result<null, { readonly code: ErrorCode }>;
  readonly update: {
    ready(): string | null;
    /** Ends the program and installs it, or says why not now. */
    install(midway: CommandInput<'app.installUpdate'>): Result<null, { readonly code: ErrorCode }>;
  };
}): Pick<Handlers, 'app.bootstrap' | 'app.reportCrash' | 'app.installUpdate' | 'app.restart' | 'links.open'> {
  const { version, clock, logger, practice, status, storage, demo, update, restart } = options;
  const demoOrigins = demo ? [demo.portalUrl, demo.mailboxUrl].map((url) => new URL(url).origin) : [];
  return {
    'app.bootstrap': (_input, { actor }) =>
      ok({
        version,
        now: clock.now(),
        zone: practice().zone,
        practiceName: practice().name,
        user: { id: actor.userId, name: actor.userName },
        desk: { id: actor.deskId, name: actor.deskName },
        demo: demo && {
          portalUrl: demo.portalUrl,
          mailboxUrl: demo.mailboxUrl,
          servers: demo.servers(),
        },
        status: status(),
        update: update.ready(),
        ...storage(),
      }),
    'app.installUpdate': (midway) => update.install(midway),
    'app.restart': restart,
    'app.reportCrash': ({ where, stack }) => {
      logger.error('window-error', { where: place(where), at: framesOf(stack) });
      return ok(null);
    },
    'links.open': createLinkOpener(demoOrigins),
  };
}
