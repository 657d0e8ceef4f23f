/** The people who sign in at this desk. */
import type { Generated } from 'kysely';
import type { UserRole } from '../../../src-shared/domain/users.ts';

export interface UserTables {
  desk_user: UserTable;
  kept_typing: KeptTypingTable;
}

interface UserTable {
  id: string;
  name: string;
  role: UserRole;
  /** A `StoredSecret`; null for somebody of the demo clinic, who signs in by one click, and for whoever has been removed. */
  secret_json: string | null;
  /** Wrong tries in a row, each counted before it is looked at. */
  failures: Generated<number>;
  added_ms: number;
  removed_ms: number | null;
}

/** What a lock has interrupted and no draft holds, until the same person signs in again. */
interface KeptTypingTable {
  user_id: string;
  /** As the window wrote it. */
  kept_json: string;
  kept_ms: number;
}
