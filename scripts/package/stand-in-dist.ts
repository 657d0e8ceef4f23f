import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { FuseState, SENTINEL } from '@electron/fuses/dist/constants.js';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** The systems a directory can be packaged for without Electron. macOS needs a Mac. */
export type StandInPlatform = 'linux' | 'win32';

/**
 * Makes a directory of the shape of Electron's, so that everything around Electron can be packaged and looked at where
 * Electron cannot be had. Its program does nothing, but has Electron's fuses, all as Electron delivers them.
 */
export function makeStandInDist(directory: string, platform: StandInPlatform): void {
  mkdirSync(join(directory, 'locales'), { recursive: true });
  for (const file of ['LICENSE', 'LICENSES.chromium.html', join('locales', 'en-US.pak')])
    writeFileSync(join(directory, file), '');
  const [name, program] =
    platform === 'win32' ? ['electron.exe', emptyProgram()] : ['electron', Buffer.from('#!/bin/false\n')];
  writeFileSync(join(directory, name), Buffer.concat([program, fuseWire()]), { mode: 0o755 });
}

/** As Electron's build/fuses/fuses.json5 has them: sentinel, version of the schema, number of fuses, and their states. */
function fuseWire(): Buffer {
  const on = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  const last = FuseV1Options.GrantFileProtocolExtraPrivileges;
  const states = Array.from({ length: last + 1 }, (_, fuse) =>
    on.includes(fuse) ? FuseState.ENABLE : FuseState.DISABLE,
  );
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, states.length, ...states])]);
}

/** A Windows program of nothing but a version, beside which the packager writes its own resources. */
function emptyProgram(): Buffer {
  const program = NtExecutable.from(NtExecutable.createEmpty().generate());
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion(0, 0, 0, 0, 1033);
  version.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'Stand-in' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
