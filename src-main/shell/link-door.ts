/**
 * Whether an address may be handed to the system's browser: `https` to a named host, without credentials in it; or a
 * page of one of `ownOrigins` (the demo clinic's pages on loopback).
 */
export function mayOpenOutside(address: string, ownOrigins: readonly string[]): boolean {
  if (address.length > 2000 || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (ownOrigins.includes(url.origin)) return url.protocol === 'http:' || url.protocol === 'https:';
  return url.protocol === 'https:' && isNamedHost(url.hostname);
}

/** An address literal or a name of this machine is not a place a link of ours leads to. */
function isNamedHost(hostname: string): boolean {
  if (!hostname.includes('.') || hostname.startsWith('[')) return false;
  if (/^[\d.]+$/.test(hostname)) return false;
  return !/(^|\.)(localhost|local|internal)\.?$/i.test(hostname);
}
