import { findChromium, NO_CHROMIUM } from './chromium.mjs';
import { electronRuntime } from './electron.mjs';
import { say } from './say.mjs';

/**
 * Where the desk is shown: `electron` is the path of its runtime, or `null` for the preview; `opens` whether the preview
 * opens a window. Says in one line what could not be had: the desk is served in any case.
 * @param {{ preview: boolean, noOpen: boolean }} options
 * @returns {Promise<{ electron: string | null, opens: boolean }>}
 */
export async function chooseSurface(options, runtime) {
  if (options.noOpen) return { electron: null, opens: false };
  const display = hasDisplay();
  if (!options.preview && display) {
    const found = await electronRuntime(runtime);
    if ('path' in found) return { electron: found.path, opens: true };
    say(`${found.missing}: opening the preview, the same program in a browser window.`);
  }
  if (!display) {
    say(
      'There is no display for Electron here: this is the preview, open the address of the desk in a browser.',
    );
    return { electron: null, opens: false };
  }
  const opens = findChromium() !== null;
  if (!opens) say(NO_CHROMIUM);
  return { electron: null, opens };
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
