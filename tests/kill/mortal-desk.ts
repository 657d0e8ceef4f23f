import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataKey } from '../../src-main/data-key.ts';
import { connect } from '../../src-main/db/connect.ts';
import { Db } from '../../src-main/db/db.ts';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { Look, SimDesk } from '../simulation/desk.ts';
import type { Seat } from '../simulation/receptionist.ts';
import { keyOfDesk } from '../support/data-key.ts';
import { smtpFrom } from '../support/portal-desk.ts';
import { openPage, type PreviewPage } from '../support/preview-page.ts';
import { type PreviewProcess, startPreview } from '../support/preview-process.ts';

/** The built program in a process of its own, which is killed and started again on the same files. */
export interface MortalDesk extends Seat {
  /** The folder of its files. */
  readonly dataDir: string;
  /** Starts it, for the first time or again, and opens its page. */
  start(): Promise<void>;
  /** SIGKILL, now. Resolves when the process has gone, and its database has been copied into `left` as it was then. */
  kill(): Promise<void>;
  readonly left: string;
  /** It ends as when the window is closed. */
  quit(): Promise<void>;
}

/** Where its connections lead. */
export interface Wires {
  readonly fhirUrl: string;
  readonly smtpPort: number;
  readonly now: () => number;
}

export function createMortalDesk(folder: string, wires: Wires): MortalDesk {
  const dataDir = join(folder, 'desk');
  const left = join(folder, 'left');
  let running: { readonly process: PreviewProcess; readonly page: PreviewPage } | null = null;
  let look: { readonly db: Db; close(): void } | null = null;
  let isSetUp = false;
  let key: DataKey | null = null;

  const gone = async (process: PreviewProcess): Promise<null> => {
    await process.ended;
    return null;
  };

  const ask: SimDesk['ask'] = async (name, input) => {
    if (!running) return null;
    const answer = await Promise.race([running.page.invoke(name, input), gone(running.process)]);
    // What comes through the contract has the contract's types.
    return answer as never;
  };

  /** What the process has written, also one that has gone. Read only: whoever closes a database last writes its log back otherwise. */
  function db(): Look {
    if (look === null) {
      const connection = connect(dataFilesIn(dataDir).database, key, { readonly: true });
      const opened = new Db(connection);
      look = { db: opened, close: () => opened.close() };
    }
    return look.db;
  }

  async function setUp(): Promise<void> {
    const mail = { ...smtpFrom('frontdesk@clinic.example'), host: '127.0.0.1', port: wires.smtpPort };
    const saved = await ask('settings.save', {
      portal: { kind: 'fhir', baseUrl: wires.fhirUrl, signIn: { method: 'none' } },
      mail: { ...mail, security: 'none' } as never,
      rules: { ...defaultRules, undoSeconds: 1 },
    });
    if (saved && !saved.ok) throw new Error(`settings were refused: ${JSON.stringify(saved.error)}`);
    isSetUp = saved !== null;
  }

  function forget(): void {
    running?.page.close();
    running = null;
    look?.close();
    look = null;
  }

  return {
    name: 'desk-1',
    dataDir,
    ask,
    db,
    async start() {
      const now = new Date(wires.now()).toISOString();
      const process = await startPreview({
        files: folder,
        program: [`--data-dir=${dataDir}`, `--now=${now}`],
      });
      running = { process, page: await openPage(process.deskUrl) };
      key = await keyOfDesk(dataDir);
      if (!isSetUp) await setUp();
    },
    left,
    async kill() {
      await running?.process.end('SIGKILL');
      // Before anybody opens it: whoever does writes the log's index anew.
      copyDatabase(dataDir, left);
      forget();
    },
    async quit() {
      // A killed one's page closes a moment later than it.
      await delay(0);
      await running?.process.end('SIGTERM');
      forget();
    },
  };
}

function copyDatabase(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const end of ['', '-wal', '-shm']) {
    const file = `${dataFilesIn(from).database}${end}`;
    if (existsSync(file)) copyFileSync(file, `${dataFilesIn(to).database}${end}`);
  }
}
