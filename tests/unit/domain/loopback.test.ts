import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isClearText, isLoopbackHost } from '../../../src-shared/domain/loopback.ts';

describe('this computer itself', () => {
  it.each(['127.0.0.1', '127.255.255.254', 'localhost', 'LOCALHOST', '::1', '[::1]', '0:0:0:0:0:0:0:1'])(
    '%s',
    (host) => expect(isLoopbackHost(host)).toBe(true),
  );

  it.each([
    '',
    'localhost.evil.example',
    'evil.localhost',
    '127.0.0.1.evil.example',
    'evil.example#127.0.0.1',
    '127.0.0.1@evil.example',
    'evil.example/127.0.0.1',
    '128.0.0.1',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '0.0.0.0',
    '10.127.0.1',
    '::',
    '::2',
    '[::ffff:10.0.0.1]',
    '::1.evil.example',
    '127.0.0.1\n',
    '１２７.0.0.1',
  ])('not %j', (host) => expect(isLoopbackHost(host)).toBe(false));

  it('is no other address of the network, and no name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.domain()), (host) => {
        expect(isLoopbackHost(host)).toBe(host.startsWith('127.') && /^[\d.]+$/.test(host));
      }),
    );
  });
});

it('only https, or http on this computer, cannot be read on the way', () => {
  for (const address of [
    'https://a.example',
    'http://localhost:8080/x',
    'http://[::1]/',
    'http://2130706433/',
  ])
    expect([address, isClearText(address)]).toEqual([address, false]);
  for (const address of ['http://a.example', 'http://localhost@a.example', 'ftp://127.0.0.1', 'x', ''])
    expect([address, isClearText(address)]).toEqual([address, true]);
});
