import { spellings } from '../../../src-shared/domain/fold.ts';
import type { NewPatient } from '../../../src-shared/domain/new-patient.ts';
import { dialled, withAsciiDigits, withoutExtensions } from '../../../src-shared/domain/phone-search.ts';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import type { SimilarPatient } from '../../../src-shared/ipc/patient-views.ts';
import type { Db } from '../db.ts';
import { patientCardFromRow } from './patient-cards.ts';
import { matchesQuery, quoted } from './patient-search.ts';

/** More are not shown: a name alone that so many have says nothing. */
const MOST = 10;
/** Shorter numbers are extensions or slips, which many share. */
const SHORTEST_PHONE = 7;

type Same = SimilarPatient['same'][number];

/**
 * Patients on file who may be the same person as `given` (as `tidied` gives it): who has the family name and the first given
 * name, the family name and the date of birth, the phone number or the e-mail address. Accents, case and the order of the
 * words do not matter. Who has most in common comes first; at most `MOST`.
 */
export function similarPatients(db: Db, given: NewPatient): SimilarPatient[] {
  const found = new Map<string, { readonly patient: PatientCard; readonly same: Same[] }>();
  for (const [same, expression] of expressions(given))
    for (const row of db.all(matchesQuery(expression, MOST))) {
      // The index knows words: "o.reilly@…" has those of "reilly@…".
      if (same === 'email' && row.email?.toLowerCase() !== given.email?.toLowerCase()) continue;
      const entry = found.get(row.id);
      if (entry) entry.same.push(same);
      else found.set(row.id, { patient: patientCardFromRow(row), same: [same] });
    }
  return [...found.values()]
    .sort((a, b) => b.same.length - a.same.length || a.patient.name.localeCompare(b.patient.name, 'en'))
    .slice(0, MOST);
}

/** FTS5 expressions (https://www.sqlite.org/fts5.html, 3), and what those whom each finds have in common with the patient. */
function* expressions(given: NewPatient): Generator<readonly [Same, string]> {
  const family = words(given.familyName);
  const name = [...family, ...words(given.givenName).slice(0, 1)];
  if (name.length > 0) yield ['name', inName(name)];
  if (given.birthDate !== null && family.length > 0)
    yield ['birth-date', `birth_date : ${quoted(given.birthDate)} AND (${inName(family)})`];
  const numbers = dialled(withoutExtensions(withAsciiDigits(given.phone ?? ''))).filter(
    (number) => number.length >= SHORTEST_PHONE,
  );
  if (numbers.length > 0) yield ['phone', `phone_digits : (${numbers.map(quoted).join(' OR ')})`];
  if (given.email !== null) yield ['email', `email : ${quoted(given.email)}`];
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
