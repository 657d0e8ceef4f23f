import type DatabaseConnection from 'better-sqlite3';
import { searchableName } from '../../../src-shared/domain/fold.ts';
import { phoneKeys } from '../../../src-shared/domain/phone-search.ts';

/** Patients are found by what a keyboard without the letter types, and by a number as it is dialled. */
export const up = `
DROP TRIGGER patient_search_insert;
DROP TRIGGER patient_search_delete;
DROP TRIGGER patient_search_update;
DROP TABLE patient_search;
ALTER TABLE patient ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
CREATE VIRTUAL TABLE patient_search USING fts5 (
  folded_name, birth_date, phone_digits, email,
  content = 'patient', content_rowid = 'row',
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
`;

const TRIGGERS = `
CREATE TRIGGER patient_search_insert AFTER INSERT ON patient BEGIN
  INSERT INTO patient_search (rowid, folded_name, birth_date, phone_digits, email)
  VALUES (new.row, new.folded_name, new.birth_date, new.phone_digits, new.email);
END;
CREATE TRIGGER patient_search_delete AFTER DELETE ON patient BEGIN
  INSERT INTO patient_search (patient_search, rowid, folded_name, birth_date, phone_digits, email)
  VALUES ('delete', old.row, old.folded_name, old.birth_date, old.phone_digits, old.email);
END;
CREATE TRIGGER patient_search_update AFTER UPDATE OF folded_name, birth_date, phone_digits, email ON patient BEGIN
  INSERT INTO patient_search (patient_search, rowid, folded_name, birth_date, phone_digits, email)
  VALUES ('delete', old.row, old.folded_name, old.birth_date, old.phone_digits, old.email);
  INSERT INTO patient_search (rowid, folded_name, birth_date, phone_digits, email)
  VALUES (new.row, new.folded_name, new.birth_date, new.phone_digits, new.email);
END;
`;

interface Row {
  readonly row: number;
  readonly name: string;
  readonly family_name: string;
  readonly given_name: string;
  readonly phone: string | null;
}

/** What the index is to hold of those on file, and then the index. */
export function after(connection: DatabaseConnection.Database): void {
  const rows = connection
    .prepare('SELECT row, name, family_name, given_name, phone FROM patient')
    .all() as Row[];
  const write = connection.prepare('UPDATE patient SET folded_name = ?, phone_digits = ? WHERE row = ?');
  for (const { row, name, family_name: familyName, given_name: givenName, phone } of rows)
    write.run(
      searchableName({ name, familyName, givenName }),
      phone === null ? null : phoneKeys(phone).join(' '),
      row,
    );
  connection.exec(`INSERT INTO patient_search (patient_search) VALUES ('rebuild'); ${TRIGGERS}`);
}
