import type { MailConfig, PortalConfig } from '../../src-shared/domain/connections.ts';
import {
  destinationName,
  mailClearText,
  mailDestination,
  portalClearText,
  portalDestination,
} from '../../src-shared/ipc/destinations.ts';
import { t } from '../../src-shared/text/text.ts';
import {
  type Clock,
  type Connections,
  DEMO_SENDER,
  type Ids,
  type Mailer,
  type OpenSocket,
  type Portal,
  type PortalAnswer,
  SECRET_NAMES,
  type Secrets,
} from '../ports.ts';
import { LATE, within } from '../timing/within.ts';
import { createFhirPortal } from './fhir-portal.ts';
import { createRoutedFetch, type ProxyFor } from './routed-fetch.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { trustOf } from './trust.ts';
import { createWebSockets } from './web-socket.ts';

/** Where the demo clinic's servers are, in this run. */
export interface DemoServers {
  readonly fhirUrl: string;
  readonly smtp: { readonly host: string; readonly port: number };
}

/** So long a request waits for the key store, which may be waiting for somebody; then it says so, and the next one waits again. */
const KEY_STORE_LIMIT_MS = 5000;

/** Builds real connections. `demo` is `null` where no demo clinic runs: its kinds are then not configured. */
export function createConnections(deps: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly demo: DemoServers | null;
  /** This computer's proxy settings; the portal is asked directly where they are not given. */
  readonly proxyFor?: ProxyFor;
  /** A secret that a request no longer waited for can be read now. */
  readonly keyStoreAnswered?: (name: keyof typeof SECRET_NAMES) => void;
}): Connections {
  const { clock, ids, secrets, demo, proxyFor = null, keyStoreAnswered = () => {} } = deps;

  /**
   * With the secret given, or else the one stored for this destination: looked up when it is first needed, and then kept.
   * `refuse`: the one that is stored was entered for somewhere else, named by its argument. `unreadable`: what is stored cannot be
   * read now. Where none was found it is looked up anew the next time. Resolves to `LATE` while the key store does not answer.
   */
  function lazily<T>(
    name: keyof typeof SECRET_NAMES,
    destination: string | null,
    given: string | null | undefined,
    {
      build,
      refuse,
      unreadable,
    }: { build(secret: string | null): T; refuse(where: string): T; unreadable: T },
  ): () => Promise<T | typeof LATE> {
    let built: Promise<T> | null = null;
    const connect = async (): Promise<T> => {
      if (given !== undefined) return build(given);
      if (destination === null) return build(null);
      try {
        const stored = await secrets.get(name, destination);
        if (stored !== null) return build(stored);
        const other = await secrets.enteredFor(name);
        if (other !== null && other.destination !== destination)
          return refuse(destinationName(other.destination));
        built = null;
        return build(null);
      } catch {
        built = null;
        return unreadable;
      }
    };
    let missed = false;
    return async () => {
      built ??= connect();
      const found = await within(clock, KEY_STORE_LIMIT_MS, built);
      if (found === LATE && !missed) {
        missed = true;
        built.then(
          () => keyStoreAnswered(name),
          () => undefined,
        );
      }
      return found;
    };
  }

  function portal(config: PortalConfig, secret?: string | null): Portal {
    if (config.kind === 'none' || (config.kind === 'demo' && !demo)) return NO_PORTAL;
    if (portalClearText(config) !== null) return CLEAR_TEXT_PORTAL;
    const target =
      config.kind === 'fhir'
        ? { baseUrl: config.baseUrl, signIn: config.signIn }
        : { baseUrl: demo?.fhirUrl ?? '', signIn: { method: 'none' as const } };
    const trust = config.kind === 'fhir' ? trustOf(config.authorities) : null;
    const network = createRoutedFetch(trust, proxyFor);
    const connected = lazily(SECRET_NAMES.portal, portalDestination(config), secret, {
      build: (found): Portal => createFhirPortal({ ...target, ...network, secret: found, clock, ids }),
      refuse: (detail) => ({ send: async () => ({ kind: 'none', why: 'secret-elsewhere', detail }) }),
      unreadable: UNREADABLE_SECRET_PORTAL,
    });
    return {
      async send(request) {
        const open = await connected();
        return open === LATE ? keyStoreWaits() : open.send(request);
      },
    };
  }

  function mailer(config: MailConfig, secret?: string | null): Mailer {
    if (config.kind === 'none' || (config.kind === 'demo' && !demo)) return NO_MAILER;
    if (config.kind === 'demo') {
      return createSmtpMailer({
        host: demo?.smtp.host ?? '',
        port: demo?.smtp.port ?? 0,
        security: 'none',
        user: '',
        password: null,
        fromName: DEMO_SENDER.name,
        fromAddress: DEMO_SENDER.address,
      });
    }
    if (mailClearText(config)) return CLEAR_TEXT_MAILER;
    const { host, port, security, user, fromName, fromAddress } = config;
    const trust = security === 'none' ? null : trustOf(config.authorities);
    const connected = lazily(SECRET_NAMES.mail, mailDestination(config), secret, {
      build: (password): Mailer =>
        createSmtpMailer({ host, port, security, trust, user, password, fromName, fromAddress }),
      refuse: (detail) => ({ deliver: async () => ({ kind: 'secret-elsewhere', detail }) }),
      unreadable: UNREADABLE_SECRET_MAILER,
    });
    return {
      async deliver(mail) {
        const open = await connected();
        return open === LATE ? { kind: 'key-store' } : open.deliver(mail);
      },
    };
  }

  /** The runtime's client believes whom Node believes: with authorities of the clinic's own there is none. */
  function socket(config: PortalConfig): OpenSocket {
    if (config.kind !== 'fhir' || (config.authorities?.length ?? 0) > 0) return async () => null;
    return createWebSockets(config.baseUrl, proxyFor);
  }

  return { portal, mailer, socket };
}

/** Nothing was sent; it is read again with the next request. */
const UNREADABLE_SECRET_PORTAL: Portal = {
  send: async () => ({
    kind: 'none',
    why: 'sign-in-failed',
    detail: t.details.detailText.secretsUnreadable,
  }),
};
const UNREADABLE_SECRET_MAILER: Mailer = {
  deliver: async () => ({ kind: 'try-later', detail: t.details.detailText.secretsUnreadable }),
};

const NO_PORTAL: Portal = {
  send: async () => ({ kind: 'none', why: 'not-configured', detail: t.details.detailText.noPortal }),
};

const keyStoreWaits = (): PortalAnswer => ({
  kind: 'none',
  why: 'key-store',
  detail: t.details.detailText.keyStoreSilent,
});

/** Also what an earlier version let be stored, or what was planted in the database, is refused here. */
const CLEAR_TEXT_PORTAL: Portal = {
  send: async () => ({ kind: 'none', why: 'clear-text', detail: t.details.detailText.clearText }),
};

const CLEAR_TEXT_MAILER: Mailer = { deliver: async () => ({ kind: 'clear-text' }) };

const NO_MAILER: Mailer = { deliver: async () => ({ kind: 'not-configured' }) };
