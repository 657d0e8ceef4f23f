import { z } from 'zod';

const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).optional(),
});

/** A literal reference that says where it leads to (https://hl7.org/fhir/R4/references.html#literal). */
const ABSOLUTE_REFERENCE = /"reference"\s*:\s*"https?:/;

/** A base, and what is at it. */
const RESOURCE_AT = /^(https?:\/\/.+?)\/[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[^/]+)?$/;

/** More names than these no server has for itself. */
const MOST_NAMES = 4;
/** So many other servers are remembered. */
const MOST_OTHERS = 100;

/** An answer, the text it was parsed from, and the absolute URL that was asked. */
interface Answered {
  readonly body: unknown;
  readonly text: string;
  readonly asked: URL;
}

/** How a server calls itself, as far as it has said. */
export interface OwnAddress {
  /** Changes the body it is given, and returns it. */
  inOwnWords(answered: Answered): unknown;
  /** It refers to resources at an address of which nobody knows yet whether the server calls itself so, and is no page that says it. */
  isUnsure(answered: Pick<Answered, 'body' | 'text'>): boolean;
  /** By now the server has said how it calls itself: whatever else this refers to is at other servers. */
  leaveToOthers(answered: Pick<Answered, 'body'>): void;
}

/**
 * Reads FHIR answers so that the server's own resources and pages are named relative to its base. Behind a gateway a server may call
 * itself otherwise than it is asked: the `self` link of a Bundle says how, and counts for what is read from then on. What leads elsewhere
 * stays as it is.
 *
 * @param base the FHIR base, with a slash at its end.
 */
export function createOwnAddress(base: URL): OwnAddress {
  const names = [base.href];
  const others = new Set<string>();
  return {
    inOwnWords({ body, text, asked }) {
      const self = selfIn(body, asked);
      const named = self === null ? null : baseIn(self, asked, base);
      if (named !== null && !names.includes(named)) names.splice(1, names.length < MOST_NAMES ? 0 : 1, named);
      if (ABSOLUTE_REFERENCE.test(text)) shortenReferences(body, names);
      for (const link of linksOf(body)) {
        const url =
          typeof link.url === 'string' ? pageWithin(link.url, self ?? asked, { base, named }) : null;
        if (link.relation === 'next' && url !== null) link.url = url;
      }
      return body;
    },
    isUnsure: ({ body, text }) =>
      ABSOLUTE_REFERENCE.test(text) &&
      selfIn(body, base) === null &&
      [...elsewhere(body, names)].some((one) => !others.has(one)),
    leaveToOthers({ body }) {
      if (others.size >= MOST_OTHERS) others.clear();
      for (const one of elsewhere(body, names)) others.add(one);
    },
  };
}

function selfIn(body: unknown, asked: URL): URL | null {
  const read = bundle.safeParse(body);
  return read.success ? selfOf(read.data.link ?? [], asked) : null;
}

function selfOf(
  links: readonly { readonly relation: string; readonly url: string }[],
  asked: URL,
): URL | null {
  const url = links.find(({ relation }) => relation === 'self')?.url;
  return url !== undefined && /^https?:/i.test(url) ? URL.parse(url, asked) : null;
}

/** The base by which the server calls itself, with a slash at its end: what stands before what was asked for. */
function baseIn(self: URL, asked: URL, base: URL): string | null {
  const withoutSlash = base.pathname.replace(/\/$/, '');
  const rest = asked.pathname.slice(withoutSlash.length).replace(/\/$/, '');
  const path = self.pathname.replace(/\/$/, '');
  return path.endsWith(rest) ? `${self.origin}${path.slice(0, path.length - rest.length)}/` : null;
}

/** Where the page is under the base that the desk asks; `null`: as it is written. */
function pageWithin(
  url: string,
  at: URL,
  { base, named }: { readonly base: URL; readonly named: string | null },
): string | null {
  // "Task?page=2" is relative to the base, as every URL within it.
  if (!/^(?:[?/]|https?:)/i.test(url)) return null;
  const page = URL.parse(url, at);
  if (page === null) return null;
  const from = named?.replace(/\/$/, '');
  if (from !== undefined && isUnder(page.href, from))
    return `${base.href.replace(/\/$/, '')}${page.href.slice(from.length)}`;
  if (isWithoutTls(page, base)) return `${base.origin}${page.pathname}${page.search}`;
  return url.startsWith('?') ? page.href : null;
}

/** The same host: behind what ends TLS a server may take itself for one without. At another port it could be another server. */
const isWithoutTls = (page: URL, base: URL): boolean =>
  page.hostname === base.hostname &&
  page.protocol === 'http:' &&
  page.port === '' &&
  base.protocol === 'https:' &&
  isUnder(page.pathname, base.pathname.replace(/\/$/, ''));

const isUnder = (url: string, base: string): boolean =>
  url.startsWith(base) && /^(?:[/?#]|$)/.test(url.slice(base.length));

function shortenReferences(body: unknown, bases: readonly string[]): void {
  for (const one of references(body)) {
    const base = baseOf(one.reference, bases);
    if (base !== null) one.reference = one.reference.slice(base.length);
  }
}

/** The bases of other servers, or of this one under a name that it has not said. */
function* elsewhere(body: unknown, bases: readonly string[]): Generator<string> {
  for (const { reference } of references(body)) {
    const [, base] = RESOURCE_AT.exec(reference) ?? [];
    if (base !== undefined && baseOf(reference, bases) === null) yield base;
  }
}

/** The part of a reference that is one of these; with TLS or without, as what ends TLS before a server is nothing to the server. */
function baseOf(reference: string, bases: readonly string[]): string | null {
  const [scheme = '', ...rest] = reference.split('://');
  const place = rest.join('://');
  if (scheme !== 'http' && scheme !== 'https') return null;
  const base = bases.map((one) => one.replace(/^https?:\/\//, '')).find((one) => place.startsWith(one));
  return base === undefined ? null : `${scheme}://${base}`;
}

/** Each literal reference. Without recursion: nobody says how deep an answer is nested. */
function* references(body: unknown): Generator<{ reference: string }> {
  const left: unknown[] = [body];
  while (left.length > 0) {
    const next = left.pop();
    if (isReference(next)) yield next;
    for (const part of isRecord(next) ? Object.values(next) : Array.isArray(next) ? next : [])
      if (isContainer(part)) left.push(part);
  }
}

const isReference = (value: unknown): value is { reference: string } =>
  isRecord(value) && typeof value.reference === 'string';
const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const linksOf = (body: unknown): Record<string, unknown>[] =>
  isRecord(body) && body.resourceType === 'Bundle' && Array.isArray(body.link)
    ? body.link.filter(isRecord)
    : [];
