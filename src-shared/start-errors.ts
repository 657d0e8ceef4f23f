/** Why the program does not start. */

/** Why a data directory cannot be this program's own. */
export type ClaimError =
  /** Another program has the directory, in whatever runtime. */
  | { readonly code: 'running' }
  /** In the place of the lock is a link or something else that this program has not put there: it is left alone. */
  | { readonly code: 'strange'; readonly path: string }
  | { readonly code: 'unwritable' };

/** Why a database is not opened: it is left as it is. */
export type OpenError =
  /** A later version of the program wrote it: this one must not touch it. */
  | { readonly code: 'database-newer'; readonly path: string }
  | { readonly code: 'database-corrupt'; readonly path: string }
  /** It is encrypted with another key than this desk's: nothing is wrong with it. */
  | { readonly code: 'database-locked'; readonly path: string }
  | { readonly code: 'database-unwritable'; readonly path: string; readonly detail: string }
  | { readonly code: 'database-busy'; readonly path: string }
  /** There is no room for what has to be written. */
  | { readonly code: 'disk-full'; readonly path: string }
  /** It was made by another program. */
  | { readonly code: 'database-foreign'; readonly path: string }
  /** It holds the data of the other kind. `marked`: false where that is only not certain, and so a clinic's. */
  | {
      readonly code: 'database-other-kind';
      readonly path: string;
      readonly found: 'clinic' | 'demo';
      readonly marked: boolean;
    };

/** Why there is no key for the database. */
export type KeyError =
  /** The system has none, it refuses, or what it encrypts anybody could decrypt. */
  | { readonly code: 'no-key-store' }
  /** The file in which the key stands, encrypted, is not there, and the database is encrypted. */
  | { readonly code: 'key-file-gone'; readonly path: string }
  | { readonly code: 'key-file-damaged'; readonly path: string }
  /** The system's key store does not give the key. `recoverable`: a recovery key has been made. */
  | { readonly code: 'key-lost'; readonly path: string; readonly recoverable: boolean }
  /** `group`: from 1, the first of six in which something is wrong; `null`: there are too few or too many characters. */
  | { readonly code: 'recovery-key-mistyped'; readonly group: number | null }
  /** Typed without a mistake, and of another key. */
  | { readonly code: 'recovery-key-wrong' };
