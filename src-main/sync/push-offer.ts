import { isObject, objectsOf } from './fhir/json.ts';

/**
 * How a server tells what is new over a web socket. `token`: the Subscriptions R5 Backport
 * (http://hl7.org/fhir/uv/subscriptions-backport, `$get-ws-binding-token`); `bind`: R4's own
 * (https://hl7.org/fhir/R4/subscription.html#websocket) at the address it names.
 */
export type PushOffer = { readonly way: 'token' } | { readonly way: 'bind'; readonly address: string };

/** R4's extension for where a server takes web sockets. */
const WEBSOCKET = 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket';
const TOKEN_OPERATION = 'get-ws-binding-token';

/** A server that has the operation, by its own documentation, and does not list it. */
const HAS_TOKENS = /^medplum$/i;

/** What a CapabilityStatement offers; null where it does not say that it does. */
export function pushOfferOf(statement: unknown): PushOffer | null {
  const rest = objectsOf(isObject(statement) ? statement.rest : undefined).find(
    ({ mode }) => (mode ?? 'server') === 'server',
  );
  const subscription = objectsOf(rest?.resource).find(({ type }) => type === 'Subscription');
  if (!rest || !subscription) return null;
  const creates = objectsOf(subscription.interaction).some(({ code }) => code === 'create');
  if (!creates) return null;
  const software = isObject(statement) && isObject(statement.software) ? statement.software.name : undefined;
  if (typeof software === 'string' && HAS_TOKENS.test(software)) return { way: 'token' };
  const operations = [...objectsOf(subscription.operation), ...objectsOf(rest.operation)];
  if (operations.some(({ name, definition }) => isToken(name) || isToken(definition)))
    return { way: 'token' };
  const address = objectsOf(rest.extension).find(({ url }) => url === WEBSOCKET)?.valueUri;
  return typeof address === 'string' && address !== '' ? { way: 'bind', address } : null;
}

const isToken = (text: unknown): boolean => typeof text === 'string' && text.endsWith(TOKEN_OPERATION);
