import type { AppUpdater } from 'electron-updater';
import type { UpdateSource } from '../ports.ts';
import { type AskWindows, askWindows, failingClosed, type VerifySignature } from './update-signature.ts';

/** What is used of the library. */
export type Updater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'allowDowngrade'
  | 'allowPrerelease'
  | 'disableWebInstaller'
  | 'logger'
  | 'checkForUpdates'
  | 'downloadUpdate'
  | 'quitAndInstall'
> & {
  on(event: 'error', listener: () => void): unknown;
  /** On Windows alone: elsewhere the system verifies. */
  verifyUpdateCodeSignature?: VerifySignature;
};

/** The library for the system the program runs on. Only a packaged program can load it. */
export async function createUpdateSource(): Promise<UpdateSource> {
  const { default: library } = await import('electron-updater');
  return updateSourceOf(library.autoUpdater);
}

/**
 * The library fetches what is later than this program from the address that the package names, and verifies checksum and
 * signature before it says that it has it. It installs nothing by itself.
 */
export function updateSourceOf(updater: Updater, ask: AskWindows = askWindows): UpdateSource {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  // Its words name paths and addresses.
  updater.logger = null;
  const verify = updater.verifyUpdateCodeSignature;
  if (verify) updater.verifyUpdateCodeSignature = failingClosed(verify, ask);
  let failed: () => void = () => undefined;
  // Whatever fails while fetching rejects as well; without a listener it would end the program.
  updater.on('error', () => failed());
  return {
    async fetchNewer() {
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) return null;
      await updater.downloadUpdate();
      return found.updateInfo.version;
    },
    install: (onFailed) => {
      failed = onFailed;
      try {
        updater.quitAndInstall(true, true);
      } catch {
        onFailed();
      }
    },
  };
}
