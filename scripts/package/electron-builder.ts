import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Runs the packager with the project's configuration and these arguments (`--linux`, `-c.directories.output=…`). Resolves to
 * its exit status and what it wrote.
 */
export function electronBuilder(
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  const script = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const child = spawn(
    process.execPath,
    [script, '--config', 'electron-builder.config.ts', '--publish', 'never', ...args],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
