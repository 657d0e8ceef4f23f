import type { Secrets } from '../../src-main/ports.ts';

/** A key store that has one secret, whatever it is asked for. */
export const topSecret: Secrets = {
  keyStore: async () => 'ready',
  set: async () => true,
  has: () => true,
  remove: () => {},
  enteredFor: async () => null,
  get: async () => 'top-secret',
};
