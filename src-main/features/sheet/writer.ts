import type {
  SheetFailure,
  SheetFileProblem,
  SheetSettings,
} from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import { HOUR_MS, MINUTE_MS, plainDateOf } from '../../../src-shared/domain/time.ts';
import type { SheetInput, SheetState, SheetWritten } from '../../../src-shared/ipc/sheet-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { errorSummary } from '../../log-values.ts';
import type { Clock, Logger, SheetFiles, SheetPrinter } from '../../ports.ts';
import { createAlarm } from '../../timing/alarm.ts';
import { LATE, within } from '../../timing/within.ts';
import { automaticDays } from './automatic-days.ts';
import { fileNames, outdated } from './file-names.ts';

/** After a failure the next attempt comes sooner, so that a drive that is back is found. */
const RETRY_MS = 5 * MINUTE_MS;
/** A folder that takes longer does not answer. */
const FOLDER_LIMIT_MS = 30_000;

export interface WriterDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly files: SheetFiles;
  readonly printer: SheetPrinter;
  readonly settings: () => SheetSettings;
  readonly practice: () => Practice;
  /** The sheet as HTML. */
  readonly compose: (input: SheetInput) => string;
  /** Why the newest automatic sheet is not in its folder; it outlives the program. */
  readonly failure: { read(): SheetFailure | null; write(failure: SheetFailure | null): void };
  /** The state may be another. */
  readonly changed: () => void;
}

export interface SheetWriter {
  /** Writes at once if automatic writing is on, and every hour from then on. */
  start(): void;
  /** Settings were saved: makes the folder, writes, and goes on from there; or writes no more. */
  settingsChanged(): void;
  /** Writes now, whether automatic writing is on or not. */
  writeNow(): Promise<Result<SheetWritten, WriteProblem>>;
  state(): SheetState;
  /** Ends the timer and, if automatic writing is on, writes a last time. Resolves when that has ended. */
  stop(): Promise<void>;
}

type WriteProblem = SheetFileProblem | 'sheet-no-folder';

/** Keeps the downtime sheet in its folder. One write at a time; each file is whole or not there. */
export function createSheetWriter(deps: WriterDeps): SheetWriter {
  const { clock, logger, files, printer, settings, failure } = deps;
  let written: SheetWritten | null = null;
  let running = false;
  let last: Promise<unknown> = Promise.resolve();
  /** A call to a folder was given up and has not come back. */
  let hanging = false;

  const alarm = createAlarm(clock, () => inBackground());

  /** When the next one is due by itself. */
  function arm(delayMs: number): void {
    if (running && settings().automatic) alarm.set(delayMs);
    else alarm.clear();
  }

  /** Nobody waits for the answer: what is not expected goes to the log, and the next attempt comes. */
  function inBackground(makeFolder = false): void {
    write(makeFolder).catch((error: unknown) => {
      logger.error('sheet-failed', errorSummary(error));
      arm(RETRY_MS);
    });
  }

  /** After the one under way. */
  function write(makeFolder: boolean): Promise<Result<SheetWritten, WriteProblem>> {
    const next = last.then(() => writeAndTell(makeFolder));
    last = next.catch(() => {});
    return next;
  }

  async function writeAndTell(makeFolder: boolean): Promise<Result<SheetWritten, WriteProblem>> {
    const asked = settings();
    if (asked.folder === '') return err('sheet-no-folder');
    const result = await writeInto(asked, makeFolder);
    if (result.ok) written = result.value;
    else logger.warn('sheet-not-written', { code: result.error });
    const now = settings();
    // Settings saved meanwhile have a write of their own behind this one.
    if (now.automatic && now.folder === asked.folder)
      failure.write(result.ok ? null : { code: result.error, folder: asked.folder, at: clock.now() });
    deps.changed();
    arm(result.ok ? HOUR_MS : RETRY_MS);
    return result;
  }

  async function writeInto(
    { folder, range, phones }: SheetSettings,
    makeFolder: boolean,
  ): Promise<Result<SheetWritten, SheetFileProblem>> {
    const at = clock.now();
    const practice = deps.practice();
    const today = plainDateOf(at, practice.zone);
    const days = automaticDays(range, today, practice);
    const html = deps.compose({ from: today, days, practitionerId: null, phones });
    const names = fileNames(today);
    if (makeFolder) {
      const made = await askFolder(() => files.makeFolder(folder));
      if (!made.ok) return made;
    }
    const saved = await askFolder(() => files.write(folder, names.html, html));
    if (!saved.ok) return saved;
    const pdf = await printer.toPdf(html);
    // An older PDF beside a newer sheet would mislead.
    const beside = await (pdf.ok
      ? askFolder(() => files.write(folder, names.pdf, pdf.value))
      : askFolder(() => files.remove(folder, names.pdf)));
    if (!beside.ok) return beside;
    await prune(folder, today);
    return ok({ at, path: saved.value, pdfProblem: pdf.ok ? null : pdf.error });
  }

  /** What cannot be removed is tried again with the next sheet. */
  async function prune(folder: string, today: string): Promise<void> {
    const names = await askFolder(() => files.list(folder));
    if (!names.ok) return;
    for (const name of outdated(names.value, today)) await askFolder(() => files.remove(folder, name));
  }

  /** A network drive that is gone may never answer, and each call to it holds a thread: no second one is begun. */
  async function askFolder<T>(
    work: () => Promise<Result<T, SheetFileProblem>>,
  ): Promise<Result<T, SheetFileProblem>> {
    if (hanging) return err('sheet-folder-slow');
    hanging = true;
    const answered = work().finally(() => {
      hanging = false;
    });
    const result = await within(clock, FOLDER_LIMIT_MS, answered);
    return result === LATE ? err('sheet-folder-slow') : result;
  }

  return {
    start() {
      running = true;
      if (settings().automatic) inBackground();
    },
    settingsChanged() {
      alarm.clear();
      if (settings().automatic && running) return inBackground(true);
      failure.write(null);
      deps.changed();
    },
    writeNow: () => write(false),
    state: () => ({ written, failure: failure.read() }),
    async stop() {
      if (!running) return;
      running = false;
      alarm.clear();
      if (settings().automatic) await write(false);
    },
  };
}
