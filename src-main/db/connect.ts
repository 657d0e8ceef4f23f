import DatabaseConnection from 'better-sqlite3';
import { type DataKey, markOf } from '../data-key.ts';

/**
 * Opens a connection to a desk's database or to a copy of one: with its key before anything else is asked, and with what every
 * connection has to have. Whether the key is the right one shows at the first thing read. `null`: a database in clear text, of an
 * earlier version or of a test.
 */
export function connect(
  path: string,
  key: DataKey | null,
  options: DatabaseConnection.Options = {},
): DatabaseConnection.Database {
  const connection = new DatabaseConnection(path, options);
  if (key !== null) {
    chooseCipher(connection);
    connection.pragma(`key = "${rawKey(key)}"`);
  }
  harden(connection);
  return connection;
}

/** SQLCipher's format, version 4: AES-256-CBC and an HMAC-SHA512 on each page (https://www.zetetic.net/sqlcipher/design/). */
export function chooseCipher(connection: DatabaseConnection.Database): void {
  connection.pragma("cipher = 'sqlcipher'");
  connection.pragma('legacy = 4');
}

/** The key itself, nothing it would have to be derived from, and in the place of the salt what tells which key it is. */
export const rawKey = (key: DataKey): string => `x'${Buffer.from(key.bytes).toString('hex')}${markOf(key)}'`;

/**
 * What is deleted is overwritten; what stands in a file somebody has tampered with runs no functions and leads to no memory of others
 * (https://www.sqlite.org/security.html); what is sorted is not put on the disk, where nothing would encrypt it.
 */
function harden(connection: DatabaseConnection.Database): void {
  for (const pragma of [
    'secure_delete = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'temp_store = MEMORY',
  ])
    connection.pragma(pragma);
}
