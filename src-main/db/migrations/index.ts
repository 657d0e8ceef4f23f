import { sql as initial } from './0001-initial.ts';

/** In order; a database's `user_version` is the number of those applied. Never edit one that has been released. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-initial', sql: initial },
];
