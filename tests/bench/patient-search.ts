import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src-demo/data/random.ts';
import { type Db, qb } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { patientCards } from '../../src-main/db/queries/patient-cards.ts';
import { searchPatients } from '../../src-main/db/queries/patient-search.ts';
import { savePatient } from '../../src-main/db/queries/people.ts';
import { buildPatient } from '../support/domain.ts';
import { count, ms, report } from './report.ts';
import { percentile, say } from './support.ts';

/**
 * Patient search per keystroke at 250,000 patients, against two yardsticks of the same run: the same patients fetched by
 * primary key, and the same text looked for by walking the table.
 */

const PATIENTS = 250_000;
const TYPED = 200;
const FOUND_LIMIT = 50;

const FAMILIES = (
  'Smith Johnson Williams Brown Jones García Miller Davis Rodríguez Martínez Hernández López Gonzalez Wilson Anderson ' +
  'Thomas Taylor Moore Jackson Martin Lee Pérez Thompson White Harris Sánchez Clark Ramírez Lewis Robinson Walker Young ' +
  'Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts ' +
  'Müller Núñez Ångström Li Wu O’Brien Ortiz Okafor Petrov'
).split(' ');
const GIVEN = (
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica ' +
  'Thomas Sarah Charles Karen José María Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Zoë Máiréad Linh Lily'
).split(' ');
const SYLLABLES =
  'ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo'.split(' ');

const random = createRandom(7);
const digits = (count: number): string => Array.from({ length: count }, () => random.int(0, 9)).join('');
const two = (most: number): string => String(random.int(1, most)).padStart(2, '0');
const invented = (): string => {
  const name = Array.from({ length: random.int(2, 4) }, () => random.pick(SYLLABLES)).join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

function person(index: number) {
  // Six of ten bear a common name.
  const familyName = random.next() < 0.6 ? random.pick(FAMILIES) : invented();
  const givenName = random.next() < 0.6 ? random.pick(GIVEN) : invented();
  return buildPatient({
    id: `patient-${index}`,
    familyName,
    givenName,
    name: `${givenName} ${familyName}`,
    birthDate: `${random.int(1930, 2019)}-${two(12)}-${two(28)}`,
    phone: `(${digits(3)}) 555-${digits(4)}`,
    email: `${givenName}.${familyName}${index % 97}@example.org`.toLowerCase(),
  });
}

type Person = ReturnType<typeof person>;

/** What a receptionist types for a patient: each in a way of its own. */
function typedFor(one: Person, way: number): string {
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const [year, month, day] = (one.birthDate ?? '').split('-');
  switch (way % 5) {
    case 0:
      return plain(one.name);
    case 1:
      return plain(`${one.familyName} ${one.givenName}`);
    case 2:
      return `${Number(month)}/${Number(day)}/${year}`;
    case 3:
      return (one.phone ?? '').replace(/\D/g, '');
    default:
      return one.email ?? '';
  }
}

/** The patients whose name holds the text somewhere, by walking the table: what the index spares. */
function scanFor(db: Db, text: string): number {
  return db.all(
    qb
      .selectFrom('patient')
      .select('id')
      .where('name', 'like', `%${text}%`)
      .orderBy('family_name')
      .limit(FOUND_LIMIT),
  ).length;
}

function run(db: Db): void {
  const people: Person[] = [];
  db.transaction(() => {
    for (let index = 0; index < PATIENTS; index += 1) {
      const one = person(index);
      savePatient(db, one);
      if (index % (PATIENTS / TYPED) === 0) people.push(one);
    }
  });
  const keystrokes: number[] = [];
  const lookups: number[] = [];
  const scans: number[] = [];
  let slowest = { text: '', ms: 0 };
  for (const [index, one] of people.entries()) {
    const text = typedFor(one, index);
    let found: string[] = [];
    for (let length = 1; length <= text.length; length += 1) {
      const typed = text.slice(0, length);
      const before = performance.now();
      found = searchPatients(db, typed, FOUND_LIMIT).map(({ id }) => id);
      const ms = performance.now() - before;
      keystrokes.push(ms);
      if (ms > slowest.ms) slowest = { text: typed, ms };
      const again = performance.now();
      patientCards(db, found);
      lookups.push(performance.now() - again);
    }
    if (found.length < FOUND_LIMIT && !found.includes(one.id)) throw new Error(`not found by ${text}`);
    if (index % 10 !== 0) continue;
    const before = performance.now();
    scanFor(db, one.familyName);
    scans.push(performance.now() - before);
  }
  const [p50, p99] = [percentile(keystrokes, 0.5), percentile(keystrokes, 0.99)];
  const key = percentile(lookups, 0.5);
  const scan = percentile(scans, 0.5);
  say(`slowest: ${slowest.ms.toFixed(2)} ms, ${slowest.text.length} characters`);
  report({
    what: `patient search, a keystroke, ${count(PATIENTS)} patients`,
    figure: `median ${ms(p50)}, p99 ${ms(p99)}`,
    beside: `the same patients by primary key: ${ms(key)}; a walk through the table: ${ms(scan)}`,
    ratio: p50 / key,
    goal: 'p99 ≤ 10 ms',
    met: p99 <= 10,
  });
}

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const opened = openDatabase(join(folder, 'reslot.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  run(opened.value);
  opened.value.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
