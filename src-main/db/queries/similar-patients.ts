import { foldedWords, spellings } from '../../../src-shared/domain/fold.ts';
import type { NewPatient } from '../../../src-shared/domain/new-patient.ts';
import { dialled, withAsciiDigits, withoutExtensions } from '../../../src-shared/domain/phone-search.ts';
import { initialsLike, spelledAlike } from '../../../src-shared/domain/similar-names.ts';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import type { SimilarPatient } from '../../../src-shared/ipc/patient-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../db.ts';
import { patientCardFromRow } from './patient-cards.ts';
import { matchesQuery, quoted } from './patient-search.ts';

/** More are not shown: a name alone that so many have says nothing. */
const MOST = 10;
/** Shorter numbers are extensions or slips, which many share. */
const SHORTEST_PHONE = 7;

type Same = SimilarPatient['same'][number];

/**
 * Patients on file who may be the same person as `given` (as `tidied` gives it): who has the first given name and a family name,
 * as they are or spelled alike ("Maria Gonzales", "María González"), a family name and the date of birth, the phone number or the
 * e-mail address. Accents, case and the order of the words do not matter. Who has most in common comes first; at most `MOST`.
 */
export function similarPatients(db: Db, given: NewPatient): SimilarPatient[] {
  const found = new Map<string, { readonly patient: PatientCard; readonly same: Same[] }>();
  for (const [same, expression] of expressions(db, given))
    for (const row of db.all(matchesQuery(expression, MOST))) {
      // The index knows words: "o.reilly@…" has those of "reilly@…".
      if (same === 'email' && row.email?.toLowerCase() !== given.email?.toLowerCase()) continue;
      const entry = found.get(row.id);
      if (entry === undefined) found.set(row.id, { patient: patientCardFromRow(row), same: [same] });
      else if (same !== 'similar-name' || !entry.same.includes('name')) entry.same.push(same);
    }
  return [...found.values()]
    .sort(
      (a, b) =>
        b.same.length - a.same.length ||
        Number(b.same.includes('name')) - Number(a.same.includes('name')) ||
        t.language.compareNames(a.patient.name, b.patient.name),
    )
    .slice(0, MOST);
}

/** FTS5 expressions (https://www.sqlite.org/fts5.html, 3), and what those whom each finds have in common with the patient. */
function* expressions(db: Db, given: NewPatient): Generator<readonly [Same, string]> {
  const family = words(given.familyName);
  const first = words(given.givenName).slice(0, 1);
  const telling = tellingWords(family);
  const alike = new Map([...telling, ...first].map((word) => [word, spellingsOf(db, word)]));
  const spelled = (word: string): readonly string[] => alike.get(word) ?? [];
  if (family.length + first.length > 0) {
    yield ['name', inName([...family, ...first])];
    yield ['similar-name', likeName(first, telling, spelled)];
  }
  if (given.birthDate !== null && family.length > 0)
    yield [
      'birth-date',
      `birth_date : ${quoted(given.birthDate)} AND (${inName(family)} OR ${likeName([], telling, spelled)})`,
    ];
  const numbers = dialled(withoutExtensions(withAsciiDigits(given.phone ?? ''))).filter(
    (number) => number.length >= SHORTEST_PHONE,
  );
  if (numbers.length > 0) yield ['phone', `phone_digits : (${numbers.map(quoted).join(' OR ')})`];
  if (given.email !== null) yield ['email', `email : ${quoted(given.email)}`];
}

/** The words of names on file that are spelled like this one, and the word itself. */
function spellingsOf(db: Db, word: string): readonly string[] {
  const found = initialsLike(word).flatMap((initial) =>
    db.all(
      qb
        .selectFrom('patient_word')
        .select('term')
        .where('term', '>=', initial)
        .where('term', '<=', `${initial}\uffff`)
        .where('col', '=', 'folded_name'),
    ),
  );
  return [
    foldedWords(word).join(''),
    ...found.map(({ term }) => term).filter((term) => spelledAlike(term, word)),
  ];
}

const words = (text: string): string[] => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** Every word in one of its spellings, with or without what stands between its letters; or all of them written together. */
function inName(all: readonly string[]): string {
  const together = spellings(all.join(' ')).map((spelling) => quoted(spelling.join('')));
  const apart = all.map((word) => {
    const ways = spellings(word).flatMap((parts) => [
      parts.map(quoted).join(' AND '),
      quoted(parts.join('')),
    ]);
    return `(${[...new Set(ways)].map((way) => `(${way})`).join(' OR ')})`;
  });
  return `folded_name : ((${apart.join(' AND ')}) OR ${together.join(' OR ')})`;
}

/** Of several family names those that tell something: not the "de" and "la" of "de la Cruz". */
function tellingWords(all: readonly string[]): readonly string[] {
  const long = all.filter((word) => word.length > 3);
  return long.length === 0 ? all : long;
}

/** The first given name, and any of the family names: not everybody gives both of two. */
function likeName(
  first: readonly string[],
  family: readonly string[],
  spelled: (word: string) => readonly string[],
): string {
  const any = (all: readonly string[]): string[] =>
    all.length === 0 ? [] : [`(${all.flatMap(spelled).map(quoted).join(' OR ')})`];
  return `folded_name : (${[...any(first), ...any(family)].join(' AND ')})`;
}
