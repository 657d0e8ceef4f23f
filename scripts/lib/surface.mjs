import { NO_CHROMIUM } from './chromium.mjs';
import { ensureChromium } from './chromium-setup.mjs';
import { electronRuntime } from './electron.mjs';
import { interruption } from './processes.mjs';
import { say } from './say.mjs';

/**
 * Where the desk is shown: `electron` is the path of its runtime, or `null` for the preview; `opens` whether the preview
 * opens a window. Says in one line what could not be had: the desk is served in any case.
 * @param {{ preview: boolean, noOpen: boolean }} options
 * @returns {Promise<{ electron: string | null, opens: boolean }>}
 */
export async function chooseSurface(options, runtime) {
  if (options.noOpen) return { electron: null, opens: false };
  if (!hasDisplay()) {
    say(
      'There is no display for Electron here: this is the preview, open the address of the desk in a browser.',
    );
    return { electron: null, opens: false };
  }
  if (options.preview) return preview();
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return previewInstead('Electron does not run as root.');
  const found = await electronRuntime(runtime);
  return 'path' in found ? { electron: found.path, opens: true } : previewInstead(found.missing);
}

/** What is opened when Electron cannot be: `why` is said, in one line. */
export function previewInstead(why) {
  if (!interruption()) say(`Opening the preview, the same program in a browser window: ${why}`);
  return preview();
}

async function preview() {
  if (interruption()) return { electron: null, opens: false };
  const opens = await ensureChromium();
  if (!opens && !interruption()) say(NO_CHROMIUM);
  return { electron: null, opens };
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
