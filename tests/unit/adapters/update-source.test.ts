import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { VerifySignature } from '../../../src-main/adapters/update-signature.ts';
import { type Updater, updateSourceOf } from '../../../src-main/adapters/update-source.ts';

/** What the library does around the network, as its documentation has it. */
class Library extends EventEmitter {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  allowDowngrade = true;
  allowPrerelease = true;
  disableWebInstaller = false;
  logger: unknown = console;
  readonly done: unknown[] = [];
  found: { isUpdateAvailable: boolean; updateInfo: { version: string } } | null = null;
  bad = false;

  async checkForUpdates() {
    return this.found;
  }

  async downloadUpdate(): Promise<string[]> {
    this.done.push('download');
    if (!this.bad) return [];
    const error = new Error('New version is not signed by the application owner');
    this.emit('error', error);
    throw error;
  }

  quitAndInstall(...how: boolean[]): void {
    this.done.push(how);
  }
}

const sourceOf = (library: Library) => updateSourceOf(library as unknown as Updater);
const takesAll: VerifySignature = async () => null;
const available = { isUpdateAvailable: true, updateInfo: { version: '0.3.0' } };

describe('the library of updates', () => {
  it('does nothing by itself, and never goes back', () => {
    const library = new Library();
    sourceOf(library);
    expect(library).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
      allowPrerelease: false,
      disableWebInstaller: true,
      logger: null,
    });
  });

  it('fetches what is newer, and nothing where nothing is', async () => {
    const library = new Library();
    const source = sourceOf(library);
    expect(await source.fetchNewer()).toBeNull();
    library.found = { ...available, isUpdateAvailable: false };
    expect([await source.fetchNewer(), library.done]).toEqual([null, []]);
    library.found = available;
    expect([await source.fetchNewer(), library.done]).toEqual(['0.3.0', ['download']]);
  });

  it('has nothing ready where the signature is somebody else’s', async () => {
    const library = new Library();
    library.found = available;
    library.bad = true;
    await expect(sourceOf(library).fetchNewer()).rejects.toThrow('not signed');
  });

  it('refuses, on Windows, what Windows cannot vouch for, although the library would take it', async () => {
    const library = Object.assign(new Library(), { verifyUpdateCodeSignature: takesAll });
    updateSourceOf(library as unknown as Updater, async () => {
      throw new Error('powershell.exe is blocked by your administrator');
    });
    expect(await library.verifyUpdateCodeSignature(['Example Ltd'], 'C:\\setup.exe')).toContain('Windows');
  });

  it('installs without questions, and starts the program again', () => {
    const library = new Library();
    const failures: string[] = [];
    sourceOf(library).install(() => failures.push('failed'));
    expect([library.done, failures]).toEqual([[[true, true]], []]);
  });

  it.each<[string, (library: Library) => void]>([
    ['says so, at once or later', (library) => library.emit('error', new Error('the disk is full'))],
    [
      'throws',
      () => {
        throw new Error('No update filepath provided');
      },
    ],
  ])('tells of an installation that fails, when the library %s', (_how, fail) => {
    const library = new Library();
    library.quitAndInstall = () => fail(library);
    const source = sourceOf(library);
    const failures: string[] = [];
    // What failed before was about fetching.
    library.emit('error', new Error('net::ERR_INTERNET_DISCONNECTED'));
    source.install(() => failures.push('failed'));
    expect(failures).toEqual(['failed']);
  });
});
