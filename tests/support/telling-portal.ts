import type { OpenSocket, PortalAnswer, PortalRequest, SocketEvents } from '../../src-main/ports.ts';

/** A portal's web sockets in this process, in the manner of the Subscriptions R5 Backport, and what it is asked about them. */
export interface TellingPortal {
  readonly open: OpenSocket;
  /** Answers what concerns subscriptions; null for everything else. */
  answer(request: PortalRequest): PortalAnswer | null;
  /** Says so on every socket that stands. */
  tell(times?: number): void;
  /** From now on nothing more is said, not even to a ping; the sockets stay. */
  fallSilent(): void;
  /** Every socket breaks, and none comes about any more until it is told otherwise. */
  cut(isCut: boolean): void;
  readonly sockets: () => number;
}

const notification = (type: string, id: string): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'history',
    entry: [
      {
        resource: {
          resourceType: 'SubscriptionStatus',
          type,
          subscription: { reference: `Subscription/${id}` },
        },
      },
      // Nothing of this may be believed.
      { resource: { resourceType: 'Appointment', id: 'visit-1', status: 'cancelled' } },
    ],
  });

const answered = (status: number, body: unknown): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs: null,
});

export function createTellingPortal(): TellingPortal {
  const open = new Set<SocketEvents>();
  let created = 0;
  let isSilent = false;
  let isCut = false;
  return {
    async open(_address, events) {
      queueMicrotask(() => {
        if (isCut) events.closed();
        else events.opened();
      });
      if (!isCut) open.add(events);
      return {
        send(text) {
          if (isSilent || !open.has(events) || !text.startsWith('{')) return;
          const { type, payload } = JSON.parse(text) as { type: string; payload?: { token: string } };
          events.said(type === 'ping' ? '{"type":"pong"}' : notification('handshake', payload?.token ?? ''));
        },
        close: () => void open.delete(events),
      };
    },
    answer({ method, url }) {
      if (url === 'metadata') {
        const resource = [{ type: 'Subscription', interaction: [{ code: 'create' }] }];
        const rest = [{ mode: 'server', resource, operation: [{ name: 'get-ws-binding-token' }] }];
        return answered(200, { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest });
      }
      if (!url.startsWith('Subscription')) return null;
      if (method === 'POST') {
        created += 1;
        return answered(201, { resourceType: 'Subscription', id: String(created) });
      }
      return answered(200, {
        resourceType: 'Parameters',
        parameter: [
          { name: 'token', valueString: url.split('/')[1] },
          { name: 'websocket-url', valueUrl: 'ws://portal.example/ws' },
        ],
      });
    },
    tell(times = 1) {
      for (let n = 0; n < times; n += 1)
        for (const events of open) if (!isSilent) events.said(notification('event-notification', '1'));
    },
    fallSilent() {
      isSilent = true;
    },
    cut(now) {
      isCut = now;
      if (!now) return;
      const broken = [...open];
      open.clear();
      for (const events of broken) events.closed();
    },
    sockets: () => open.size,
  };
}
