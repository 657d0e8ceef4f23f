import { createSystemClock } from '../../../src-main/adapters/clock.ts';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import { createSystemIds } from '../../../src-main/adapters/ids.ts';
import { type Core, createCore } from '../../../src-main/core.ts';
import type { Db } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { startWriteBack } from '../../../src-main/db/write-back.ts';
import type { Portal } from '../../../src-main/ports.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { SyncStatus } from '../../../src-shared/ipc/sync-views.ts';
import { noSecrets } from '../../support/no-secrets.ts';
import { smtpFrom } from '../../support/portal-desk.ts';
import { sheetPorts } from '../../support/sheet.ts';
import { WRITE_BACK_WORKER } from '../../support/write-back.ts';

export interface BenchDesk {
  readonly core: Core;
  readonly db: Db;
  readonly openMs: number;
  /** While false the portal cannot be reached. */
  online: boolean;
  /** Requests to the portal so far, and the bytes of JSON that came with their answers. */
  readonly asked: { requests: number; bytes: number };
  /** Resolves once the status is as asked for. */
  until(is: (status: SyncStatus) => boolean): Promise<void>;
  close(): Promise<void>;
}

export const caller = { actor: { userId: 'u', userName: 'U', deskId: 'd', deskName: 'D' } };

/** The whole core on the machine's clock over real HTTP; its mail server takes everything at once. */
export function openBenchDesk(
  path: string,
  baseUrl: string | null,
  undoSeconds = defaultRules.undoSeconds,
): BenchDesk {
  const before = performance.now();
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const openMs = performance.now() - before;
  const db = opened.value;
  const writeBack = startWriteBack(db, { path, key: null }, WRITE_BACK_WORKER);
  const clock = createSystemClock();
  const ids = createSystemIds();
  const http: Portal =
    baseUrl === null
      ? { send: async () => ({ kind: 'none', why: 'unreachable', detail: '' }) }
      : createFhirPortal({ baseUrl, signIn: { method: 'none' }, secret: null, clock, ids });
  const desk: BenchDesk = {
    db,
    openMs,
    online: baseUrl !== null,
    asked: { requests: 0, bytes: 0 },
    core: createCore({
      db,
      ports: {
        clock,
        ids,
        logger: {
          info: () => {},
          warn: () => {},
          error: (...what) => process.stderr.write(`${JSON.stringify(what)}\n`),
        },
        ...sheetPorts(),
        secrets: noSecrets('none'),
        connections: {
          portal: () => ({
            async send(request) {
              if (!desk.online) return { kind: 'none', why: 'unreachable', detail: '' };
              const answer = await http.send(request);
              desk.asked.requests += 1;
              if (answer.kind === 'answer') desk.asked.bytes += JSON.stringify(answer.body ?? '').length;
              return answer;
            },
          }),
          mailer: () => ({ deliver: async () => ({ kind: 'accepted' }) }),
        },
      },
      identity: caller.actor,
      demo: false,
      defaults: {
        rules: { ...defaultRules, undoSeconds },
        portal: { kind: 'fhir', baseUrl: baseUrl ?? 'http://127.0.0.1:9/fhir', signIn: { method: 'none' } },
        mail: smtpFrom('frontdesk@clinic.example'),
      },
    }),
    until: (is) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!is(desk.core.status())) return;
          clearInterval(timer);
          resolve();
        };
        const timer = setInterval(look, 50);
      }),
    async close() {
      await desk.core.stop();
      await writeBack.stop();
      db.close();
    },
  };
  return desk;
}
