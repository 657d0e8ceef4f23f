import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { findLocation } from '../../../src-main/db/queries/people.ts';
import { readLocation } from '../../../src-main/sync/fhir/read-person.ts';

/** What a Location says of where it is, and how that stands on a letter. */
const ADDRESSES: readonly [unknown, string | null][] = [
  [undefined, null],
  [{}, null],
  [{ text: '12 Lake St, Chicago' }, '12 Lake St, Chicago'],
  [{ text: '12 Lake St\nChicago', city: 'Evanston' }, '12 Lake St, Chicago'],
  [
    { line: ['12 Lake St', 'Suite 3'], city: 'Chicago', state: 'IL', postalCode: '60601', country: 'US' },
    '12 Lake St, Suite 3, Chicago, IL 60601',
  ],
  [{ line: ['12 Lake St'] }, '12 Lake St'],
  [{ city: 'Chicago', postalCode: '60601' }, 'Chicago, 60601'],
  [{ state: 'IL' }, 'IL'],
  ['Chicago', null],
  [null, null],
];

const location = (id: string, address: unknown) => ({ resourceType: 'Location', id, name: id, address });

test.each(ADDRESSES)('%j', (address, line) => {
  const read = readLocation('l', location('l', address));
  expect(read.ok && read.value.address).toBe(line);
});

test('what an earlier version has read stands where the portal says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const before = migrations.findIndex(({ name }) => name.endsWith('-location-address'));
  const opened = openDatabase(path, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  const row = old.prepare('INSERT INTO location (id, name, active) VALUES (?, ?, 1)');
  const copy = old.prepare(`INSERT INTO portal_copy
    (type, id, version_id, last_updated, about, shown_version, body_json)
    VALUES ('Location', ?, '1', '2026-11-20T15:00:00Z', NULL, '1', ?)`);
  for (const [n, [address]] of ADDRESSES.entries()) {
    row.run(`l-${n}`, `l-${n}`);
    copy.run(`l-${n}`, JSON.stringify(location(`l-${n}`, address)));
  }
  row.run('unknown', 'unknown');
  old.close();

  const migrated = openDatabase(path);
  if (!migrated.ok) throw new Error(migrated.error.code);
  onTestFinished(() => migrated.value.close());
  expect(ADDRESSES.map((_, n) => findLocation(migrated.value, `l-${n}`)?.address)).toEqual(
    ADDRESSES.map(([, line]) => line),
  );
  expect(findLocation(migrated.value, 'unknown')?.address).toBeNull();
});
