import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { join as joinPosix } from 'node:path/posix';
import { violations } from './check.ts';
import { between, circlesIn } from './circles.ts';
import { roomOf, TABLE } from './rooms.ts';
import { importedBy, type Node, nodesOf } from './syntax.ts';

const root = resolve(import.meta.dirname, '../..');
const sources = new Map(
  ['src-shared', 'src-main', 'src-demo', 'src-renderer'].flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const file = relative(root, path).split(sep).join('/');
        const source = readFileSync(path, 'utf8');
        return [file, { source, nodes: nodesOf(file, source) }] as const;
      }),
  ),
);
const graph = new Map([...sources].map(([file, { nodes }]) => [file, importsOf(file, nodes)]));

const faults = [
  ...[...sources].flatMap(([file, { source, nodes }]) =>
    violations(file, source, nodes).map(({ line, why }) => `${file}:${line} ${why}`),
  ),
  ...circlesIn(graph).map((circle) => `files in a circle: ${circle.join(', ')}`),
  ...circlesIn(between(graph, roomOf)).map((circle) => `folders in a circle: ${circle.join(', ')}`),
  ...TABLE.flatMap(({ folders, mayImport }) => [...folders, ...mayImport])
    .filter((path) => path.startsWith('src-') && !existsSync(join(root, path.replace(/\/\*$/, ''))))
    .map((path) => `docs/architecture.md names ${path}, which is not there`),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${sources.size} files, ${faults.length} against the rules of the house\n`);
process.exitCode = faults.length === 0 && sources.size > 0 ? 0 : 1;

function importsOf(file: string, nodes: readonly Node[]): Set<string> {
  const specifiers = nodes.map((node) => importedBy(node) ?? '');
  return new Set(
    specifiers.filter((name) => name.startsWith('.')).map((name) => joinPosix(dirname(file), name)),
  );
}
