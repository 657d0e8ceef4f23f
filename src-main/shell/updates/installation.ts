import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { Installation } from './update-rules.ts';

/** How this program came here, by what lies beside it. */
export function thisInstallation(): Installation {
  // On macOS: Reslot.app/Contents/MacOS/Reslot.
  const bundle = dirname(dirname(dirname(process.execPath)));
  return {
    packaged: app.isPackaged,
    platform: process.platform,
    config: app.isPackaged ? read(join(process.resourcesPath, 'app-update.yml')) : null,
    // Windows' setup leaves it; an administrator's package has Windows' own.
    bySetup: existsSync(join(dirname(process.execPath), `Uninstall ${app.getName()}.exe`)),
    bundle,
    replaceable: writable(bundle) && writable(dirname(bundle)),
  };
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
