import type DatabaseConnection from 'better-sqlite3';
import { APPLICATION_IDS, type DatabaseKind } from '../database-kind.ts';

/** Writes whose data it holds into a database: inside the transaction of the caller. */
export function markDatabase(connection: DatabaseConnection.Database, kind: DatabaseKind): void {
  connection.pragma(`application_id = ${APPLICATION_IDS[kind]}`);
}
