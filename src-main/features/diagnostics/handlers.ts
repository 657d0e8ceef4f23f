import { basename, dirname } from 'node:path';
import { plainDateOf } from '../../../src-shared/domain/time.ts';
import type { SyncStatus } from '../../../src-shared/ipc/sync-views.ts';
import { err, ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, FileDialogs, SheetFiles, Surroundings } from '../../ports.ts';
import { composeDiagnostics, type DiagnosticsInput } from './compose.ts';

export interface DiagnosticsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly status: () => SyncStatus;
  readonly settings: () => DiagnosticsInput['settings'];
  readonly surroundings: () => Surroundings;
  readonly dialogs: FileDialogs;
  readonly files: SheetFiles;
}

/** Settings, This desk: what a person who helps is given. What is saved is what was last shown, to the letter. */
export function diagnosticsHandlers(
  deps: DiagnosticsDeps,
): Pick<Handlers, 'diagnostics.get' | 'diagnostics.save'> {
  const { db, clock, dialogs, files } = deps;
  let shown = '';
  return {
    'diagnostics.get': () => {
      shown = composeDiagnostics({
        db,
        now: clock.now(),
        status: deps.status(),
        settings: deps.settings(),
        surroundings: deps.surroundings(),
      });
      return ok({ text: shown });
    },
    'diagnostics.save': async (_, caller) => {
      const text = shown;
      const day = plainDateOf(clock.now(), deps.settings().rules.practice.zone);
      const path = await dialogs.chooseSavePath(`reslot-diagnostics-${day}.txt`, 'txt', caller);
      if (path === null) return ok({ path });
      const written = await files.write(dirname(path), basename(path), text);
      return written.ok ? ok({ path: written.value }) : err({ code: written.error });
    },
  };
}
