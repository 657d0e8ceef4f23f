import { basename, dirname } from 'node:path';
import { plainDateOf, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import type { RecordLine } from '../../../src-shared/ipc/record-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { actorWords } from '../../../src-shared/text/stored-names.ts';
import { t } from '../../../src-shared/text/text.ts';
import { csvLine, csvOf } from '../../csv.ts';
import type { Db } from '../../db/db.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Asker, Clock, FileDialogs, SheetFiles } from '../../ports.ts';
import { inTurns } from '../../timing/in-turns.ts';
import { standBackFor } from '../../timing/stand-back.ts';
import { auditBundle, auditEntry } from './audit-event.ts';
import { type ReadLine, readRecord } from './read-record.ts';

export interface RecordDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly zone: () => ZoneId;
  readonly dialogs: FileDialogs;
  readonly files: SheetFiles;
}

/** Of more lines no file is made: they would be a part of what was asked for, or more than the program can hold at once. */
const MOST_EXPORTED = 50_000;

/** The whole record, for whoever answers for it: read, narrowed, and taken out for a patient or an auditor. */
export function recordHandlers(deps: RecordDeps): Pick<Handlers, 'record.list' | 'record.export'> {
  const { db, clock, zone } = deps;
  return {
    'record.list': async ({ before, limit, ...filter }) => {
      const lines = await readRecord(db, clock, filter, { zone: zone(), before, most: limit + 1 });
      const shown = lines.slice(0, limit);
      return ok({
        lines: shown.map(viewOf),
        next: lines.length > limit ? (shown.at(-1)?.id ?? null) : null,
      });
    },
    'record.export': (input, caller) => exportRecord(deps, input, caller),
  };
}

/** `export-too-long` where more lines fit than one file holds; nothing is written then. `path`: null where nobody chose one. */
async function exportRecord(
  { db, clock, zone, dialogs, files }: RecordDeps,
  { format, ...filter }: CommandInput<'record.export'>,
  by: Asker,
): Promise<Result<CommandOutput<'record.export'>, AppError>> {
  const lines = await readRecord(db, clock, filter, {
    zone: zone(),
    before: null,
    most: MOST_EXPORTED + 1,
  });
  if (lines.length > MOST_EXPORTED) return err({ code: 'export-too-long' });
  const day = plainDateOf(clock.now(), zone());
  const path = await dialogs.chooseSavePath(`reslot-record-${day}.${format}`, format, by);
  if (path === null) return ok({ path, lines: 0 });
  const text =
    format === 'json'
      ? auditBundle(await inPieces(clock, lines, auditEntry))
      : csvOf([
          csvLine(t.record.columns(zone())),
          ...(await inPieces(clock, lines, (line) => csvLine(rowOf(line, zone())))),
        ]);
  const written = await files.write(dirname(path), basename(path), text);
  return written.ok ? ok({ path: written.value, lines: lines.length }) : err({ code: written.error });
}

/** What `write` makes of each, a turn at a time. */
async function inPieces(
  clock: Clock,
  lines: readonly ReadLine[],
  write: (line: ReadLine) => string,
): Promise<string[]> {
  const pieces: string[] = [];
  await inTurns(clock, standBackFor(clock), (isOver) => {
    for (let next = pieces.length; next < lines.length; next += 1) {
      const line = lines[next];
      if (line !== undefined) pieces.push(write(line));
      if (isOver()) return pieces.length < lines.length;
    }
    return false;
  });
  return pieces;
}

function rowOf(line: ReadLine, zone: ZoneId): readonly string[] {
  const { title, lines: details } = t.history.historyLine({ ...line, mailId: null }, { zone, now: null });
  return [
    String(line.id),
    t.record.exportTime(line.at, zone),
    actorWords(line.userName),
    line.deskName,
    title,
    line.patient?.name ?? '',
    line.patient?.birthDate ?? '',
    details.join('\n'),
  ];
}

const viewOf = ({ id, at, userName, deskName, kind, detail, patient }: ReadLine): RecordLine => ({
  id,
  at,
  userName: actorWords(userName),
  deskName,
  kind,
  detail,
  patient,
});
