import type { UserRole } from '../../src-shared/domain/users.ts';
import type { Caller } from './handlers.ts';

/** Somebody who is signed in. Each sign-in makes another one, so that what was asked before a lock is not answered after it. */
export interface Pass extends Caller {
  readonly role: UserRole;
}
