import { isObject, objectsOf } from './fhir/json.ts';

/** What a server has said over a web socket, as far as it matters: that something is new, never what. */
export type Said =
  | { readonly kind: 'bound'; readonly subscriptionId: string }
  /** It is there. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'news' }
  | { readonly kind: 'unclear' };

const UNCLEAR: Said = { kind: 'unclear' };
/** Longer is not read: what it holds would not be used. */
const LONGEST = 1_000_000;

/** In R4's words: `bound ID`, `ping ID`. */
export function saidInWords(text: string): Said {
  const [, word, id = ''] = /^(bound|ping)[: ]\s*(\S{1,200})/.exec(text) ?? [];
  if (word === 'bound') return { kind: 'bound', subscriptionId: id };
  return word === 'ping' ? { kind: 'news' } : UNCLEAR;
}

/** As a Bundle that begins with a SubscriptionStatus, or as an answer to a ping. */
export function saidInBundles(text: string): Said {
  if (text.length > LONGEST) return { kind: 'news' };
  const message = parsed(text);
  if (!isObject(message)) return UNCLEAR;
  if (message.type === 'pong') return { kind: 'alive' };
  if (message.resourceType !== 'Bundle') return UNCLEAR;
  const status = objectsOf(message.entry)[0]?.resource;
  if (!isObject(status)) return UNCLEAR;
  switch (typeOf(status)) {
    case 'handshake':
      return { kind: 'bound', subscriptionId: subscriptionOf(status) };
    case 'heartbeat':
    case 'query-status':
      return { kind: 'alive' };
    default:
      return { kind: 'news' };
  }
}

/** In R4 a SubscriptionStatus is a Parameters with the same names. */
const typeOf = (status: Readonly<Record<string, unknown>>): unknown =>
  status.type ?? parameter(status, 'type')?.valueCode;

function subscriptionOf(status: Readonly<Record<string, unknown>>): string {
  const reference = status.subscription ?? parameter(status, 'subscription')?.valueReference;
  const text = isObject(reference) ? reference.reference : undefined;
  return typeof text === 'string' ? (text.split('/').at(-1) ?? '') : '';
}

const parameter = (status: Readonly<Record<string, unknown>>, name: string) =>
  objectsOf(status.parameter).find((one) => one.name === name);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
