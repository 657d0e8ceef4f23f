import { z } from 'zod';
import { readEmailAddress } from './email-address.ts';
import { isPlainDate, type PlainDate } from './time.ts';

/** What is known of a patient who is not on file yet. */
export interface NewPatient {
  /** Given and middle names. */
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: PlainDate | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** As typed: `newPatientProblems` says what is wrong with it. */
export const newPatient = z.strictObject({
  givenName: z.string().max(1000),
  familyName: z.string().max(1000),
  birthDate: z.string().max(100).nullable(),
  phone: z.string().max(1000).nullable(),
  email: z.string().max(1000).nullable(),
});

export type NewPatientField = keyof NewPatient;

/** What can be wrong with a field. */
export const NEW_PATIENT_PROBLEMS = [
  'name-missing',
  'name-too-long',
  'birth-date-invalid',
  'birth-date-future',
  'birth-date-too-early',
  'phone-invalid',
  'email-invalid',
] as const;
export type NewPatientProblem = (typeof NEW_PATIENT_PROBLEMS)[number];

/** The longest given and the longest family name, in UTF-16 code units. */
const LONGEST_NAME = 200;

/** Nobody has been older: an earlier year is a slip of the finger. */
const OLDEST_YEARS = 130;

/**
 * As it is kept: Unicode NFC, no control characters, single spaces, nothing around it; what is left empty is `null`.
 */
export function tidied(given: NewPatient): NewPatient {
  return {
    givenName: oneLine(given.givenName),
    familyName: oneLine(given.familyName),
    birthDate: orNull(given.birthDate),
    phone: orNull(given.phone),
    email: tidiedEmail(given.email),
  };
}

/** "Given Family", as it is shown. */
export const fullName = ({ givenName, familyName }: Pick<NewPatient, 'givenName' | 'familyName'>): string =>
  [givenName, familyName].filter((part) => part !== '').join(' ');

/**
 * What is wrong with each field of what `tidied` gave; empty when the patient can be added. A person may have one name only,
 * and need not say when they were born or how to reach them. `today` is the clinic's date.
 */
export function newPatientProblems(
  patient: NewPatient,
  today: PlainDate,
): Partial<Record<NewPatientField, NewPatientProblem>> {
  const found: Partial<Record<NewPatientField, NewPatientProblem>> = {};
  if (fullName(patient) === '') found.familyName = 'name-missing';
  if (patient.givenName.length > LONGEST_NAME) found.givenName = 'name-too-long';
  if (patient.familyName.length > LONGEST_NAME) found.familyName = 'name-too-long';
  const birthDate = patient.birthDate === null ? null : birthDateProblem(patient.birthDate, today);
  if (birthDate !== null) found.birthDate = birthDate;
  if (patient.phone !== null && !looksLikePhone(patient.phone)) found.phone = 'phone-invalid';
  if (patient.email !== null && readEmailAddress(patient.email) === null) found.email = 'email-invalid';
  return found;
}

function birthDateProblem(date: string, today: PlainDate): NewPatientProblem | null {
  if (!isPlainDate(date)) return 'birth-date-invalid';
  // Dates of this shape compare as text.
  if (date > today) return 'birth-date-future';
  return Number(today.slice(0, 4)) - Number(date.slice(0, 4)) > OLDEST_YEARS ? 'birth-date-too-early' : null;
}

/** A telephone number as it is kept; null where what was typed is none. */
export function readTypedPhone(typed: string): string | null {
  const phone = oneLine(typed);
  return looksLikePhone(phone) ? phone : null;
}

/** Digits with what people write between them, and an extension. */
function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return (
    text.length <= 40 && digits >= 3 && digits <= 25 && /^[+\d\s()./-]+(?:(?:x|ext\.?|#)\s*\d+)?$/i.test(text)
  );
}

const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim();

/** The address that was meant; as typed where that is none. */
function tidiedEmail(text: string | null): string | null {
  const kept = orNull(text);
  return kept === null ? null : (readEmailAddress(kept) ?? kept);
}

function orNull(text: string | null): string | null {
  const kept = text === null ? '' : oneLine(text);
  return kept === '' ? null : kept;
}
