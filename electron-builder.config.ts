import type { Configuration } from 'electron-builder';
import { APP_ID } from './src-shared/app-id.ts';

const { env } = process;

/** What the packager fills in, as it writes it. */
const macro = (name: 'arch' | 'ext' | 'productName' | 'version'): string => `$\{${name}}`;
const [arch, ext, named] = [macro('arch'), macro('ext'), `${macro('productName')}-${macro('version')}`];

/**
 * Where the installed program asks for updates: an https address of one's own that has the files of a release, named by
 * whoever builds. Without it the program that is built never asks.
 */
const updates = env.RESLOT_UPDATE_URL;

/**
 * What the build has put into out/, and the libraries it has not put there. Of the database's binaries only those that
 * `natives` names. Each system has the whole list: the packager takes one that only leaves out for all files but those.
 */
const files = (natives: string): string[] => [
  // What else lies in out/ is the build's and the preview's own.
  'out/{main,preload,renderer}/**',
  'resources/icons/256x256.png',
  'package.json',
  '!**/*.{map,ts,mts,cts,tsbuildinfo,flow}',
  '!node_modules/**/{test,tests,docs,doc,example,examples,benchmark,benchmarks,.github}/**',
  // Its sources, and what they would be compiled with.
  '!node_modules/better-sqlite3/{deps,src}/**',
  '!node_modules/better-sqlite3/binding.gyp',
  '!node_modules/node-addon-api/**',
  `!node_modules/better-sqlite3/prebuilds/!(${natives}).node`,
];

/** How the packages are made: `npm run package`. What signs them stands in the environment alone (docs/packaging.md). */
export default {
  appId: APP_ID,
  productName: 'Reslot',
  directories: { output: 'dist', buildResources: 'resources' },
  asar: { smartUnpack: false },
  // The system loads it itself, and reads no archive.
  asarUnpack: ['node_modules/better-sqlite3/prebuilds/*.node'],
  // The library brings what it needs for each system, on Node-API: nothing is compiled for Electron.
  npmRebuild: false,
  electronLanguages: ['en-US'],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  },
  publish: updates ? [{ provider: 'generic', url: updates }] : null,
  win: {
    target: [
      { target: 'nsis', arch: ['x64'] },
      { target: 'msi', arch: ['x64'] },
    ],
    icon: 'resources/icon.ico',
    files: files(`win32-${arch}`),
    // An update is refused that somebody else has signed.
    verifyUpdateCodeSignature: true,
  },
  // For oneself, without an administrator.
  nsis: { oneClick: true, perMachine: false, artifactName: `${named}-setup.${ext}` },
  // For a managed computer, by its administrator.
  msi: { oneClick: true, perMachine: true, artifactName: `${named}.${ext}` },
  mac: {
    target: [
      { target: 'dmg', arch: ['universal'] },
      // What an installed program takes its update from.
      { target: 'zip', arch: ['universal'] },
    ],
    category: 'public.app-category.medical',
    icon: 'resources/icon.icns',
    files: files('darwin-*'),
    // Both halves hold both, each made for one of them.
    x64ArchFiles: '**/better-sqlite3/prebuilds/*.node',
    hardenedRuntime: true,
    notarize: Boolean(env.APPLE_API_KEY || env.APPLE_ID || env.APPLE_KEYCHAIN_PROFILE),
    artifactName: `${named}-${arch}.${ext}`,
  },
  dmg: {
    background: 'resources/dmg-background.png',
    contents: [
      { x: 130, y: 200 },
      { x: 410, y: 200, type: 'link', path: '/Applications' },
    ],
  },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64'] },
      { target: 'deb', arch: ['x64'] },
    ],
    icon: 'resources/icons',
    category: 'Office',
    executableName: 'reslot',
    syncDesktopName: true,
    synopsis: 'Answers patients who ask to move or cancel an appointment',
    files: files(`linux-${arch}`),
    ...(env.RESLOT_MAINTAINER ? { maintainer: env.RESLOT_MAINTAINER, vendor: env.RESLOT_MAINTAINER } : {}),
    artifactName: `${named}-${arch}.${ext}`,
  },
} satisfies Configuration;
