/** Where a request leads: through the proxy of this URL, or to the server itself (null). */
export type Route = string | null;

/**
 * The routes that a network allows, in its order, from the answer of its proxy settings: "PROXY a:3128; HTTPS b:443; DIRECT", as a
 * PAC script gives it. Nothing at all is the direct one. Empty where all that is allowed cannot be used (SOCKS).
 */
export function routesOf(answer: string): Route[] {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return [null];
  const routes = entries.flatMap((entry): Route[] => {
    if (/^DIRECT$/i.test(entry)) return [null];
    const [, kind = '', place = ''] = /^(PROXY|HTTP|HTTPS)\s+(\S+)$/i.exec(entry) ?? [];
    const url = URL.parse(`${kind.toUpperCase() === 'HTTPS' ? 'https' : 'http'}://${place}`);
    return kind !== '' && url?.host ? [url.href] : [];
  });
  return [...new Set(routes)];
}
