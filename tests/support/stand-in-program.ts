import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
export const STAND_IN = join(ROOT, 'scripts/preview/run.ts');

/** What a program of `runOnStandIn` imports of Reslot's own: `shell('window.ts')`. */
export const shell = (name: string): string => JSON.stringify(join(ROOT, 'src-main/shell', name));

/** Runs a program of its own on the stand-in, on the system that `system` describes; it must end by itself. */
export function runOnStandIn(
  directory: string,
  program: string,
  system: readonly string[] = [],
): Promise<{ code: number | null; output: string }> {
  const main = join(directory, 'main.mjs');
  mkdirSync(directory, { recursive: true });
  writeFileSync(main, program);
  const child = spawn(
    process.execPath,
    [STAND_IN, `--preview-main=${main}`, ...system, `--data-dir=${directory}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}
