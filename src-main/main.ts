/** Where the program begins: each step may refuse it with a sentence before there is a window. */
import { app } from 'electron';
import { t } from '../src-shared/text/text.ts';
import { createSystemClock } from './adapters/clock.ts';
import { createSystemIds } from './adapters/ids.ts';
import { createBackupFolder } from './backups/backup-folder.ts';
import { finishReplacement } from './backups/replace-database.ts';
import { runJob } from './backups/run-job.ts';
import { neededKeys } from './data-key.ts';
import { whyUnwritable } from './db/storage-error.ts';
import { askRecoveryKeyIn } from './program/ask-recovery-key.ts';
import { changeKeysAtStart } from './program/change-keys.ts';
import { claimDataDir } from './program/claim-data-dir.ts';
import { planDemo } from './program/demo.ts';
import { createDeskDatabase, type Refusal } from './program/desk-database.ts';
import { findDeskKey } from './program/desk-key.ts';
import { openProgramLog } from './program/log.ts';
import { placesBeside } from './program/places.ts';
import { createProgramWindow } from './program/program-window.ts';
import { runProgram } from './program/run-program.ts';
import { nameToWindows } from './shell/announcements.ts';
import { registerAppScheme } from './shell/app-protocol.ts';
import { type Arguments, parseArguments } from './shell/arguments.ts';
import { dataFilesIn, tightenDataFiles } from './shell/data-files.ts';
import { speakAsBefore } from './shell/language.ts';
import { obeyLauncher } from './shell/launcher.ts';
import { confineEveryPage } from './shell/navigation.ts';
import { refuseToStart, whileAsking } from './shell/refuse.ts';
import { refusedSwitch } from './shell/refused-switch.ts';

// A certificate is verified whatever stands in the environment; Node asks for this variable at each connection.
delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;

registerAppScheme();
// It would take that switch back, and where the sandbox cannot be had (a container, a test runner) no page could be shown.
if (!process.argv.includes('--no-sandbox')) app.enableSandbox();
if (process.platform === 'win32') nameToWindows();
confineEveryPage(app);
obeyLauncher(process, () => app.quit());

const refused = refusedSwitch(app);
const parsed = parseArguments(process.argv, process.cwd(), app.isPackaged);
if (refused !== null) refuseToStart(refused);
else if (!parsed.ok) refuseToStart(parsed.error);
else if (claimDataDir(parsed.value)) {
  app
    .whenReady()
    .then(() => start(parsed.value))
    .catch((error: unknown) =>
      refuseToStart(t.startup.unexpected(error, whyUnwritable(error), app.getPath('userData'))),
    );
}

async function start(args: Arguments): Promise<void> {
  const files = dataFilesIn(app.getPath('userData'));
  await speakAsBefore(files.language);
  const places = placesBeside(import.meta.dirname);
  const kind = args.demo ? 'demo' : 'clinic';
  const clock = createSystemClock(args.now);
  const ids = createSystemIds();
  finishReplacement(files.database);
  const programWindow = createProgramWindow({ places, files, ids });
  const found = await findDeskKey(args, { files, kind }, askRecoveryKeyIn(programWindow));
  if (!found.ok) return refuse(found.error);
  const worker = places.backupWorker;
  const keys = await changeKeysAtStart(found.value, {
    database: files.database,
    kind,
    run: (job) => runJob(worker, job).ended,
    clock,
    tell: (sentence) => void process.stdout.write(`${sentence}\n`),
    whileWorking: whileAsking,
  });
  const { key, earlier, keep } = keys.found;
  const { byRecoveryKey } = found.value;
  const planned = await planDemo(args, { files, key, entry: places.demo, clock });
  if (!planned.ok) return refuseToStart(planned.error);
  const folder = createBackupFolder(files.backups, key, neededKeys(earlier));
  const database = createDeskDatabase({
    path: files.database,
    kind,
    key,
    earlier,
    keepKey: keep,
    clock,
    ids,
    folder,
    worker,
  });
  const unready = await database.makeReady(args.restoreBackup);
  if (unready) return refuse(unready);
  const foreign = tightenDataFiles(files);
  if (foreign !== null) return refuseToStart(t.startup.belongsToSomebodyElse(foreign));
  const log = openProgramLog(files.logs);
  const demo = await planned.value.start();
  if (!demo.ok) return refuseToStart(demo.error);
  const opened = await database.open();
  if (!opened.ok) return refuse(opened.error);
  await runProgram({
    args,
    files,
    places,
    kind,
    keys,
    byRecoveryKey,
    clock,
    ids,
    log,
    folder,
    database,
    opened: opened.value,
    demo: demo.value,
    programWindow,
  });
}

const refuse = ({ sentence, inDialog }: Refusal): void => refuseToStart(sentence, inDialog);
