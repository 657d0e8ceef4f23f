import { z } from 'zod';

const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).optional(),
});

/** A literal reference that says where it leads to (https://hl7.org/fhir/R4/references.html#literal). */
const ABSOLUTE_REFERENCE = /"reference"\s*:\s*"https?:/;

/** More names than these no server has for itself. */
const MOST_NAMES = 4;

/** An answer, the text it was parsed from, and the absolute URL that was asked. */
export interface Answered {
  readonly body: unknown;
  readonly text: string;
  readonly asked: URL;
}

/**
 * Reads FHIR answers so that the server's own resources and pages are named relative to its base. Behind a gateway a server may call
 * itself otherwise than it is asked: the `self` link of a Bundle says how, and counts for what is read from then on. What leads elsewhere
 * stays as it is.
 *
 * @param base the FHIR base, with a slash at its end.
 * @returns what changes the body it is given, and returns it.
 */
export function createOwnAddress(base: URL): (answered: Answered) => unknown {
  const names = [base.href];
  return ({ body, text, asked }) => {
    const read = bundle.safeParse(body);
    const self = read.success ? selfOf(read.data.link ?? [], asked) : null;
    const named = self === null ? null : baseIn(self, asked, base);
    if (named !== null && !names.includes(named)) names.splice(1, names.length < MOST_NAMES ? 0 : 1, named);
    if (ABSOLUTE_REFERENCE.test(text)) shortenReferences(body, names);
    for (const link of linksOf(body)) {
      const url = typeof link.url === 'string' ? pageWithin(link.url, self ?? asked, { base, named }) : null;
      if (link.relation === 'next' && url !== null) link.url = url;
    }
    return body;
  };
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

/** Without recursion: nobody says how deep an answer is nested. */
function shortenReferences(body: unknown, bases: readonly string[]): void {
  const left: unknown[] = [body];
  while (left.length > 0) {
    const next = left.pop();
    if (isRecord(next) && typeof next.reference === 'string') {
      const { reference } = next;
      const base = bases.find((one) => reference.startsWith(one));
      if (base !== undefined) next.reference = reference.slice(base.length);
    }
    for (const part of isRecord(next) ? Object.values(next) : Array.isArray(next) ? next : [])
      if (isContainer(part)) left.push(part);
  }
}

const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const linksOf = (body: unknown): Record<string, unknown>[] =>
  isRecord(body) && body.resourceType === 'Bundle' && Array.isArray(body.link)
    ? body.link.filter(isRecord)
    : [];
