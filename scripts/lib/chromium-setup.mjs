import { findChromium } from './chromium.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { say } from './say.mjs';

const install = (name) => `apt-get install -y --no-install-recommends ${name}`;
const COMMAND = `apt-get update && ${install('chromium')}`;

/**
 * Whether there is Chromium; installs it where there is none and that may be done without asking anybody: through apt, as
 * root or by a sudo that wants no password. Where `CHROMIUM` names one that is not there, nothing is put in its place.
 * @param {{ find?: () => string | null, env?: NodeJS.ProcessEnv, uid?: number | undefined }} system
 * @returns {Promise<boolean>}
 */
export async function ensureChromium({
  find = findChromium,
  env = process.env,
  uid = process.getuid?.(),
} = {}) {
  if (find()) return true;
  if (env.CHROMIUM || !(await succeeds(['apt-get', '--version'], env))) return false;
  const rights = await rightsToInstall(uid, env);
  if (!rights) return false;
  return step(
    'Installing Chromium, to show the desk with',
    async () => (await succeeds([...rights, 'sh', '-c', COMMAND], env)) && find() !== null,
  );
}

/** For the end-to-end tests: says what would install Chromium where there is none, and brings the one without a window. */
export async function chromiumForTests() {
  if (findChromium()) return true;
  if (await ensureChromium()) {
    // Debian's; elsewhere the tests run in Chromium itself.
    const rights = await rightsToInstall(process.getuid?.(), process.env);
    if (rights) await succeeds([...rights, 'sh', '-c', install('chromium-headless-shell')], process.env);
    return true;
  }
  say(`The end-to-end tests need Chromium. On Debian, install it with:\n\n  sudo sh -c '${COMMAND}'\n`);
  return false;
}

/** What to put before a command that installs; `null` where somebody would have to be asked. */
async function rightsToInstall(uid, env) {
  const unasked = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (uid === 0) return unasked;
  return uid !== undefined && (await succeeds(['sudo', '-n', 'true'], env))
    ? ['sudo', '-n', ...unasked]
    : null;
}

async function succeeds([command, ...args], env) {
  const { code } = await run(command, args, { quiet: true, env });
  return code === 0;
}
