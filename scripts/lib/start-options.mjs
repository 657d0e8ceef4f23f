import { resolve } from 'node:path';

export const USAGE = `Usage: npm start -- [options]

  --clinic           open a desk of your own, empty, without the demo clinic
  --preview          open the desk in a browser, without trying Electron
  --port N           the desk's port in the preview; portal, mailbox and SMTP take N+1, N+2 and N+3;
                     0 stands for any that are free
  --data-dir DIR     where the data lives
  --fresh            begin with new demo data
  --restore-backup   go back to the newest good backup; --restore-backup=FILE to that one
  --no-open          start everything, open no window
  --ready-file PATH  write the addresses there once everything answers
  --now INSTANT      let the clock begin at this instant, such as 2026-11-20T15:00:00Z
  --help             show this`;

const FLAGS = new Map([
  ['--clinic', 'clinic'],
  ['--preview', 'preview'],
  ['--fresh', 'fresh'],
  ['--no-open', 'noOpen'],
  ['--help', 'help'],
]);
const VALUES = new Map([
  ['--port', 'port'],
  ['--data-dir', 'dataDir'],
  ['--ready-file', 'readyFile'],
  ['--now', 'now'],
]);

/**
 * Reads the options of `npm start`, as `--name value` or `--name=value`.
 * @returns {{ options: object } | { error: string }} the error is one sentence.
 */
export function parseStartOptions(argv, workingDirectory) {
  const options = {
    clinic: false,
    preview: false,
    fresh: false,
    restoreBackup: null,
    noOpen: false,
    help: false,
    port: null,
    dataDir: null,
    readyFile: null,
    now: null,
  };
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const flag = FLAGS.get(argument);
    if (flag) {
      options[flag] = true;
      continue;
    }
    const [name, inline] = splitOnce(argument);
    if (name === '--restore-backup') {
      if (inline === '') return { error: `${name}= needs a file.` };
      options.restoreBackup = inline ?? true;
      continue;
    }
    const option = VALUES.get(name);
    if (!option) return { error: `Unknown option ${argument}.` };
    const value = inline ?? rest.shift();
    if (value === undefined || value === '' || (inline === null && value.startsWith('--'))) {
      return { error: `${name} needs a value.` };
    }
    options[option] = value;
  }
  return checked(options, workingDirectory);
}

function checked(options, workingDirectory) {
  if (options.clinic && options.fresh) return { error: '--fresh is for the demo clinic, not for your own.' };
  if (options.fresh && options.restoreBackup !== null)
    return { error: 'Choose one of the two: --fresh begins anew, --restore-backup goes back to a backup.' };
  const port = options.port === null ? null : Number(options.port);
  // The demo's servers take the three ports above it.
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_532)) {
    return { error: `--port takes a number from 0 to 65532, not ${options.port}.` };
  }
  if (
    options.now !== null &&
    (!/(Z|[+-]\d{2}:\d{2})$/.test(options.now) || Number.isNaN(Date.parse(options.now)))
  ) {
    return {
      error: `--now takes an instant with an offset, such as 2026-11-20T15:00:00Z, not ${options.now}.`,
    };
  }
  const absolute = (path) => (path === null ? null : resolve(workingDirectory, path));
  return {
    // Any free port is what is taken when none is named.
    options: {
      ...options,
      port: port || null,
      dataDir: absolute(options.dataDir),
      readyFile: absolute(options.readyFile),
      restoreBackup:
        typeof options.restoreBackup === 'string' ? absolute(options.restoreBackup) : options.restoreBackup,
    },
  };
}

function splitOnce(argument) {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, null] : [argument.slice(0, at), argument.slice(at + 1)];
}
