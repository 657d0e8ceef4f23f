import { type RawBuilder, sql } from 'kysely';
import { foldedWords, spellings } from '../../../src-shared/domain/fold.ts';
import { dialled, withAsciiDigits, withoutExtensions } from '../../../src-shared/domain/phone-search.ts';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../db.ts';
import { patientCardFromRow } from './patient-cards.ts';

/** How a word has to match: from its beginning, or as it stands. */
type Matching = 'beginnings' | 'whole words';

/**
 * What a person types into a search field as an FTS5 expression (https://www.sqlite.org/fts5.html, 3): every word has
 * to match the start of a word of name, birth date, phone or e-mail. Letters and what stands between them are compared as
 * `fold.ts` says, numbers as `phone-search.ts` does. Birth dates may be written 3/14/1980, 3-14-1980, 3/14/80, 3/14 or
 * 1980-03-14; with the day first as well, where that is how the language writes them or there is no such month. Whatever else
 * stands in it is text and never syntax.
 *
 * @returns `null` when nothing in it can be searched for, which matches nobody.
 */
export function searchExpression(text: string, matching: Matching = 'beginnings'): string | null {
  const open = matching === 'beginnings' ? ' *' : '';
  const parts: string[] = [];
  const pieces = piecesOf(text);
  while (pieces.length > 0) {
    const date = dateExpression(pieces[0] ?? '');
    if (date !== null) {
      const [piece = ''] = pieces.splice(0, 1);
      parts.push(/[.-]/.test(piece) ? `${date} OR ${numberExpression([piece], open)}` : date);
      continue;
    }
    const numbers = pieces.splice(0, runLength(pieces, isNumber));
    if (numbers.length > 0) parts.push(numberExpression(numbers, open));
    else parts.push(wordsExpression(pieces.splice(0, runLength(pieces, isWord)), open));
  }
  return parts.length === 0 ? null : parts.map((part) => `(${part})`).join(' AND ');
}

function piecesOf(text: string): string[] {
  return withoutExtensions(withAsciiDigits(text.replace(/^\s*tel:/i, '')))
    .split(/[\s,;]+/u)
    .map((word) => word.replace(/\p{Cc}/gu, ''))
    .filter((word) => foldedWords(word).length > 0);
}

const isNumber = (piece: string): boolean => isPhonePart(piece) && dateExpression(piece) === null;
const isWord = (piece: string): boolean => !isPhonePart(piece);

function runLength(pieces: readonly string[], is: (piece: string) => boolean): number {
  const end = pieces.findIndex((piece) => !is(piece));
  return end < 0 ? pieces.length : end;
}

/** Of more words than this each is looked for by itself. */
const MOST_TOGETHER = 4;

/** All the words; or some of them as one word, as a name may be on file: `Mac Donald`, `van den Berg`. */
function wordsExpression(words: readonly string[], open: string): string {
  const found = (from: number, to: number): string[] => {
    const ways = waysToWrite(words.slice(from, to), open);
    return ways.length === 0 ? [] : [`(${ways.join(' OR ')})`];
  };
  const divided = (from: number): string[] => {
    if (from === words.length) return [''];
    const last = words.length > MOST_TOGETHER ? from + 1 : words.length;
    return Array.from({ length: last - from }, (_, index) => from + 1 + index).flatMap((to) =>
      divided(to).flatMap((rest) =>
        found(from, to).map((first) => (rest === '' ? first : `${first} AND ${rest}`)),
      ),
    );
  };
  return divided(0)
    .map((way) => `(${way})`)
    .join(' OR ');
}

/** A word in each spelling, with what separates its letters and without; several words as one. Digits are no part of that: `1=1` is not 11. */
function waysToWrite(words: readonly string[], open: string): string[] {
  const ways = spellings(words.join(' ')).flatMap((parts) => [
    ...(words.length === 1 ? [parts.join(' ')] : []),
    ...(/\p{N}/u.test(parts.join('')) ? [] : [parts.join('')]),
  ]);
  // An e-mail address is in the index as it is.
  const asItStands = words.length === 1 && words[0]?.includes('@') ? words : [];
  return [...new Set([...ways, ...asItStands])].map((way) => `${quoted(way)}${open}`);
}

/** For `where('patient_id', 'in', …)`: the ids of the patients whom the expression matches. */
export function matchingPatients(expression: string | null): RawBuilder<string> {
  return sql<string>`(
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
    const first = qb.selectFrom('patient').selectAll();
    return db
      .all(first.orderBy('family_name').orderBy('given_name').orderBy('id').limit(limit))
      .map(patientCardFromRow);
  }
  return (isAddress(text) ? withAddress(db, text, limit) : null) ?? inEveryColumn(db, text, limit);
}

function inEveryColumn(db: Db, text: string, limit: number): PatientCard[] {
  const found = new Map<string, PatientCard>();
  for (const expression of [searchExpression(text, 'whole words'), searchExpression(text)]) {
    for (const row of db.all(matchesQuery(expression, limit))) found.set(row.id, patientCardFromRow(row));
    if (found.size >= limit) break;
  }
  return [...found.values()].slice(0, limit);
}

/** An e-mail address that is being typed, past its `@`, and nothing else. */
const isAddress = (text: string): boolean => /^\s*[^\s,;@]+@[^\s,;@]+\s*$/.test(text);

/**
 * Looks up what stands before the `@`, and reads the rest off the rows: half the practice may share a mail server, and the
 * index would go through all of them.
 *
 * @returns `null` where so many share what stands before the `@` that not all of them were read.
 */
function withAddress(db: Db, text: string, limit: number): PatientCard[] | null {
  const before = text.slice(0, text.indexOf('@') + 1);
  const rows = db.all(matchesQuery(searchExpression(before, 'whole words'), LOOKED_THROUGH));
  if (rows.length === LOOKED_THROUGH) return null;
  const typed = spellings(text).map((words) => ` ${words.join(' ')}`);
  const matching = rows.flatMap((row) => {
    const words = ` ${foldedWords(`${row.name} ${row.email ?? ''}`).join(' ')}`;
    if (!typed.some((one) => words.includes(one))) return [];
    return [{ row, whole: typed.some((one) => words.endsWith(one)) }];
  });
  const { whole = [], longer = [] } = Object.groupBy(matching, (one) => (one.whole ? 'whole' : 'longer'));
  return [...whole, ...longer].slice(0, limit).map(({ row }) => patientCardFromRow(row));
}

/** The patients an expression matches, by name. The CROSS JOIN fixes the order: the index finds, and only what it found is looked up (https://www.sqlite.org/optoverview.html). */
export function matchesQuery(expression: string | null, limit: number) {
  return qb
    .selectFrom(
      sql<{ found_row: number }>`(
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

/** A date of birth as a hand writes it, or ISO 8601; `null` where it is none. One that can be read in two ways is looked for in both. */
function dateExpression(word: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
  if (iso) return birthDate(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  const written = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{0,4}))?$/.exec(word);
  if (!written || (written[2] !== '/' && written[4] === undefined)) return null;
  const [, first = '', , second = '', year = ''] = written;
  const ways = monthsAndDays(first, second).map(([month, day]) => inYear(year, month, day));
  return ways.length === 0 ? inYear(year, first, second) : ways.join(' OR ');
}

/** Month first, as the practice writes it; in languages that begin with the day either. */
function monthsAndDays(first: string, second: string): (readonly [month: string, day: string])[] {
  const ways = [
    [first, second],
    [second, first],
  ] as const;
  const possible = ways.filter(([month, day]) => Number(month) <= 12 && Number(day) <= 31);
  return t.language.DAY_FIRST ? possible : possible.slice(0, 1);
}

function inYear(year: string, month: string, day: string): string {
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
  return /^[+()./\d\p{Pd}−·•_]+$/u.test(word) && /\d/.test(word);
}

/** Digits: a phone number in one or several pieces; or part of a birth date. */
function numberExpression(pieces: readonly string[], open: string): string {
  const asPhone = dialled(pieces.join(' ')).map((number) => `phone_digits : ${quoted(number)}${open}`);
  const asWords = pieces.map((piece) => `(${quoted(piece)}${open})`).join(' AND ');
  return [...asPhone, `(${asWords})`].join(' OR ');
}
