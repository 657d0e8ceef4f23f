import { resolve } from 'node:path';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { t } from '../../src-shared/text/text.ts';
import type { DemoPorts } from '../demo-clinic.ts';

export interface Arguments {
  /** Where everything this desk keeps lives; `null`: the system's place for this program. */
  readonly dataDir: string | null;
  /** Open the demo clinic. */
  readonly demo: boolean;
  /** Begin the demo clinic anew: its data and this desk's. */
  readonly fresh: boolean;
  readonly demoPorts: DemoPorts;
  /** The instant the clock starts at, in milliseconds since the Unix epoch; `null`: the machine's, as always in a package. */
  readonly now: number | null;
  /** A file to write the demo's addresses to, as JSON, once everything answers. */
  readonly endpointsFile: string | null;
  /** Begin with a backup in the place of the database: the newest good one, or the file of this path. */
  readonly restoreBackup: 'newest' | { readonly path: string } | null;
  /** A file in which the recovery key stands, for a database that the system's key store does not open. */
  readonly recoveryKeyFile: string | null;
  /** A file to write the sentence to when the program refuses to start. */
  readonly refusalFile: string | null;
}

/**
 * Reads `--name=value` options from a command line that also carries Electron's and Chromium's own switches: those, and
 * anything else that is not ours, are passed over. The error is a sentence for the person who typed it. `isPackaged`: an installed program has
 * the machine's clock, which its system lets only some people set: another one would date decisions and the record as somebody likes.
 */
export function parseArguments(
  argv: readonly string[],
  workingDirectory: string,
  isPackaged: boolean,
): Result<Arguments, string> {
  const value = (name: string): string | null => {
    const start = `--${name}=`;
    return argv.findLast((argument) => argument.startsWith(start))?.slice(start.length) ?? null;
  };
  const path = (name: string): string | null => {
    const text = value(name);
    return text === null ? null : resolve(workingDirectory, text);
  };

  for (const name of [
    'data-dir',
    'endpoints-file',
    'refusal-file',
    'recovery-key-file',
    'now',
    'demo-ports',
  ]) {
    if (value(name) === '' || argv.includes(`--${name}`)) return err(t.startup.argumentText.needsValue(name));
  }
  const backup = path('restore-backup');
  if (value('restore-backup') === '') return err(t.startup.argumentText.needsValue('restore-backup'));

  const demo = argv.includes('--demo');
  const fresh = argv.includes('--fresh');
  const restoreBackup =
    backup !== null ? { path: backup } : argv.includes('--restore-backup') ? 'newest' : null;
  if (fresh && restoreBackup !== null) return err(t.startup.argumentText.freshBackup);
  if (fresh && !demo) return err(t.startup.argumentText.freshAlone);

  const ports = parsePorts(value('demo-ports'));
  if (!ports) return err(t.startup.argumentText.ports);

  const nowText = isPackaged ? null : value('now');
  const now = nowText === null ? null : parseInstant(nowText);
  if (now === undefined) return err(t.startup.argumentText.now);

  return ok({
    dataDir: path('data-dir'),
    demo,
    fresh,
    demoPorts: ports,
    now,
    endpointsFile: path('endpoints-file'),
    restoreBackup,
    recoveryKeyFile: path('recovery-key-file'),
    refusalFile: path('refusal-file'),
  });
}

function parsePorts(text: string | null): DemoPorts | null {
  if (text === null) return { portal: 0, mailbox: 0, smtp: 0 };
  const numbers = text.split(',').map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : -1));
  const [portal, mailbox, smtp, ...more] = numbers;
  if (portal === undefined || mailbox === undefined || smtp === undefined || more.length > 0) return null;
  return numbers.every((port) => port >= 0 && port <= 65_535) ? { portal, mailbox, smtp } : null;
}

function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
