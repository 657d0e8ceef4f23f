import {
  type MailConfig,
  type PortalConfig,
  type ReadOnly,
  readOnlyOf,
} from '../src-shared/domain/connections.ts';
import { t } from '../src-shared/text/text.ts';
import { type Connections, DEMO_SENDER, type Mailer, type OpenSocket, type Portal } from './ports.ts';
import { readOnlyPortal } from './sync/read-only-portal.ts';
import { serverKeyOf } from './sync/server-known.ts';

/** The portal and the mail server that Settings name now. Each is opened when it is first asked for. */
export interface ConnectionsInUse {
  portal(): Portal;
  /** How the desk only reads from the portal; null where it decides, too. */
  readOnly(): ReadOnly | null;
  portalConfigured(): boolean;
  /** Under which what is known of this portal is kept. */
  serverKey(): string;
  /** Absent where there are no web sockets. */
  readonly socket?: OpenSocket;
  mailer(): Mailer;
  mailConfigured(): boolean;
  /** Who letters come from; empty where no mail server is set up. */
  senderAddress(): string;
  /** Settings name another portal, or trust another authority. */
  portalChanged(): void;
  mailChanged(): void;
  /** No answer is delivered any more: the database may be closed by then. */
  close(): void;
}

export function createConnectionsInUse(
  connections: Connections,
  named: { readonly portal: () => PortalConfig; readonly mail: () => MailConfig },
): ConnectionsInUse {
  let portal: Portal | null = null;
  let mailer: Mailer | null = null;
  let closed = false;
  const readOnly = () => readOnlyOf(named.portal());

  /** Sends nothing any more once Settings name another connection; what is under way ends. */
  function whileNamed(opened: Portal): Portal {
    const guarded: Portal = {
      send: async (request) =>
        portal === guarded
          ? opened.send(request)
          : { kind: 'none', why: 'unreachable', detail: t.details.detailText.connectionChanged },
    };
    return guarded;
  }

  function whileOpen(opened: Mailer): Mailer {
    return {
      async deliver(mail) {
        const answer = await opened.deliver(mail);
        return closed ? new Promise<never>(() => {}) : answer;
      },
    };
  }

  return {
    portal() {
      if (portal === null) {
        const opened = connections.portal(named.portal());
        portal = whileNamed(readOnly() === null ? opened : readOnlyPortal(opened));
      }
      return portal;
    },
    readOnly,
    portalConfigured: () => named.portal().kind !== 'none',
    serverKey: () => serverKeyOf(named.portal()),
    ...(connections.socket
      ? {
          socket: async (address, events) => connections.socket?.(named.portal())(address, events) ?? null,
        }
      : {}),
    mailer() {
      mailer ??= whileOpen(connections.mailer(named.mail()));
      return mailer;
    },
    mailConfigured: () => named.mail().kind !== 'none',
    senderAddress() {
      const mail = named.mail();
      if (mail.kind === 'smtp') return mail.fromAddress;
      return mail.kind === 'demo' ? DEMO_SENDER.address : '';
    },
    portalChanged() {
      portal = null;
    },
    mailChanged() {
      mailer = null;
    },
    close() {
      closed = true;
    },
  };
}
