import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Whether this user of this system can mount a disk. */
export const CAN_MOUNT: boolean = canMount();

/** A disk of its own with so many bytes, for a test. Only where `CAN_MOUNT`. */
export function mountSmallDisk(bytes: number): string {
  const directory = mount(bytes);
  onTestFinished(() => unmount(directory));
  return directory;
}

function mount(bytes: number): string {
  const directory = mkdtempSync(join(tmpdir(), 'reslot-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', directory], { stdio: 'ignore' });
  } catch (error) {
    rmdirSync(directory);
    throw error;
  }
  return directory;
}

function unmount(directory: string): void {
  execFileSync('umount', ['-l', directory]);
  rmSync(directory, { recursive: true, force: true });
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    unmount(mount(4096));
    return true;
  } catch {
    return false;
  }
}
