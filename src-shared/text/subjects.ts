/** What sentences are about, in any language. */
import type { EpochMs, PlainDate, ZoneId } from '../domain/time.ts';

/** The clinic's zone and the present, which sentences about times need. */
export interface Moment {
  readonly zone: ZoneId;
  readonly now: EpochMs;
}

/** The same where times are told; `now` is `null` on paper, in files and on the record, which are read in other years: each date has its own. */
export interface Telling {
  readonly zone: ZoneId;
  readonly now: EpochMs | null;
}

/** A patient as they are named: two of one name are told apart by the date of birth. */
export interface NamedPatient {
  readonly patientName: string;
  readonly birthDate: PlainDate | null;
}

/** Whose visit would take a time all the same, and what it would be called then. */
export interface WouldTake {
  readonly patientName: string;
  readonly as: 'booked' | 'proposed' | 'standing';
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** How well the desk stands with portal and mail server, the best first. */
export type StatusTone = 'good' | 'busy' | 'waiting' | 'bad';

/** What a sign of a request's row is: something in the way, something to know, something that is awaited or done. */
export type SignLevel = 'problem' | 'hint' | 'wait' | 'good';

/** The sections of the Settings screen. */
export type SectionId =
  | 'practice'
  | 'policy'
  | 'reasons'
  | 'email'
  | 'blocked'
  | 'letters'
  | 'portal'
  | 'mail'
  | 'visitTypes'
  | 'times'
  | 'sheet'
  | 'backups'
  | 'users'
  | 'desk'
  | 'appearance';

/** What marks an entry of the schedule besides its status, in a few words. */
export interface EntryMark {
  readonly of: 'change' | 'offer' | 'requests';
  readonly words: string;
}
