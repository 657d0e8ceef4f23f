/** Where a connection leads: what a secret is bound to, and what may not go there in clear. */

import type { MailConfig, PortalConfig } from '../domain/connections.ts';
import { isClearText, isLoopbackHost } from '../domain/loopback.ts';

/**
 * Everything about a portal connection that decides who gets its secret: the server, the way to sign in, the token URL and
 * the client. Equal texts are the same destination. `null`: no secret is needed.
 */
export function portalDestination(config: PortalConfig): string | null {
  if (config.kind !== 'fhir' || config.signIn.method === 'none') return null;
  const { baseUrl, signIn } = config;
  const client = signIn.method === 'bearer' ? [] : [addressOf(signIn.tokenUrl), signIn.clientId];
  return JSON.stringify(['portal', signIn.method, addressOf(baseUrl), ...client]);
}

/** The same for a mail server: host, port, encryption and user. `null`: it asks for no password. */
export function mailDestination(config: MailConfig): string | null {
  if (config.kind !== 'smtp' || config.user === '') return null;
  const { host, port, security, user } = config;
  return JSON.stringify(['mail', host.toLowerCase(), port, security, user]);
}

/** Who gets the secret bound to a destination, to be shown: address and account; '' for one that cannot be read. */
export function destinationName(destination: string | null): string {
  const parts = partsOf(destination);
  const named = (server: string, account: readonly string[]): string =>
    account.length === 0 ? server : `${server} (${account.join(', ')})`;
  const plain = (address: string): string => address.replace(/^https?:\/\//, '');
  switch (parts[0]) {
    case 'portal': {
      const [, , base = '', tokenUrl, clientId] = parts;
      return named(
        plain(base),
        tokenUrl === undefined || clientId === undefined ? [] : [clientId, plain(tokenUrl)],
      );
    }
    case 'mail': {
      const [, host = '', port = '', , user = ''] = parts;
      return named(`${host}:${port}`, [user]);
    }
    default:
      return '';
  }
}

function partsOf(destination: string | null): string[] {
  try {
    const parts: unknown = JSON.parse(destination ?? '[]');
    return Array.isArray(parts) ? parts.map(String) : [];
  } catch {
    return [];
  }
}

/** Written in more than one way, an address is still the same; one that cannot be read stands for itself. */
function addressOf(text: string): string {
  return (URL.parse(text)?.href ?? text).replace(/\/+$/, '');
}

/**
 * The field by which patients' data or a secret would travel in clear to another computer; `null` when none does. Only what
 * stays on this computer may be unencrypted.
 */
export function portalClearText(config: PortalConfig): 'baseUrl' | 'tokenUrl' | null {
  if (config.kind !== 'fhir') return null;
  const { baseUrl, signIn } = config;
  if (isClearText(baseUrl)) return 'baseUrl';
  return 'tokenUrl' in signIn && isClearText(signIn.tokenUrl) ? 'tokenUrl' : null;
}

/** The same for a mail server without encryption. */
export function mailClearText(config: MailConfig): boolean {
  return config.kind === 'smtp' && config.security === 'none' && !isLoopbackHost(config.host);
}
