import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { type Node, nodesOf } from '../../../scripts/house-rules/syntax.ts';
import { openDatabase } from '../../../src-main/db/open.ts';

const DB = resolve(import.meta.dirname, '../../../src-main/db');
const SCHEMA = ['schema.ts', 'schema/schedule.ts', 'schema/outbox.ts', 'schema/portal.ts', 'schema/users.ts'];
/** Made for each connection, not kept in the file. */
const OF_A_CONNECTION = ['patient_word'];

interface Column {
  readonly name: string;
  readonly type: 'INTEGER' | 'TEXT';
  readonly nullable: boolean;
  /** It may be left out where a row is added: SQLite fills it. */
  readonly optional: boolean;
}
type Columns = Readonly<Record<string, readonly Column[]>>;

const byName = (columns: readonly Column[]): readonly Column[] =>
  columns.toSorted((a, b) => (a.name < b.name ? -1 : 1));

type Members = readonly (readonly [name: string, type: string])[];

/** The interfaces of a file, by name, each with its members. */
function interfacesIn(file: string): Map<string, Members> {
  const source = readFileSync(file, 'utf8');
  const textOf = (node: unknown): string => {
    const { start, end } = node as Node & { readonly end: number };
    return source.slice(start, end).replace(/^:\s*/, '');
  };
  const interfaces = new Map<string, Members>();
  for (const node of nodesOf(file, source)) {
    if (node.type !== 'TSInterfaceDeclaration') continue;
    const { id, body } = node as unknown as {
      readonly id: { readonly name: string };
      readonly body: {
        readonly body: readonly { readonly key: unknown; readonly typeAnnotation: unknown }[];
      };
    };
    interfaces.set(
      id.name,
      body.body.map((one) => [textOf(one.key), textOf(one.typeAnnotation)]),
    );
  }
  return interfaces;
}

/** The tables as `schema.ts` declares them, and the files that it puts together. */
function declared(): Columns {
  const interfaces = new Map(SCHEMA.flatMap((file) => [...interfacesIn(resolve(DB, file))]));
  const tables = [...interfaces].flatMap(([name, members]) =>
    name.endsWith('Tables') ? members.filter(([table]) => !OF_A_CONNECTION.includes(table)) : [],
  );
  return Object.fromEntries(
    tables.map(([table, type]) => [
      table,
      byName(
        (interfaces.get(type) ?? []).map(([name, columnType]) => ({
          name,
          type: /\bnumber\b/.test(columnType) ? 'INTEGER' : 'TEXT',
          nullable: /\bnull\b/.test(columnType),
          optional: columnType.startsWith('Generated<'),
        })),
      ),
    ]),
  );
}

interface TableInfo {
  readonly name: string;
  readonly type: 'INTEGER' | 'TEXT';
  readonly notnull: 0 | 1;
  readonly dflt_value: string | null;
  readonly pk: number;
}

/** The tables of a database made by the migrations (https://www.sqlite.org/pragma.html#pragma_table_info). */
function migrated(): Columns {
  const directory = mkdtempSync(join(tmpdir(), 'reslot-schema-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'reslot.sqlite');
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const connection = new DatabaseConnection(path, { readonly: true });
  onTestFinished(() => {
    connection.close();
  });
  // Strict tables are the program's own: neither SQLite's nor those of an FTS5 index.
  const names = connection
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 1")
    .pluck()
    .all();
  return Object.fromEntries(
    names.map((table) => {
      const columns = connection
        .prepare<[string], TableInfo>('SELECT * FROM pragma_table_info(?)')
        .all(table);
      const isRowId = ({ type, pk }: TableInfo): boolean =>
        type === 'INTEGER' && pk === 1 && columns.filter((one) => one.pk > 0).length === 1;
      return [
        table,
        byName(
          columns.map((column) => ({
            name: column.name,
            type: column.type,
            nullable: column.notnull === 0 && column.pk === 0,
            optional: column.dflt_value !== null || column.notnull === 0 || isRowId(column),
          })),
        ),
      ];
    }),
  );
}

test('the tables in the file are those the queries are written for, column by column', () => {
  const [file, types] = [migrated(), declared()];
  expect(Object.keys(types).length).toBeGreaterThan(20);
  expect(Object.keys(file).sort()).toEqual(Object.keys(types).sort());
  const kept = ({ name, type, nullable }: Column) => ({ name, type, nullable });
  for (const [table, columns] of Object.entries(types)) {
    const inFile = file[table] ?? [];
    expect({ table, columns: inFile.map(kept) }).toEqual({ table, columns: columns.map(kept) });
    const optional = inFile.flatMap(({ name, optional }) => (optional ? [name] : []));
    expect({ table, optional }).toEqual({
      table,
      optional: expect.arrayContaining(columns.flatMap(({ name, optional }) => (optional ? [name] : []))),
    });
  }
});
