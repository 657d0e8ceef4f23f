/**
 * A process that encrypts a database with another key and prints how much memory that took at most beyond what it had, in bytes:
 * `node rekey-a-file.ts FILE MEGABYTES`. The database is made there.
 */
import type { DataKey } from '../../src-main/data-key.ts';
import { connect } from '../../src-main/db/connect.ts';
import { rekeyFile } from '../../src-main/db/rekey-file.ts';

const [path = '', megabytes = ''] = process.argv.slice(2);
const keyOf = (byte: number): DataKey => ({ kind: 'clinic', bytes: new Uint8Array(32).fill(byte) });
const connection = connect(path, keyOf(1));
connection.exec('CREATE TABLE filling (bytes BLOB)');
for (let made = 0; made < Number(megabytes); made += 1)
  connection.prepare('INSERT INTO filling VALUES (randomblob(1000000))').run();
connection.close();
const most = (): number => process.resourceUsage().maxRSS * 1024;
const before = most();
rekeyFile(path, keyOf(1), keyOf(2));
process.stdout.write(String(most() - before));
