/**
 * The proxy for a URL as `Session.resolveProxy` of Electron answers it on a Linux without a desktop's settings: by the
 * variables that Chromium reads there (net/docs/proxy.md of Chromium), never one for this computer itself.
 */
export function proxyFromEnvironment(
  url: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const { protocol, hostname } = new URL(url);
  const read = (name: string): string => env[name] || env[name.toUpperCase()] || '';
  const named = read(`${protocol.slice(0, -1)}_proxy`) || read('all_proxy');
  if (named === '' || isOwn(hostname) || isExcluded(hostname, read('no_proxy'))) return 'DIRECT';
  const proxy = URL.parse(named.includes('://') ? named : `http://${named}`);
  if (!proxy) return 'DIRECT';
  const kind = { 'http:': 'PROXY', 'https:': 'HTTPS', 'socks4:': 'SOCKS' }[proxy.protocol] ?? 'SOCKS5';
  const port = proxy.port || { PROXY: '80', HTTPS: '443' }[kind] || '1080';
  return `${kind} ${proxy.hostname}:${port}`;
}

const isOwn = (host: string): boolean => /^(localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/i.test(host);

/** A list of names: each stands for itself and what ends in it; `*` for all. */
function isExcluded(host: string, list: string): boolean {
  return list
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .toLowerCase()
        .replace(/^\*?\./, ''),
    )
    .some((entry) => entry === '*' || (entry !== '' && (host === entry || host.endsWith(`.${entry}`))));
}
