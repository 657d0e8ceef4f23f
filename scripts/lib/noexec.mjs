import { existsSync, readFileSync } from 'node:fs';

const MOUNTS = '/proc/self/mountinfo';

/**
 * The mount point a file lies below, where it is mounted with `noexec`; `null` elsewhere, and on systems that do not say.
 * @param {string} path without links in it
 */
export function noexecMount(path) {
  return existsSync(MOUNTS) ? noexecIn(readFileSync(MOUNTS, 'utf8'), path) : null;
}

/** Pure part of `noexecMount`: reads Linux's list of mounts (proc(5), `/proc/pid/mountinfo`). */
export function noexecIn(mounts, path) {
  let found = { point: '', options: [] };
  for (const line of mounts.split('\n')) {
    const [, , , , at = '', options = ''] = line.split(' ');
    const point = at.replace(/\\([0-7]{3})/g, (_all, octal) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const below = point === '/' || path === point || path.startsWith(`${point}/`);
    // Of two at one place the later one lies above.
    if (point && below && point.length >= found.point.length) found = { point, options: options.split(',') };
  }
  return found.options.includes('noexec') ? found.point : null;
}
