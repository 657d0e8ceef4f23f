import type { Pass } from '../ipc/pass.ts';
import type { FileDialogs } from '../ports.ts';

/**
 * The same dialogs, as if they had been closed where the desk has been locked in front of them: a dialog of the system's stands there on,
 * and whoever comes by could have written what somebody else was about to take out.
 */
export function askedByWhoeverIsThere(dialogs: FileDialogs, pass: () => Pass | null): FileDialogs {
  async function unlessLocked(ask: () => Promise<string | null>): Promise<string | null> {
    const asking = pass();
    const chosen = await ask();
    return pass() === asking ? chosen : null;
  }
  return {
    chooseFolder: (current) => unlessLocked(() => dialogs.chooseFolder(current)),
    chooseSavePath: (name, type) => unlessLocked(() => dialogs.chooseSavePath(name, type)),
  };
}
