/**
 * The preview: runs the built program, unmodified, on plain Node, with a stand-in for Electron and a browser for its
 * window. `node scripts/preview/run.ts [--preview-port=N] [--preview-open] [--preview-desk-file=PATH]
 * [--preview-main=PATH] [program's options]`
 */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installStandIn } from './current.ts';
import { previewOptions } from './options.ts';
import { createStandIn, type StandIn } from './stand-in.ts';

const root = resolve(import.meta.dirname, '../..');
const electron = pathToFileURL(resolve(import.meta.dirname, 'electron.ts')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: electron, shortCircuit: true } : next(specifier, context),
});

const options = previewOptions(process.argv.slice(2));
const main = pathToFileURL(options.main ?? resolve(root, 'out/main/main.js')).href;
const standIn = await start();
installStandIn(standIn);
// As in Electron: the program's options follow its own name.
process.argv = [process.execPath, root, ...options.rest];
// As in Electron: the second one of a kind kills.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => standIn.life.quit());
// A terminal that has been closed takes nothing any more.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
// From whoever works on the program, when its window has been built anew.
process.on('message', (message) => {
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'reload')
    standIn.reload();
});
await import(main);
standIn.life.becomeReady();

async function start(): Promise<StandIn> {
  try {
    return await createStandIn(options, root);
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    ) {
      process.stderr.write(
        error.code === 'EADDRINUSE'
          ? `Port ${options.port} is in use: choose another one with --port.\n`
          : `Port ${options.port} may not be used here: choose another one with --port.\n`,
      );
      process.exit(1);
    }
    throw error;
  }
}
