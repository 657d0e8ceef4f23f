import { describe, expect, it } from 'vitest';
import { type Ending, electronDeath } from '../../../scripts/lib/electron-death.mjs';
import { noexecIn } from '../../../scripts/lib/noexec.mjs';

const around = {
  path: '/opt/e/electron',
  display: ':99',
  apt: true,
  platform: 'linux',
  executable: true,
  noexec: null as string | null,
};
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
      'a system that refuses',
      { code: 1, error: 'EACCES' },
      'the system does not let its file be executed',
      'npm start -- --preview',
      false,
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
    const path = "/home/o'hara desk/electron";
    expect(death({ error: 'EACCES' }, { path, executable: false }).sentence).toMatch(
      /chmod \+x '\/home\/o'\\''hara desk\/electron'$/,
    );
  });

  it('tells a file without the right to be executed from a disk where nothing may be', () => {
    const refused = (more: Partial<typeof around>) => death({ error: 'EACCES' }, more).sentence;
    expect(refused({ executable: false })).toBe(
      'Electron cannot run here, as its file may not be executed; to mend it: chmod +x /opt/e/electron',
    );
    for (const executable of [true, false])
      expect(refused({ executable, noexec: '/media/my stick' })).toBe(
        "Electron cannot run here, as nothing on /media/my stick may be executed (it is mounted with noexec); to mend it: sudo mount -o remount,exec '/media/my stick'",
      );
  });
});

describe('where nothing may be executed', () => {
  const mounts = [
    '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '30 22 0:27 / /home/my\\040stick rw,nosuid,noexec - vfat /dev/sdb1 rw',
    '31 30 0:28 / /home/my\\040stick/apps rw - tmpfs tmpfs rw',
    '32 22 0:29 / /opt rw,noexec - tmpfs tmpfs rw',
    '33 22 0:30 / /opt rw - tmpfs tmpfs rw',
    '',
  ].join('\n');

  it.each([
    ['/usr/bin/electron', null],
    ['/home/my stick/electron', '/home/my stick'],
    ['/home/my stick/apps/electron', null],
    ['/home/my sticky/electron', null],
    // Of two mounts at one place the upper one counts.
    ['/opt/electron', null],
  ])('%s: %s', (path, point) => {
    expect(noexecIn(mounts, path)).toBe(point);
  });

  it('nothing is known where the system does not say', () => {
    expect(noexecIn('', '/opt/electron')).toBe(null);
  });
});
