import { sql } from 'kysely';
import type { Settings } from '../../../src-shared/domain/settings.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { SyncStatus } from '../../../src-shared/ipc/sync-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { inboxCounts } from '../../db/queries/counts.ts';
import type { Surroundings } from '../../ports.ts';

export interface DiagnosticsInput {
  readonly db: Db;
  readonly now: EpochMs;
  readonly status: SyncStatus;
  readonly settings: Pick<Settings, 'portal' | 'mail' | 'rules'>;
  readonly surroundings: Surroundings;
}

/**
 * What somebody who helps has to know, as plain text: versions, how many of what waits, how the connections stand, the log. No patient, no
 * name, no address, no word that a server or a person has written: of connections the kind alone, of the status its codes.
 */
export function composeDiagnostics({ db, now, status, settings, surroundings }: DiagnosticsInput): string {
  const { portal, mail, rules } = settings;
  const { detail: _, mailDetail: __, progress, ...standing } = status;
  const connection =
    portal.kind === 'fhir'
      ? `fhir, ${new URL(portal.baseUrl).protocol.slice(0, -1)}, ${portal.signIn.method}${portal.readOnly ? ', read-only' : ''}`
      : portal.kind;
  const delivery = mail.kind === 'smtp' ? `smtp, ${mail.security}, port ${mail.port}` : mail.kind;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [t.diagnostics.words.program, [`now: ${new Date(now).toISOString()}`, ...surroundings.program]],
    [
      t.diagnostics.words.desk,
      [
        `practice zone: ${rules.practice.zone}`,
        `portal: ${connection}`,
        `mail: ${delivery}`,
        `undo: ${rules.undoSeconds} s`,
        ...databaseLines(db),
      ],
    ],
    [t.diagnostics.words.waiting, linesOf(inboxCounts(db, now))],
    [t.diagnostics.words.sync, linesOf({ ...standing, loading: progress !== null })],
    [t.diagnostics.words.log, surroundings.log],
  ];
  return parts.map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`).join('\n');
}

const linesOf = (values: object): string[] =>
  Object.entries(values).map(([name, value]) => `${name}: ${String(value)}`);

function databaseLines(db: Db): string[] {
  const file = db.get(
    qb.selectNoFrom([
      sql<number>`(SELECT page_count FROM pragma_page_count)`.as('pages'),
      sql<number>`(SELECT page_size FROM pragma_page_size)`.as('size'),
      sql<number>`(SELECT user_version FROM pragma_user_version)`.as('schema'),
    ]),
  );
  if (file === undefined) return [];
  return [`database: ${Math.round((file.pages * file.size) / 1_000_000)} MB, schema ${file.schema}`];
}
