import { expect, test } from 'vitest';
import { newRecoveryKey } from '../../../src-main/keys/recovery-key.ts';
import { unwrap, wrap } from '../../../src-main/keys/wrap.ts';

test('a key is opened with its recovery key, and not by hours of work that a changed file asks for', async () => {
  const [bytes, recoveryKey] = [new Uint8Array(32).fill(7), newRecoveryKey()];
  const wrapped = await wrap(bytes, 'mark', recoveryKey);
  expect(await unwrap(wrapped, 'mark', recoveryKey)).toEqual(Buffer.from(bytes));
  const asking = (over: Partial<typeof wrapped.scrypt>) =>
    unwrap({ ...wrapped, scrypt: { ...wrapped.scrypt, ...over } }, 'mark', recoveryKey);
  for (const over of [{ p: 200_000 }, { N: 2 ** 21 }, { r: 4096 }, { N: -2 }, { p: 0.5 }, { N: Number.NaN }])
    expect(await asking(over), JSON.stringify(over)).toBeNull();
});
