import { expect, test } from 'vitest';
import { neverConnected } from '../../../src-main/adapters/fhir-http.ts';

const failed = (about: object): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), about) });

test.each([
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, true],
  [{ code: 'EHOSTUNREACH', syscall: 'connect' }, true],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, true],
  [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, true],
  // The connection stood: what was written may have arrived.
  [{ code: 'EHOSTUNREACH', syscall: 'read' }, false],
  [{ code: 'ENETDOWN', syscall: 'write' }, false],
  [{ code: 'ECONNRESET', syscall: 'read' }, false],
  [{}, false],
])('%j: never connected %s', (about, never) => {
  expect(neverConnected(failed(about))).toBe(never);
});

test('one attempt per address of a host: they fail alike', () => {
  const each = ['::1', '127.0.0.1'].map((address) =>
    Object.assign(new Error(address), { code: 'ECONNREFUSED', syscall: 'connect' }),
  );
  expect(neverConnected(new TypeError('fetch failed', { cause: new AggregateError(each) }))).toBe(true);
});
