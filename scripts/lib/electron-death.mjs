/** What Electron needs of a Debian or Ubuntu that comes without a desktop; all releases know these names. */
const APT = 'sudo apt-get install -y libnss3 libgtk-3-0 libgbm1 libasound2-plugins';

/** A shell between us and the program reports a signal as 128 and its number. */
const SIGNALS = new Map([
  [132, 'SIGILL'],
  [133, 'SIGTRAP'],
  [134, 'SIGABRT'],
  [135, 'SIGBUS'],
  [137, 'SIGKILL'],
  [139, 'SIGSEGV'],
]);

/**
 * Why Electron ended before it could show the desk, in one sentence that closes with the one command that would mend it.
 * `recognised`: whether its own words, of which there may be a screen full, add nothing to that.
 * @returns {{ sentence: string, recognised: boolean }}
 */
export function electronDeath({ code, signal, error, hung, output }, around) {
  const { path, display, apt, platform } = around;
  const died = signal ?? SIGNALS.get(code) ?? null;
  const [why, mend, recognised = true] = reason();
  return { sentence: cannotRun(why, mend), recognised };

  function reason() {
    if (hung) return [`it did not answer for ${hung / 1000} seconds`, PREVIEW, false];
    if (error === 'EACCES') return refused(around);
    if (error) return [`its file could not be started (${error})`, ANEW];
    const library = /loading shared libraries: ([^\s:]+)/.exec(output)?.[1];
    if (library) return missingLibrary(library);
    if (/SUID sandbox helper|No usable sandbox|namespace sandbox failed/i.test(output)) return sandbox(true);
    if (/Missing X server|cannot open display|platform failed to initialize/i.test(output))
      return deadDisplay(true);
    if (platform === 'linux' && (died === 'SIGTRAP' || died === 'SIGABRT')) return sandbox(false);
    if (platform === 'linux' && died === 'SIGSEGV') return deadDisplay(false);
    if (code === 127) return ['a library that it needs is missing', apt ? APT : `ldd ${quoted(path)}`, false];
    return [`it ended with ${died ?? `status ${code}`} before the desk was open`, PREVIEW, false];
  }

  function refused({ executable, noexec }) {
    if (noexec !== null)
      return [
        `nothing on ${noexec} may be executed (it is mounted with noexec)`,
        `sudo mount -o remount,exec ${quoted(noexec)}`,
      ];
    if (executable) return ['the system does not let its file be executed', PREVIEW, false];
    return ['its file may not be executed', `chmod +x ${quoted(path)}`];
  }

  function missingLibrary(name) {
    return [
      `the library ${name} is missing on this computer`,
      apt ? APT : `ldd ${quoted(path)} | grep 'not found'`,
    ];
  }

  function sandbox(certain) {
    const helper = quoted(path.replace(/[^/]*$/, 'chrome-sandbox'));
    const denied = 'the system does not let it have its sandbox, without which it does not run';
    return [
      certain ? denied : `it stopped with ${died}, most often because ${denied}`,
      `sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
      certain,
    ];
  }

  function deadDisplay(certain) {
    const unreachable = `the display ${display} cannot be reached`;
    return [
      certain ? unreachable : `it crashed with ${died}, most often because ${unreachable}`,
      display === USUAL_DISPLAY ? PREVIEW : `DISPLAY=${USUAL_DISPLAY} npm start`,
      certain,
    ];
  }
}

/** The sentence for whatever keeps Electron from running. */
export const cannotRun = (why, mend) => `Electron cannot run here, as ${why}; to mend it: ${mend}`;

/** The screen that one sits at. */
const USUAL_DISPLAY = ':0';
/** Where nothing better is known. */
const PREVIEW = 'npm start -- --preview';
export const ANEW = 'npm ci';

function quoted(path) {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
