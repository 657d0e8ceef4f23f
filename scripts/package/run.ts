/**
 * Packages what has been built: `npm run package`. This system's installers where Electron and the packager's tools can be
 * had; otherwise directories around a stand-in for Electron, to look at. Each is checked, and what was not made is said.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import config from '../../electron-builder.config.ts';
import { type Advisory, advisoryFaults, askForAdvisories } from './advisories.ts';
import { electronBuilder, ROOT } from './electron-builder.ts';
import { faultsOf } from './faults.ts';
import { placeIn, readManifest, readPacked } from './packed.ts';
import { billOfPackage, licenceFaults, packedParts } from './parts.ts';
import { makeStandInDist, type StandInPlatform } from './stand-in-dist.ts';

const OUTPUT = join(ROOT, config.directories.output);
/** What installers for Windows and Linux are made for. */
const INSTALLED = 'x64';
const INSTALLERS: Readonly<Record<string, string>> = {
  linux: 'AppImage and deb (Linux)',
  win32: 'NSIS and MSI (Windows)',
  darwin: 'dmg (macOS)',
};
/** So many faults say what is wrong: a wrong pattern has thousands. */
const SHOWN = 20;
const NO_NETWORK = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)\b/;

/** What the registry knows against our libraries; null where it did not say. */
let advisories: readonly Advisory[] | null = null;

process.exitCode = await main(process.argv.includes('--installers'));

async function main(installersOnly: boolean): Promise<number> {
  const { platform } = process;
  if (updateAddressFault()) return 1;
  rmSync(OUTPUT, { recursive: true, force: true });
  advisories = await askForAdvisories();
  if (advisories === null)
    say('Not checked: what is known against the libraries. The registry does not say (npm audit).');
  const withoutDeb = platform === 'linux' && !process.env.RESLOT_MAINTAINER;
  say(`Packaging for ${platform} …`);
  const { code, output } = await electronBuilder(withoutDeb ? ['--linux', 'AppImage', '--x64'] : []);
  if (code !== 0 && (installersOnly || !NO_NETWORK.test(output))) return failed(output);
  if (code !== 0) return standIns();
  const faults = await look('', platform, platform === 'darwin' ? ['x64', 'arm64'] : [INSTALLED]);
  for (const name of readdirSync(OUTPUT).filter((file) => /\.(exe|msi|dmg|zip|AppImage|deb)$/.test(file)))
    say(`${name}: ${megabytes(statSync(join(OUTPUT, name)).size)}`);
  if (withoutDeb)
    say('Not built: deb. It names who maintains it: set RESLOT_MAINTAINER to "Name <address>" first.');
  for (const other of Object.keys(INSTALLERS).filter((name) => name !== platform))
    say(`Not built: ${INSTALLERS[other]}. Each system's are built on that system.`);
  return faults === 0 ? 0 : 1;
}

/** Electron cannot be had: everything around it is packed and checked all the same. */
async function standIns(): Promise<number> {
  say('Electron or the tools that make installers could not be downloaded: packing around a stand-in.');
  let faults = 0;
  for (const platform of ['linux', 'win32'] as const) {
    const { code, output } = await packStandIn(platform);
    if (code !== 0) return failed(output);
    faults += await look(platform, platform, [INSTALLED]);
  }
  say('');
  for (const installers of Object.values(INSTALLERS)) say(`Not built: ${installers}.`);
  say('Not checked: anything that Electron itself does. What was packed around the stand-in cannot be run.');
  return faults === 0 ? 0 : 1;
}

async function packStandIn(platform: StandInPlatform) {
  const dist = mkdtempSync(join(tmpdir(), 'reslot-electron-'));
  try {
    makeStandInDist(dist, platform);
    return await electronBuilder([
      ...['--dir', platform === 'linux' ? '--linux' : '--win', '--x64'],
      `-c.electronDist=${dist}`,
      `-c.directories.output=${join(OUTPUT, platform)}`,
    ]);
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

/** Says what is wrong with what was packed, and how large it is; the number of faults. */
async function look(
  below: string,
  platform: NodeJS.Platform,
  architectures: readonly string[],
): Promise<number> {
  const packed = await readPacked(placeIn(join(OUTPUT, below), platform, INSTALLED));
  const parts = packedParts(packed);
  const bill = billOfPackage(parts);
  const faults = [
    ...faultsOf(packed, {
      manifest: readManifest(ROOT),
      binaries: architectures.map((architecture) => `${platform}-${architecture}`),
      fuses: config.electronFuses,
      asksForUpdates: config.publish !== null,
    }),
    ...licenceFaults(parts),
    ...advisoryFaults(advisories ?? [], new Set(['electron', ...bill.components.map(({ name }) => name)])),
  ];
  writeFileSync(join(OUTPUT, `reslot-${platform}.cdx.json`), `${JSON.stringify(bill, null, 1)}\n`);
  for (const fault of faults.slice(0, SHOWN)) process.stderr.write(`${platform}: ${fault}\n`);
  if (faults.length > SHOWN) process.stderr.write(`${platform}: and ${faults.length - SHOWN} more.\n`);
  const all = `${packed.files.size} files, ${megabytes(packed.bytes)}`;
  say(
    `${platform}: ${all} beside Electron; ${faults.length === 0 ? 'as it should be' : 'not as it should be'}.`,
  );
  say(`${platform}: ${bill.components.length} libraries, listed in reslot-${platform}.cdx.json (CycloneDX).`);
  return faults.length;
}

/** Updates are asked for over an encrypted connection only. */
function updateAddressFault(): boolean {
  const address = process.env.RESLOT_UPDATE_URL;
  if (!address || (URL.canParse(address) && new URL(address).protocol === 'https:')) return false;
  process.stderr.write('RESLOT_UPDATE_URL is not an https address: leave it away, or name one.\n');
  return true;
}

function failed(output: string): number {
  process.stderr.write(`${output.trim()}\nThe packager failed.\n`);
  return 1;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
