import type { KeyStoreState, Secrets } from '../../src-main/ports.ts';

/** The secrets of a desk that has none: nothing is stored, and nothing is kept. */
export const noSecrets = (keyStore: KeyStoreState): Secrets => ({
  keyStore: async () => keyStore,
  get: async () => null,
  has: () => false,
  enteredFor: async () => null,
  set: async () => false,
  remove: () => {},
});
