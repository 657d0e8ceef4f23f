import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronRuntime } from '../../../scripts/lib/electron.mjs';
import { storedZip } from '../../support/stored-zip.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const LIMIT_MS = 120_000;
vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

const VERSION = '45.4.1';
const NAME = `electron-v${VERSION}-${process.platform}-${process.arch}.zip`;
const ARCHIVE = storedZip([
  { name: 'electron', content: `#!/bin/sh\necho v${VERSION}\n`, mode: 0o755 },
  { name: 'version', content: VERSION },
]);

let home: string;
let directory: string;
let servers: Server[] = [];

/** Electron's package, which downloads the archive above and nothing else. */
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'reslot-download-'));
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  directory = join(home, 'electron');
  mkdirSync(directory);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ version: VERSION }));
  copyFileSync(join(ROOT, 'node_modules/electron/install.js'), join(directory, 'install.js'));
  const sha256 = createHash('sha256').update(ARCHIVE).digest('hex');
  writeFileSync(join(directory, 'checksums.json'), JSON.stringify({ [NAME]: sha256 }));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  servers = [];
  rmSync(home, { recursive: true, force: true });
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server of releases, and what it was asked for. */
async function mirror(content: Buffer | null = ARCHIVE) {
  const asked: string[] = [];
  const host = await listening(
    createServer((req, res) => {
      asked.push(req.url ?? '');
      if (!content) res.writeHead(404);
      res.end(content ?? '');
    }),
  );
  return { url: `http://${host}/`, host, asked };
}

/** A proxy that brings everything to one server, whatever it is asked for. */
async function proxy(server: string) {
  const asked: string[] = [];
  const [hostname = '', port = ''] = server.split(':');
  const through = createServer((req, res) => {
    asked.push(req.url ?? '');
    const { pathname } = new URL(req.url ?? '');
    req.pipe(request({ hostname, port, path: pathname }, (answer) => answer.pipe(res)));
  });
  through.on('connect', (req, socket, head) => {
    asked.push(req.url ?? '');
    const far = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.write(head);
      far.pipe(socket).pipe(far);
    });
    for (const end of [far, socket]) end.on('error', () => undefined);
  });
  return { host: await listening(through), asked };
}

/** An address at which nobody listens any more. */
async function closed(): Promise<string> {
  const host = await listening(createServer());
  await new Promise((done) => servers.pop()?.close(done));
  return host;
}

/** Without any variable of the machine that runs the test. */
function find(env: NodeJS.ProcessEnv, limits = { answerMs: LIMIT_MS, stallMs: LIMIT_MS }) {
  const { PATH } = process.env;
  return electronRuntime(
    { node: process.execPath, env: { PATH, HOME: home, XDG_CACHE_HOME: join(home, '.cache'), ...env } },
    { directory, limitMs: LIMIT_MS, downloadLimits: limits },
  );
}

const found = () => ({ path: join(directory, 'dist', 'electron') });
const missing = (why: string) => ({ missing: `Electron is not here, and cannot be downloaded: ${why}.` });

describe.runIf(process.platform === 'linux')('Electron is downloaded', () => {
  it.each(['ELECTRON_MIRROR', 'npm_config_electron_mirror'])('from %s', async (variable) => {
    const { url, asked } = await mirror();
    expect(await find({ [variable]: url })).toEqual(found());
    expect(asked).toEqual([`/v${VERSION}/${NAME}`]);
    // It is there now, and asked for no more.
    expect(await find({ [variable]: url })).toEqual(found());
    expect(asked.length).toBe(1);
  });

  it.each(['HTTP_PROXY', 'http_proxy', 'npm_config_proxy'])('through the proxy of %s', async (variable) => {
    const { host } = await mirror();
    const between = await proxy(host);
    // There is no such host but for the proxy.
    const env = { ELECTRON_MIRROR: 'http://releases.invalid/', [variable]: `http://${between.host}` };
    expect(await find(env)).toEqual(found());
    expect(between.asked.join()).toContain('releases.invalid');
  });

  it('through a proxy that is named without http://', async () => {
    const { host } = await mirror();
    const between = await proxy(host);
    const env = { ELECTRON_MIRROR: 'http://releases.invalid/', HTTP_PROXY: between.host };
    expect(await find(env)).toEqual(found());
  });

  it.each(['NO_PROXY', 'no_proxy', 'npm_config_noproxy'])(
    'past the proxy where %s says so',
    async (variable) => {
      const { url } = await mirror();
      const env = {
        ELECTRON_MIRROR: url,
        HTTP_PROXY: `http://${await closed()}`,
        [variable]: 'a.example,127.0.0.1',
      };
      expect(await find(env)).toEqual(found());
    },
  );
});

describe.runIf(process.platform === 'linux')('without a network, what was downloaded before is used', () => {
  const hash = 'a'.repeat(64);
  it.each<[string, string, NodeJS.ProcessEnv]>([
    ['the usual place', '.cache/electron', {}],
    ['the usual place, from another mirror', `.cache/electron/${hash}`, {}],
    ['electron_config_cache', 'elsewhere', { electron_config_cache: 'elsewhere' }],
    ['the same in npm’s settings', 'elsewhere', { npm_config_electron_config_cache: 'elsewhere' }],
    ['ELECTRON_CACHE', 'elsewhere', { ELECTRON_CACHE: 'elsewhere' }],
  ])('in %s', async (_name, place, variables) => {
    mkdirSync(join(home, place), { recursive: true });
    writeFileSync(join(home, place, NAME), ARCHIVE);
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, at]) => [name, join(home, at ?? '')]),
    );
    expect(await find({ ...env, ELECTRON_MIRROR: `http://${await closed()}/` })).toEqual(found());
  });

  it('unless it is another file of that name', async () => {
    mkdirSync(join(home, '.cache/electron'), { recursive: true });
    writeFileSync(join(home, '.cache/electron', NAME), 'half a file');
    const host = await closed();
    expect(await find({ ELECTRON_MIRROR: `http://${host}/` })).toEqual(
      missing(`${host} cannot be reached (ECONNREFUSED)`),
    );
  });
});

describe.runIf(process.platform === 'linux')('why Electron cannot be downloaded is said', () => {
  it('by a server that does not have it', async () => {
    const { url, host } = await mirror(null);
    expect(await find({ ELECTRON_MIRROR: url })).toEqual(missing(`${host} answered 404`));
  });

  it('where the proxy is not there; its password is nobody’s business', async () => {
    const gone = await closed();
    const env = { ELECTRON_MIRROR: 'http://releases.invalid/', HTTP_PROXY: `http://user:secret@${gone}` };
    expect(await find(env)).toEqual(
      missing(`releases.invalid cannot be reached through the proxy ${gone} (ECONNREFUSED)`),
    );
  });

  it.each(['http://proxy one:3128', 'http://user:100%@proxy:3128'])(
    'where the proxy’s address is none: %s',
    async (address) => {
      const { url } = await mirror();
      expect(await find({ ELECTRON_MIRROR: url, HTTP_PROXY: address })).toEqual(
        missing('the address of the proxy cannot be read (HTTPS_PROXY, HTTP_PROXY, or npm’s settings)'),
      );
    },
  );

  it('where nobody answers', async () => {
    const host = await listening(createServer());
    expect(await find({ ELECTRON_MIRROR: `http://${host}/` }, { answerMs: 300, stallMs: LIMIT_MS })).toEqual(
      missing(`${host} cannot be reached (no answer)`),
    );
  });

  it('where it stops half way', async () => {
    const host = await listening(
      createServer((_req, res) => {
        res.writeHead(200, { 'content-length': ARCHIVE.length });
        res.write(ARCHIVE.subarray(0, 100));
      }),
    );
    const answer = await find({ ELECTRON_MIRROR: `http://${host}/` }, { answerMs: LIMIT_MS, stallMs: 300 });
    expect(answer).toEqual(missing(`${host} stopped sending it`));
    expect(existsSync(join(directory, 'dist'))).toBe(false);
  });

  it('where something else came', async () => {
    const { url } = await mirror(Buffer.from('<html>Sign in to the network</html>'));
    expect(await find({ ELECTRON_MIRROR: url })).toEqual(
      missing('what came is not what it should be (its checksum differs)'),
    );
  });

  it('beside the version of the one that is here, which is not used', async () => {
    const dist = join(directory, 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'electron'), '#!/bin/sh\necho v44.0.0\n', { mode: 0o755 });
    writeFileSync(join(dist, 'version'), '44.0.0');
    writeFileSync(join(directory, 'path.txt'), 'electron');
    const host = await closed();
    expect(await find({ ELECTRON_MIRROR: `http://${host}/` })).toEqual({
      missing: `Electron here is version 44.0.0, Reslot is made for ${VERSION}, and that cannot be downloaded: ${host} cannot be reached (ECONNREFUSED).`,
    });
    // Where it can be, it takes the other one's place.
    expect(await find({ ELECTRON_MIRROR: (await mirror()).url })).toEqual(found());
  });
});
