import { findChromium } from './chromium.mjs';
import { run } from './processes.mjs';
import { say } from './say.mjs';

const COMMAND = 'apt-get update && apt-get install -y --no-install-recommends chromium';
const SHELL = 'apt-get install -y --no-install-recommends chromium-headless-shell';

/** Finds Chromium, or installs it where that is possible; otherwise says the one command that would. */
export async function ensureChromium() {
  if (findChromium()) return true;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('Installing Chromium for the end-to-end tests …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { code, output } = await run('sh', ['-c', COMMAND], { quiet: true, env });
    if (code === 0 && findChromium()) {
      // Debian's; elsewhere the tests run in Chromium itself.
      await run('sh', ['-c', SHELL], { quiet: true, env });
      return true;
    }
    say(output.trim());
  }
  say(`The end-to-end tests need Chromium. On Debian, install it with:\n\n  sudo sh -c '${COMMAND}'\n`);
  return false;
}
