/**
 * The tables as Kysely sees them. Columns ending in `_ms` are instants (milliseconds since the Unix epoch, UTC);
 * columns ending in `_json` hold JSON text; booleans are 0 or 1. The SQL is in `migrations/`.
 */
import type { OutboxTables } from './schema/outbox.ts';
import type { PortalTables } from './schema/portal.ts';
import type { ScheduleTables } from './schema/schedule.ts';
import type { UserTables } from './schema/users.ts';

export interface Tables extends ScheduleTables, OutboxTables, PortalTables, UserTables {
  setting: SettingTable;
}

interface SettingTable {
  key: string;
  value_json: string;
}
