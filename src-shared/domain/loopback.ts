/**
 * Whether a host, as it stands in an address or in the field of a mail server, is this computer itself: an address of
 * 127.0.0.0/8 (RFC 1122, 3.2.1.3), ::1 (RFC 4291, 2.5.3), or exactly `localhost` (RFC 6761, 6.3). A name that only begins
 * or ends like one, or that DNS leads there today, is not: tomorrow it may lead elsewhere.
 * Nor is an address in another spelling than the usual: who connects may read it as a name.
 */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (bare.includes(':')) return URL.parse(`http://[${bare}]`)?.hostname === '[::1]';
  if (!/^[A-Za-z0-9.-]+$/.test(bare)) return false;
  const hostname = URL.parse(`http://${bare}`)?.hostname ?? '';
  if (hostname !== bare.toLowerCase()) return false;
  return hostname === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether what is sent to this address can be read on the way; an address that cannot be read can. */
export function isClearText(address: string): boolean {
  const url = URL.parse(address);
  if (url?.protocol === 'https:') return false;
  return url?.protocol !== 'http:' || !isLoopbackHost(url.hostname);
}
