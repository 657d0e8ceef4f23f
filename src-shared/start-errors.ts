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
