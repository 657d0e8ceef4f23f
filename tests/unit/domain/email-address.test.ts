import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  needsSmtpUtf8,
  readAsciiAddress,
  readEmailAddress,
} from '../../../src-shared/domain/email-address.ts';
import { anyCharacter } from '../../support/any-character.ts';

describe('one address, in whatever way it is written', () => {
  test.each([
    ['a.b+c@mail.example', 'a.b+c@mail.example'],
    ['  a@mail.example\n', 'a@mail.example'],
    ['\u200Ba@mail.example\uFEFF', 'a@mail.example'],
    ['mailto:c@mail.example', 'c@mail.example'],
    ['mailto://c@mail.example', 'c@mail.example'],
    ['MAILTO:c%2Bd@mail.example?subject=x@y.example', 'c+d@mail.example'],
    ['Pat Sample <e@mail.example>', 'e@mail.example'],
    ['"Sample, Pat" <e@mail.example>', 'e@mail.example'],
    ['<e@mail.example>', 'e@mail.example'],
    ['Pat <mailto:e@mail.example>', 'e@mail.example'],
    ['e@mail.example;', 'e@mail.example'],
    ['e@mail.example, E@MAIL.example', 'e@mail.example'],
    ['"john smith"@mail.example', '"john smith"@mail.example'],
    ['"a@b"@mail.example', '"a@b"@mail.example'],
    ['"a,b;c"@mail.example', '"a,b;c"@mail.example'],
    ['"a\\"b"@mail.example', '"a\\"b"@mail.example'],
    ['"j\\o\\hn"@mail.example', 'john@mail.example'],
    ['jo\u0308rg@mail.example', 'j\u00F6rg@mail.example'],
    ['joerg@b\u00FCcher.example', 'joerg@xn--bcher-kva.example'],
    ['a@\u0645\u062B\u0627\u0644.example', 'a@xn--mgbh0fb.example'],
    ['a@mail.example.', 'a@mail.example'],
  ])('%j', (written, address) => {
    expect(readEmailAddress(written)).toBe(address);
  });
});

describe('no address that could be written to, or nobody can tell which', () => {
  test.each([
    '',
    ' ',
    'declined',
    'n/a',
    'none@',
    '@mail.example',
    'a@b@mail.example',
    'one@mail.example; two@mail.example',
    'one@mail.example, two@mail.example',
    'one@mail.example two@mail.example',
    'one@mail.example/two@mail.example',
    'one@mail.example <two@mail.example>',
    'mailto:one@mail.example,two@mail.example',
    'a b@mail.example',
    'a..b@mail.example',
    '.a@mail.example',
    'a.@mail.example',
    '""@mail.example',
    'a@mail',
    'a@mail..example',
    'a@-mail.example',
    'a@mail_x.example',
    'a@mail.invalid',
    'a@192.0.2.1',
    'a@[192.0.2.1]',
    'a@mail.example (work)',
    'a@mail.example\r\nBcc: x@y.example',
    'a\u0000b@mail.example',
    'a\u202Eb@mail.example',
    'a\uD800@mail.example',
    'mailto:%ff@mail.example',
    'a@m%61il.example',
    'Pat <e@mail.example> (Mum)',
    `${'a'.repeat(65)}@mail.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('%j', (written) => {
    expect(readEmailAddress(written)).toBeNull();
  });
});

test('an address of the practice is one that every mail server takes', () => {
  expect(readAsciiAddress(' desk@b\u00FCcher.example ')).toBe('desk@xn--bcher-kva.example');
  expect(readAsciiAddress('b\u00FCro@mail.example')).toBeNull();
});

const pieces = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.constantFrom('a@b.example', '@', '<', '>', '"', ',', ';', 'mailto:', '\\', ' ', '.', 'é', '%', '\r\n'),
);

test('whatever stands there: an address given is one, in the form in which it is sent, and means itself', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const address = readEmailAddress(parts.join(''));
      if (address === null) return;
      expect(readEmailAddress(address)).toBe(address);
      expect(address.slice(address.lastIndexOf('@'))).toMatch(/^@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/);
      expect(address).not.toMatch(/[\p{Cc}\p{Cf}<>]/u);
      expect(needsSmtpUtf8(address)).toBe(Buffer.byteLength(address) !== address.length);
    }),
    { numRuns: 2000 },
  );
});
