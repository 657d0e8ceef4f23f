import { describe, expect, it } from 'vitest';
import { type Ending, electronDeath } from '../../../scripts/lib/electron-death.mjs';

const around = { path: '/opt/e/electron', display: ':99', apt: true, platform: 'linux' };
const death = (ending: Partial<Ending>, more: Partial<typeof around> = {}) =>
  electronDeath(
    { code: null, signal: null, error: null, hung: 0, output: '', ...ending },
    { ...around, ...more },
  );

const LIBRARY =
  '/opt/e/electron: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory\n';
const SUID =
  '[12:1127/110000.1:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I’m aborting now.\n';
const USERNS =
  '[12:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with AppArmor …\n';
const DISPLAY = '[12:ERROR:ozone_platform_x11.cc(240)] Missing X server or $DISPLAY\n';

const LIBRARIES = 'sudo apt-get install -y libnss3 libgtk-3-0 libgbm1 libasound2-plugins';
const HELPER = 'sudo chown root:root /opt/e/chrome-sandbox && sudo chmod 4755 /opt/e/chrome-sandbox';
const DENIED = 'the system does not let it have its sandbox, without which it does not run';

describe('why Electron has died', () => {
  it.each<[string, Partial<Ending>, string, string, boolean]>([
    [
      'a missing library',
      { code: 127, output: LIBRARY },
      'the library libnss3.so is missing on this computer',
      LIBRARIES,
      true,
    ],
    ['a missing library, unnamed', { code: 127 }, 'a library that it needs is missing', LIBRARIES, false],
    ['the SUID sandbox', { signal: 'SIGTRAP', output: SUID }, DENIED, HELPER, true],
    ['AppArmor', { signal: 'SIGABRT', output: USERNS }, DENIED, HELPER, true],
    ['AppArmor, behind a shell', { code: 133, output: USERNS }, DENIED, HELPER, true],
    [
      'an abort without a word',
      { signal: 'SIGTRAP' },
      `it stopped with SIGTRAP, most often because ${DENIED}`,
      HELPER,
      false,
    ],
    [
      'a dead display',
      { signal: 'SIGSEGV', output: DISPLAY },
      'the display :99 cannot be reached',
      'DISPLAY=:0 npm start',
      true,
    ],
    [
      'a dead display, politely',
      { code: 1, output: DISPLAY },
      'the display :99 cannot be reached',
      'DISPLAY=:0 npm start',
      true,
    ],
    [
      'a crash without a word',
      { code: 139 },
      'it crashed with SIGSEGV, most often because the display :99 cannot be reached',
      'DISPLAY=:0 npm start',
      false,
    ],
    [
      'no right',
      { code: 1, error: 'EACCES' },
      'its file may not be executed',
      'chmod +x /opt/e/electron',
      true,
    ],
    [
      'another system',
      { code: 1, error: 'ENOENT' },
      'its file could not be started (ENOENT)',
      'npm ci',
      true,
    ],
    [
      'silence',
      { signal: 'SIGKILL', hung: 120_000 },
      'it did not answer for 120 seconds',
      'npm start -- --preview',
      false,
    ],
    [
      'a status',
      { code: 5 },
      'it ended with status 5 before the desk was open',
      'npm start -- --preview',
      false,
    ],
    [
      'a kill',
      { signal: 'SIGKILL' },
      'it ended with SIGKILL before the desk was open',
      'npm start -- --preview',
      false,
    ],
  ])('%s', (_name, ending, why, mend, recognised) => {
    expect(death(ending)).toEqual({
      sentence: `Electron cannot run here, as ${why}; to mend it: ${mend}`,
      recognised,
    });
  });

  it('names no command that the system does not have', () => {
    expect(death({ code: 127, output: LIBRARY }, { apt: false }).sentence).toMatch(
      /; to mend it: ldd \/opt\/e\/electron \| grep 'not found'$/,
    );
    expect(death({ signal: 'SIGSEGV' }, { platform: 'darwin' }).sentence).not.toContain('display');
    expect(death({ signal: 'SIGTRAP' }, { platform: 'darwin' }).sentence).not.toContain('sandbox');
    expect(death({ signal: 'SIGSEGV' }, { display: ':0' }).sentence).toMatch(/npm start -- --preview$/);
  });

  it('quotes a path that a shell would take apart', () => {
    expect(death({ error: 'EACCES' }, { path: "/home/o'hara desk/electron" }).sentence).toMatch(
      /chmod \+x '\/home\/o'\\''hara desk\/electron'$/,
    );
  });
});
