import { exitStatusOfInterruption, interruption } from './processes.mjs';

// A terminal that has been closed takes nothing any more: what it would have shown is not worth ending for.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** One line for the person at the terminal. */
export function say(line = '', stream = process.stdout) {
  stream.write(`${line}\n`);
}

/** Ends the script with one clear sentence on stderr. */
export class Stop extends Error {
  /** @param {string} sentence @param {number} code */
  constructor(sentence, code = 1) {
    super(sentence);
    this.code = code;
  }
}

/** Runs `main`; a `Stop` it throws becomes its sentence and exit status. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    // Whoever ended it does not need to be told that it did not finish.
    if (interruption()) {
      process.exitCode = exitStatusOfInterruption();
      return;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.code;
  }
}
