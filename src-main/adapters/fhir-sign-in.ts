import { importJWK, importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import { atSignIn } from '../../src-shared/certificate-problem.ts';
import type { PortalConfig } from '../../src-shared/domain/connections.ts';
import { DAY_MS } from '../../src-shared/domain/time.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Ids, NoAnswer } from '../ports.ts';
import { type Exchange, exchange, type HttpAnswer } from './fhir-http.ts';

type Method = Extract<PortalConfig, { kind: 'fhir' }>['signIn'];
type Assertion = Extract<Method, { method: 'private-key-jwt' }>;

interface SignInFailure {
  readonly why: NoAnswer;
  /** For the log and the screen: never a secret. */
  readonly detail: string;
}

/** What goes into `Authorization`. */
export interface SignIn {
  /** A fresh one can be had when the portal answers 401. */
  readonly renewable: boolean;
  /** The header's value, or null for none. `renew`: not the one kept. */
  authorization(renew: boolean): Promise<Result<string | null, SignInFailure>>;
}

export interface SignInDeps {
  readonly method: Method;
  readonly secret: string | null;
  readonly ids: Ids;
  readonly http: Exchange;
}

/** A token is not used when it ends within this time. */
const MARGIN_MS = 60_000;
/** How long one is kept when the server does not say (RFC 6749, 5.1: `expires_in` is only recommended). */
const DEFAULT_LIFE_S = 300;
/** SMART App Launch, backend services: an assertion lives five minutes at most. */
const ASSERTION_LIFE_S = 240;
/** An assertion that is dated further ahead could be kept, and used when nobody thinks of it any more. */
const FURTHEST_MS = DAY_MS;

/** None, a static bearer token (RFC 6750), OAuth 2.0 client credentials (RFC 6749, 4.4), or SMART Backend Services. */
export function createSignIn(deps: SignInDeps): SignIn {
  const { method, secret } = deps;
  if (method.method === 'none') return fixed(ok(null));
  if (secret === null || secret.trim() === '') return fixed(refused(t.details.detailText.noSecret));
  if (method.method === 'bearer') {
    const token = secret.trim();
    return fixed(VISIBLE.test(token) ? ok(`Bearer ${token}`) : refused(t.details.detailText.unfitToken));
  }
  return tokenSignIn(deps, method, secret);
}

/** RFC 9110, 5.5: what a header value may consist of; no spaces within a token. */
const VISIBLE = /^[\x21-\x7e]+$/;

const fixed = (value: Result<string | null, SignInFailure>): SignIn => ({
  renewable: false,
  authorization: async () => value,
});

const refused = (detail: string): Result<never, SignInFailure> => err({ why: 'sign-in-failed', detail });

interface Token {
  readonly value: string;
  /** By `Clock.elapsed`: setting the desk's clock makes it neither older nor younger. */
  readonly until: number;
}

function tokenSignIn(
  deps: SignInDeps,
  method: Exclude<Method, { method: 'none' | 'bearer' }>,
  secret: string,
): SignIn {
  const { clock } = deps.http;
  let kept: Token | null = null;
  let asking: Promise<Result<Token, SignInFailure>> | null = null;

  async function ask(): Promise<Result<Token, SignInFailure>> {
    const first = await requestToken(deps, method, secret, 0);
    if (first.ok || first.error.skewMs === 0) return first;
    // An assertion is dated by the desk's clock, which may be hours off: once more, by the server's. Not days: see FURTHEST_MS.
    return requestToken(deps, method, secret, first.error.skewMs);
  }

  return {
    renewable: true,
    async authorization(renew) {
      if (!renew && kept && clock.elapsed() < kept.until) return ok(`Bearer ${kept.value}`);
      kept = null;
      // Several requests at once ask for one token.
      asking ??= ask().finally(() => {
        asking = null;
      });
      const token = await asking;
      if (!token.ok) return err({ why: token.error.why, detail: token.error.detail });
      kept = token.value;
      return ok(`Bearer ${kept.value}`);
    },
  };
}

interface TokenFailure extends SignInFailure {
  /** How far the server's clock is ahead, when the assertion's dates may be to blame; else 0. */
  readonly skewMs: number;
}

async function requestToken(
  { ids, http }: SignInDeps,
  method: Exclude<Method, { method: 'none' | 'bearer' }>,
  secret: string,
  skewMs: number,
): Promise<Result<Token, TokenFailure>> {
  const failed = (why: NoAnswer, detail: string, ahead = 0): Result<never, TokenFailure> =>
    err({ why, detail, skewMs: ahead });
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (method.scope.trim() !== '') form.set('scope', method.scope.trim());
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (method.method === 'client-credentials') headers.authorization = basic(method.clientId, secret);
  else {
    const now = Math.floor((http.clock.now() + skewMs) / 1000);
    const assertion = await assertionOf(method, secret, ids.uuid(), now);
    if (assertion === null) return failed('sign-in-failed', t.details.detailText.otherKey(method.algorithm));
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    form.set('client_assertion', assertion);
  }
  const answer = await exchange(http, new URL(method.tokenUrl), {
    method: 'POST',
    headers,
    body: form.toString(),
  });
  if (answer.kind === 'none') return failed(answer.why, atSignIn(answer.detail));
  const token = tokenIn(answer, http.clock.elapsed());
  if (token) return ok(token);
  if (answer.status === 429 || answer.status >= 500)
    return failed('unreachable', atSignIn(`HTTP ${answer.status}`));
  const ahead = answer.date === null ? 0 : answer.date - http.clock.now();
  const isDated = method.method === 'private-key-jwt' && skewMs === 0 && Math.abs(ahead) > MARGIN_MS;
  if (isDated && Math.abs(ahead) > FURTHEST_MS)
    return failed(
      'sign-in-failed',
      atSignIn(t.details.detailText.clocksApart(refusalIn(answer), Math.round(ahead / DAY_MS))),
    );
  return failed('sign-in-failed', atSignIn(refusalIn(answer)), isDated ? ahead : 0);
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
function basic(clientId: string, secret: string): string {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(secret)}`).toString('base64')}`;
}

/** RFC 7523, 3: issuer and subject are the client, the audience is the token endpoint. Null when the key is unusable. */
async function assertionOf(
  method: Assertion,
  secret: string,
  id: string,
  now: number,
): Promise<string | null> {
  try {
    const key = secret.trim().startsWith('{')
      ? await importJWK(JSON.parse(secret), method.algorithm)
      : await importPKCS8(secret.trim(), method.algorithm);
    return await new SignJWT()
      .setProtectedHeader({
        alg: method.algorithm,
        typ: 'JWT',
        ...(method.keyId === '' ? {} : { kid: method.keyId }),
      })
      .setIssuer(method.clientId)
      .setSubject(method.clientId)
      .setAudience(method.tokenUrl)
      .setJti(id)
      .setIssuedAt(now)
      .setExpirationTime(now + ASSERTION_LIFE_S)
      .sign(key);
  } catch {
    // What the library says may quote the key.
    return null;
  }
}

const tokenAnswer = z.object({
  access_token: z.string().regex(VISIBLE),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

function tokenIn(answer: HttpAnswer, elapsed: number): Token | null {
  const parsed = answer.status === 200 ? tokenAnswer.safeParse(parseJson(answer.text)) : null;
  if (!parsed?.success) return null;
  const { access_token: value, expires_in: life = DEFAULT_LIFE_S } = parsed.data;
  return { value, until: elapsed + Math.max(life * 1000 - MARGIN_MS, 1000) };
}

/** RFC 6749, 5.2: a code of a few letters; whatever else the server writes is left out. */
function refusalIn(answer: HttpAnswer): string {
  const parsed = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) }).safeParse(parseJson(answer.text));
  return parsed.success ? parsed.data.error : `HTTP ${answer.status}`;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
