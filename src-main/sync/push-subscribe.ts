import { type EpochMs, HOUR_MS } from '../../src-shared/domain/time.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Portal, PortalAnswer } from '../ports.ts';
import { exchangeFailureOf, isPassing4xx } from './exchange-failure.ts';
import { formatInstant, parseInstant } from './fhir/instant.ts';
import { isObject, objectsOf } from './fhir/json.ts';
import { type PushOffer, pushOfferOf } from './push-offer.ts';

/** What is new of these is told; the rest is seen by the sweep. */
const TOLD_OF = ['Patient', 'Appointment', 'Task', 'AppointmentResponse'] as const;
/** The server forgets a subscription that nobody has made anew. */
const LASTS_MS = 24 * HOUR_MS;
const HEARTBEAT_S = 30;
const HEARTBEAT =
  'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-heartbeat-period';

/** What the server has been asked to tell, by the ids it has given. */
export interface Subscriptions {
  readonly offer: PushOffer;
  readonly ids: readonly string[];
  /** When they end, by the portal's clock. */
  readonly until: EpochMs;
}

/** `none`: the server does not offer it, or not to this desk; `unknown`: it did not answer, or is busy. */
type Failed = 'none' | 'unknown';

/**
 * Asks the portal whether it tells what is new over a web socket, and to do so, where it does: a Subscription for each type, which ends
 * by itself after a day. Never rejects.
 */
export async function createSubscriptions(portal: Portal, now: EpochMs): Promise<Subscriptions | Failed> {
  const statement = await portal.send({ method: 'GET', url: 'metadata' });
  if (statement.kind === 'none' || exchangeFailureOf(statement)) return failedAs(statement);
  const offer = pushOfferOf(statement.body);
  if (offer === null) return 'none';
  const ids: string[] = [];
  for (const type of TOLD_OF) {
    const id = await createOne(portal, type, offer, now + LASTS_MS);
    if (typeof id === 'string') return id;
    ids.push(id.id);
  }
  return { offer, ids, until: now + LASTS_MS };
}

const failedAs = (answer: PortalAnswer): Failed =>
  answer.kind === 'answer' && answer.status < 500 && !isPassing4xx(answer.status) ? 'none' : 'unknown';

/** What is to be bound over one socket. */
export interface Bindable {
  readonly address: string;
  /** By the id of each subscription: what binds it, and the same in other words (null: there are none). */
  readonly binds: ReadonlyMap<string, readonly [words: string, others: string | null]>;
  /** When the first of it ends, by the portal's clock. */
  readonly until: EpochMs;
}

/** With a token for each, where the server wants them. Never rejects. */
export async function bindable(
  portal: Portal,
  { offer, ids, until }: Subscriptions,
): Promise<Bindable | Failed> {
  if (offer.way === 'bind')
    return { address: offer.address, binds: new Map(ids.map((id) => [id, [`bind ${id}`, null]])), until };
  const binds = new Map<string, readonly [string, string]>();
  let address = '';
  let ends = until;
  for (const id of ids) {
    const token = await tokenFor(portal, id);
    if (typeof token === 'string') return token;
    // One socket: a second address would have to be trusted as well.
    if (address !== '' && token.address !== address) return 'none';
    address = token.address;
    ends = Math.min(ends, token.until ?? ends);
    binds.set(id, [
      JSON.stringify({ type: 'bind-with-token', payload: { token: token.token } }),
      `bind-with-token ${token.token}`,
    ]);
  }
  return { address, binds, until: ends };
}

async function createOne(
  portal: Portal,
  type: string,
  { way }: PushOffer,
  end: EpochMs,
): Promise<{ readonly id: string } | Failed> {
  const heartbeat = { extension: [{ url: HEARTBEAT, valueUnsignedInt: HEARTBEAT_S }] };
  const answer = await portal.send({
    method: 'POST',
    url: 'Subscription',
    body: {
      resourceType: 'Subscription',
      status: 'requested',
      reason: t.details.detailText.subscribed,
      criteria: way === 'bind' ? `${type}?` : type,
      end: formatInstant(end),
      channel: { type: 'websocket', ...(way === 'token' ? heartbeat : {}) },
    },
  });
  if (answer.kind === 'none' || exchangeFailureOf(answer)) return failedAs(answer);
  const id = isObject(answer.body) ? answer.body.id : undefined;
  return typeof id === 'string' ? { id } : 'none';
}

async function tokenFor(
  portal: Portal,
  id: string,
): Promise<{ readonly token: string; readonly address: string; readonly until: EpochMs | null } | Failed> {
  const answer = await portal.send({
    method: 'GET',
    url: `Subscription/${encodeURIComponent(id)}/$get-ws-binding-token`,
  });
  if (answer.kind === 'none' || exchangeFailureOf(answer)) return failedAs(answer);
  const parameters = objectsOf(isObject(answer.body) ? answer.body.parameter : undefined);
  const parameterOf = (name: string, key: string): unknown =>
    parameters.find((one) => one.name === name)?.[key];
  const token = parameterOf('token', 'valueString');
  const address = parameterOf('websocket-url', 'valueUrl');
  const until = parameterOf('expiration', 'valueDateTime');
  if (typeof token !== 'string' || typeof address !== 'string') return 'none';
  return { token, address, until: typeof until === 'string' ? parseInstant(until) : null };
}
