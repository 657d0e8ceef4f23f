import { isLoopbackHost } from '../../src-shared/domain/loopback.ts';
import type { OpenSocket } from '../ports.ts';
import type { ProxyFor } from './routed-fetch.ts';
import { routesOf } from './routes.ts';

/**
 * Opens web sockets to a portal (the runtime's own client). `base`: the portal's address. None is opened to another host or port, or in
 * clear where the portal is not; nor where the network leads through a proxy, which that client does not know.
 */
export const createWebSockets =
  (base: string, proxyFor: ProxyFor | null): OpenSocket =>
  async (address, events) => {
    const url = allowed(base, address);
    if (url === null || !(await isDirect(url, proxyFor))) return null;
    const socket = new WebSocket(url);
    let isOver = false;
    const over = (): void => {
      if (!isOver) events.closed();
      isOver = true;
    };
    socket.addEventListener('open', () => events.opened());
    socket.addEventListener('message', ({ data }) => {
      if (!isOver) events.said(typeof data === 'string' ? data : '');
    });
    socket.addEventListener('close', over);
    socket.addEventListener('error', over);
    return {
      send(text) {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close() {
        isOver = true;
        socket.close();
      },
    };
  };

function allowed(base: string, address: string): URL | null {
  const portal = URL.parse(base);
  const url = URL.parse(address, base);
  if (portal === null || url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol === 'https:' || url.protocol === 'http:')
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const isEncrypted = url.protocol === 'wss:';
  if (
    !isEncrypted &&
    (url.protocol !== 'ws:' || portal.protocol !== 'http:' || !isLoopbackHost(url.hostname))
  )
    return null;
  return url.host === portal.host ? url : null;
}

/** This computer's own servers are asked directly, whatever the settings say. */
async function isDirect(url: URL, proxyFor: ProxyFor | null): Promise<boolean> {
  if (proxyFor === null || isLoopbackHost(url.hostname)) return true;
  try {
    return routesOf(await proxyFor(url.href.replace(/^ws/, 'http')))[0] === null;
  } catch {
    return false;
  }
}
