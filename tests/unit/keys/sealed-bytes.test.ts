import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EarlierKey } from '../../../src-main/data-key.ts';
import { earlierKeysOf, sealEarlierKeys } from '../../../src-main/keys/earlier-keys.ts';
import { sealBytes, unsealBytes } from '../../../src-main/sealed-bytes.ts';
import { testKey } from '../../support/data-key.ts';

const PURPOSE = 'reslot:earlier-data-key';

test('what is sealed is given back to the same key, purpose and context, and to no other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string(), fc.string(), (bytes, context, other) => {
      const sealed = sealBytes(testKey(), PURPOSE, bytes, context);
      expect(unsealBytes(testKey(), PURPOSE, sealed, context)).toEqual(Buffer.from(bytes));
      expect(unsealBytes(testKey('another'), PURPOSE, sealed, context)).toBeNull();
      expect(unsealBytes(testKey(), 'reslot:earlier-record-key', sealed, context)).toBeNull();
      if (other !== context) expect(unsealBytes(testKey(), PURPOSE, sealed, other)).toBeNull();
      expect(unsealBytes(testKey(), PURPOSE, other, context)).toBeNull();
    }),
  );
});

test('one changed bit, and one that is missing, are noticed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), (bytes, at) => {
      const sealed = Buffer.from(sealBytes(testKey(), PURPOSE, bytes, ''), 'base64');
      const changed = Buffer.from(sealed);
      const place = at % changed.length;
      changed.writeUInt8(changed.readUInt8(place) ^ (1 << (at % 8)), place);
      expect(unsealBytes(testKey(), PURPOSE, changed.toString('base64'), '')).toBeNull();
      expect(unsealBytes(testKey(), PURPOSE, sealed.subarray(0, -1).toString('base64'), '')).toBeNull();
    }),
  );
});

test('the keys before are given by the present one alone, in their order; one that is not what its mark says is none', () => {
  const earlier: EarlierKey[] = [
    { key: testKey('first'), needed: false },
    { key: testKey('second'), needed: true },
  ];
  const sealed = sealEarlierKeys(testKey(), earlier);
  const kept = { mark: '', system: '', recovery: null, earlier: sealed };
  expect(earlierKeysOf(kept, testKey())).toEqual(earlier);
  expect(earlierKeysOf(kept, testKey('second'))).toEqual([]);
  const needed = sealed.map((one) => ({ ...one, needed: true }));
  expect(earlierKeysOf({ ...kept, earlier: needed }, testKey())).toEqual(earlier.slice(1));
  const swapped = sealed.map((one, index) => ({ ...one, mark: sealed[1 - index]?.mark ?? '' }));
  expect(earlierKeysOf({ ...kept, earlier: swapped }, testKey())).toEqual([]);
});
