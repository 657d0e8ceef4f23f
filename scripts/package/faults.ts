import { BILL } from '../parts/bundled-parts.ts';
import type { Manifest, Packed } from './packed.ts';

export interface Wanted {
  readonly manifest: Manifest;
  /** The native binaries that belong to the system it is packed for: `linux-x64`. */
  readonly binaries: readonly string[];
  /** `electronFuses` of the packager's configuration. */
  readonly fuses: Readonly<Record<string, unknown>>;
  readonly asksForUpdates: boolean;
}

/** What the program opens by name, without which it does not start; and the licences of what is in its bundles. */
const NEEDED = [
  'package.json',
  'out/main/main.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  `out/main/${BILL}`,
  `out/renderer/${BILL}`,
  'resources/icons/256x256.png',
];

/** Where something may stand. */
const PLACES =
  /^(package\.json$|out\/(main|preload|renderer)\/|node_modules\/|resources\/icons\/256x256\.png$)/;

/** So large what is packed may grow before somebody looks at why (docs/performance.md has the figure). */
export const LARGEST_BYTES = 13_500_000;

/** What is wrong with a package, a sentence each. */
export function faultsOf(packed: Packed, wanted: Wanted): string[] {
  const paths = [...packed.files.keys()];
  const { dependencies, devDependencies } = wanted.manifest;
  const binaries = wanted.binaries.map((name) => `node_modules/better-sqlite3/prebuilds/${name}.node`);
  const isNative = (path: string): boolean => /\.(node|dll|dylib|so)$/.test(path);
  const holds = (name: string): boolean => paths.some((path) => path.startsWith(`node_modules/${name}/`));
  return [
    ...NEEDED.filter((path) => !packed.files.has(path)).map((path) => `${path} is missing.`),
    ...[...packed.imported]
      .filter((name) => !(name in dependencies) || !holds(name))
      .map((name) => `${name} is asked for at run time and is not packed: it belongs to the dependencies.`),
    ...Object.keys(dependencies)
      .filter((name) => !packed.imported.has(name))
      .map((name) => `${name} is packed and nothing asks for it: it belongs to the devDependencies.`),
    ...Object.keys(devDependencies)
      .filter(holds)
      .map((name) => `${name} is packed, and is for building only.`),
    ...paths
      .filter((path) => isNative(path) && !binaries.includes(path))
      .map((path) => `${path} is packed and is for another system.`),
    ...binaries
      .filter((path) => !packed.unpacked.includes(path))
      .map((path) => `${path} does not lie beside the archive, where the system could load it.`),
    ...packed.unpacked
      .filter((path) => !binaries.includes(path))
      .map((path) => `${path} lies beside the archive, where nothing vouches for it.`),
    ...paths
      .filter((path) => !PLACES.test(path) || /\.(map|[mc]?tsx?)$/.test(path))
      .map((path) => `${path} is no part of it.`),
    ...(packed.bytes > LARGEST_BYTES
      ? [`It holds ${packed.bytes} bytes; more than ${LARGEST_BYTES} are to be looked at first.`]
      : []),
    ...fuseFaults(packed, wanted.fuses),
    ...(packed.asksForUpdates === wanted.asksForUpdates
      ? []
      : [`It ${packed.asksForUpdates ? 'asks' : 'does not ask'} for updates, against what was wanted.`]),
  ];
}

function fuseFaults(packed: Packed, wanted: Wanted['fuses']): string[] {
  return [...packed.fuses].flatMap(([name, state]) => {
    const want = wanted[`${name.charAt(0).toLowerCase()}${name.slice(1)}`];
    // One that nothing is said about stays as Electron has it.
    return want === undefined || want === state ? [] : [`The fuse ${name} is ${state}, not ${want}.`];
  });
}
