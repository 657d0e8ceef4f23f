import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { violations } from './check.ts';

const root = resolve(import.meta.dirname, '../..');
const files = ['src-shared', 'src-main', 'src-demo', 'src-renderer'].flatMap((directory) =>
  readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const found = files.flatMap((file) =>
  violations(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')),
);
for (const { file, line, why } of found) process.stderr.write(`${file}:${line} ${why}\n`);
process.stdout.write(`${files.length} files, ${found.length} against the rules of the house\n`);
process.exitCode = found.length === 0 && files.length > 0 ? 0 : 1;
