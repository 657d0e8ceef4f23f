import { type RawBuilder, sql as raw } from 'kysely';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import { type Db, sql } from '../db.ts';
import { patientCardFromRow } from './patient-cards.ts';

/** How a word has to match: from its beginning, or as it stands. */
type Matching = 'beginnings' | 'whole words';

/**
 * What a person types into a search field as an FTS5 expression (https://www.sqlite.org/fts5.html, 3): every word has
 * to match the start of a word of name, birth date, phone or e-mail. Birth dates may be written 3/14/1980, 3-14-1980,
 * 3/14/80, 3/14 or 1980-03-14; phone numbers with any punctuation. Whatever else stands in it is text and never syntax.
 *
 * @returns `null` when nothing in it can be searched for, which matches nobody.
 */
export function searchExpression(text: string, matching: Matching = 'beginnings'): string | null {
  const open = matching === 'beginnings' ? ' *' : '';
  const words = text
    .split(/[\s,;]+/u)
    .map((word) => word.replace(/\p{Cc}/gu, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const parts: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const date = dateExpression(words[i] ?? '');
    if (date !== null) {
      parts.push(date);
      continue;
    }
    let end = i;
    while (end < words.length && isPhonePart(words[end] ?? '') && dateExpression(words[end] ?? '') === null)
      end += 1;
    const run = words.slice(i, Math.max(end, i + 1));
    parts.push(end > i ? numberExpression(run, open) : `${quoted(words[i] ?? '')}${open}`);
    i += run.length - 1;
  }
  return parts.length === 0 ? null : parts.map((part) => `(${part})`).join(' AND ');
}

/** For `where('patient_id', 'in', …)`: the ids of the patients whom the expression matches. */
export function matchingPatients(expression: string | null): RawBuilder<string> {
  return raw<string>`(
    select p.id from patient_search s cross join patient p on p.row = s.rowid
    where s.patient_search match ${expression ?? NOTHING})`;
}

/** How many matches are looked through: a single letter may match everybody, and nobody reads a list of thousands. */
const LOOKED_THROUGH = 1000;

/**
 * Patients by name, at most `limit`; an empty text finds the first by name. Those who match in whole words come before
 * those who match in beginnings only, so that somebody called Li is not hidden by every Linda. Of more than 1,000 matches
 * the first 1,000 on file are looked through: whoever is among the others is found by typing on.
 */
export function searchPatients(db: Db, text: string, limit: number): PatientCard[] {
  if (text.trim() === '') {
    const first = sql.selectFrom('patient').selectAll();
    return db
      .all(first.orderBy('family_name').orderBy('given_name').orderBy('id').limit(limit))
      .map(patientCardFromRow);
  }
  const found = new Map<string, PatientCard>();
  for (const expression of [searchExpression(text, 'whole words'), searchExpression(text)]) {
    for (const row of db.all(matchesQuery(expression, limit))) found.set(row.id, patientCardFromRow(row));
    if (found.size >= limit) break;
  }
  return [...found.values()].slice(0, limit);
}

/** The patients an expression matches, by name. The CROSS JOIN fixes the order: the index finds, and only what it found is looked up (https://www.sqlite.org/optoverview.html). */
export function matchesQuery(expression: string | null, limit: number) {
  return sql
    .selectFrom(
      raw<{ found_row: number }>`(
        select rowid as found_row from patient_search
        where patient_search match ${expression ?? NOTHING} limit ${LOOKED_THROUGH})`.as('found'),
    )
    .crossJoin('patient')
    .whereRef('patient.row', '=', 'found.found_row')
    .selectAll('patient')
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('id')
    .limit(limit);
}

/** A column filter no row can meet. */
const NOTHING = 'birth_date : "x"';

/** An FTS5 string: everything between the quotes is text, a quote doubled. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Month first, as the practice writes it; or ISO 8601. */
function dateExpression(word: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
  if (iso) return birthDate(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  const american = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{0,4}))?$/.exec(word);
  if (!american || (american[2] !== '/' && american[4] === undefined)) return null;
  const [, month = '', , day = '', year = ''] = american;
  if (year.length === 4) return birthDate(year, month, day);
  const monthAndDay = birthDate('', month, day);
  // A year still being typed says nothing yet.
  if (year.length !== 2) return monthAndDay;
  const short = ['19', '20'].map((century) => birthDate(century + year, month, day));
  return [...short, ...(year === '19' || year === '20' ? [monthAndDay] : [])].join(' OR ');
}

/** The index holds `YYYY-MM-DD` as three words, so a date is a phrase of them. */
function birthDate(year: string, month: string, day: string): string {
  return `birth_date : ${quoted(`${year} ${month.padStart(2, '0')} ${day.padStart(2, '0')}`.trim())}`;
}

function isPhonePart(word: string): boolean {
  return /^[+()./\d-]+$/.test(word) && /\d/.test(word);
}

/** Digits: a phone number in one or several pieces, with or without the country's 1; or part of a birth date. */
function numberExpression(pieces: readonly string[], open: string): string {
  const digits = pieces.join('').replace(/\D/g, '');
  const national = digits.replace(/^1/, '');
  const phones = [digits, `1${digits}`, ...(national.length >= 3 ? [national] : [])];
  const asPhone = [...new Set(phones)].map((number) => `phone_digits : ${quoted(number)}${open}`);
  const asWords = pieces.map((piece) => `(${quoted(piece)}${open})`).join(' AND ');
  return [...asPhone, `(${asWords})`].join(' OR ');
}
