import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type WebSocket as Peer, WebSocketServer } from 'ws';
import { createWebSockets } from '../../../src-main/adapters/web-socket.ts';
import type { Socket } from '../../../src-main/ports.ts';

async function startServer(peer: (socket: Peer) => void = () => {}) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const asked: string[] = [];
  server.on('connection', (socket, { url }) => {
    asked.push(url ?? '');
    peer(socket);
  });
  await new Promise((resolve) => server.on('listening', resolve));
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}/fhir/`, host: `127.0.0.1:${port}`, asked, server };
}

function listening() {
  const happened: string[] = [];
  const events = {
    opened: () => void happened.push('opened'),
    said: (text: string) => void happened.push(text),
    closed: () => void happened.push('closed'),
  };
  return { happened, events };
}

test('what is said on either side arrives; what is no text is empty', async () => {
  const { base, asked } = await startServer((peer) => {
    peer.on('message', (data) => {
      peer.send(`bound ${String(data).slice(5)}`);
      peer.send(Buffer.from([1, 2, 3]));
      peer.close();
    });
  });
  const { happened, events } = listening();
  let socket: Socket | null = null;
  socket = await createWebSockets(base, null)('/websocket', {
    ...events,
    opened: () => {
      events.opened();
      socket?.send('bind 1');
    },
  });
  await vi.waitFor(() => expect(happened).toEqual(['opened', 'bound 1', '', 'closed']), { timeout: 20_000 });
  expect(asked).toEqual(['/websocket']);
  socket?.send('too late');
});

test('a server that breaks off, is not there, or floods', async () => {
  const { base } = await startServer((peer) => {
    for (let n = 0; n < 2000; n += 1) peer.send('ping 1');
    peer.send('x'.repeat(5_000_000));
    setImmediate(() => peer.terminate());
  });
  const flooded = listening();
  await createWebSockets(base, null)('/websocket', flooded.events);
  await vi.waitFor(() => expect(flooded.happened.at(-1)).toBe('closed'), { timeout: 20_000 });
  expect(flooded.happened.filter((one) => one === 'closed')).toHaveLength(1);
  const nobody = listening();
  await createWebSockets('http://127.0.0.1:9/fhir', null)('/websocket', nobody.events);
  await vi.waitFor(() => expect(nobody.happened).toEqual(['closed']), { timeout: 20_000 });
});

test('one that has been closed says nothing more', async () => {
  const { base, server } = await startServer((peer) => peer.send('ping 1'));
  const { happened, events } = listening();
  const socket = await createWebSockets(base, null)('/websocket', events);
  socket?.close();
  await vi.waitFor(() => expect(server.clients.size).toBe(0), { timeout: 20_000 });
  expect(happened.filter((one) => one !== 'opened')).toEqual([]);
});

const direct = async (): Promise<string> => 'DIRECT';
test.each([
  ['another host', 'https://portal.example/fhir', 'wss://elsewhere.example/ws', direct],
  ['another port', 'https://portal.example/fhir', 'wss://portal.example:8443/ws', direct],
  ['in clear', 'https://portal.example/fhir', 'ws://portal.example/ws', direct],
  ['in clear, to another computer', 'http://portal.example/fhir', 'ws://portal.example/ws', direct],
  ['with a name in it', 'https://portal.example/fhir', 'wss://me:secret@portal.example/ws', direct],
  ['no web socket', 'https://portal.example/fhir', 'file:///etc/passwd', direct],
  ['no address', 'https://portal.example/fhir', 'wss://', direct],
  ['through a proxy', 'https://portal.example/fhir', '/ws', async () => 'PROXY proxy.example:3128'],
  [
    'proxies nobody can tell',
    'https://portal.example/fhir',
    '/ws',
    async () => Promise.reject(new Error('no')),
  ],
])('none is opened: %s', async (_what, base, address, proxyFor) => {
  const { happened, events } = listening();
  expect(await createWebSockets(base, proxyFor)(address, events)).toBeNull();
  expect(happened).toEqual([]);
});
