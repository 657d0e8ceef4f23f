import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, sep } from 'node:path';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { importedBy, nodesOf } from '../house-rules/syntax.ts';

/** What a directory made by the packager holds. Paths are from the archive's root, with forward slashes. */
export interface Packed {
  /** Every file and its bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** Which of them lie beside the archive, as real files. */
  readonly unpacked: readonly string[];
  /** The packages that the program asks for by name. */
  readonly imported: ReadonlySet<string>;
  /** The bytes of the archive and of what lies beside it. */
  readonly bytes: number;
  /** Fuses by their name in Electron's documentation; `null` for one that this Electron has removed or does not know. */
  readonly fuses: ReadonlyMap<string, boolean | null>;
  /** Whether the program is told where to ask for updates. */
  readonly asksForUpdates: boolean;
}

/** Where a packed program lies. */
export interface PackedPlace {
  /** The directory of the archive. */
  readonly resources: string;
  /** The executable, or on macOS the bundle. */
  readonly program: string;
}

/** Where the packager has put it below its output directory, for a system and a processor as `process` names them. */
export function placeIn(output: string, platform: NodeJS.Platform, architecture: string): PackedPlace {
  if (platform === 'darwin') {
    const program = join(output, 'mac-universal', 'Reslot.app');
    return { program, resources: join(program, 'Contents', 'Resources') };
  }
  const [name, program] = platform === 'win32' ? ['win', 'Reslot.exe'] : ['linux', 'reslot'];
  const directory = join(
    output,
    architecture === 'x64' ? `${name}-unpacked` : `${name}-${architecture}-unpacked`,
  );
  return { program: join(directory, program), resources: join(directory, 'resources') };
}

/** Reads what the packager has made. */
export async function readPacked({ resources, program }: PackedPlace): Promise<Packed> {
  const archive = archiveIn(resources);
  const files = new Map<string, number>();
  for (const listed of listPackage(archive, { isPack: false })) {
    const path = fromArchive(listed, sep);
    const entry = statFile(archive, inArchive(path, sep));
    if ('size' in entry) files.set(path, entry.size);
  }
  return {
    files,
    unpacked: realFiles(`${archive}.unpacked`),
    imported: importedFrom(archive, [...files.keys()]),
    bytes: [...files.values()].reduce((sum, size) => sum + size, 0),
    fuses: await fusesOf(program),
    asksForUpdates: existsSync(join(resources, 'app-update.yml')),
  };
}

/** Puts the program's files where they can be run without Electron, the real ones beside the archive included. */
export function unpack({ resources }: PackedPlace, destination: string): void {
  extractAll(archiveIn(resources), destination);
}

/** A path as the archive's library lists it, with the system's separator and one before it, as paths are written here. */
export function fromArchive(listed: string, separator: string): string {
  return listed.split(separator).join('/').replace(/^\//, '');
}

/** A path as the archive's library asks for it: it takes no other separator than the system's. */
export function inArchive(path: string, separator: string): string {
  return path.split('/').join(separator);
}

const archiveIn = (resources: string): string => join(resources, 'app.asar');

function realFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(directory.length + 1)
        .split(sep)
        .join('/'),
    );
}

/** What the bundles have left outside, but for what Node and Electron bring. */
function importedFrom(archive: string, paths: readonly string[]): Set<string> {
  const bundles = paths.filter((path) => /^out\/(main|preload)\/.*\.c?js$/.test(path));
  const specifiers = bundles.flatMap((path) =>
    nodesOf(path, extractFile(archive, inArchive(path, sep)).toString('utf8')).map(
      (node) => importedBy(node) ?? '',
    ),
  );
  const outside = specifiers.filter((name) => /^[^./]/.test(name) && !isBuiltin(name) && name !== 'electron');
  return new Set(outside.map(packageOf));
}

/** `@scope/name` or `name` of an import that may go on into the package. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

async function fusesOf(program: string): Promise<Map<string, boolean | null>> {
  const { version: _version, ...wire } = await getCurrentFuseWire(program);
  const states = new Map(Object.entries(wire));
  const names = Object.entries(FuseV1Options).filter(([, fuse]) => typeof fuse === 'number');
  return new Map(
    names.map(([name, fuse]) => {
      const state = states.get(String(fuse));
      return [name, state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : null];
    }),
  );
}

/** `package.json`'s lists of packages. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}
