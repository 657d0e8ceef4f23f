import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Runs every benchmark of this folder, each in a process of its own. Exit status 1 when one of them fails. */

const HELPERS = ['run.ts', 'report.ts', 'sizes.ts', 'stall.ts', 'support.ts'];

let failed = false;
for (const name of readdirSync(import.meta.dirname).sort()) {
  if (!name.endsWith('.ts') || HELPERS.includes(name)) continue;
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name)], { stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
