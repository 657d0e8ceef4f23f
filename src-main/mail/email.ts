import type { LetterLanguage } from '../../src-shared/domain/letters.ts';
import type { Location, Patient, Practitioner } from '../../src-shared/domain/patient.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { RequestKind } from '../../src-shared/domain/request.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';

/** What an e-mail needs to know beside its intent. */
export interface EmailContext {
  readonly rules: PracticeRules;
  readonly patient: Patient;
  /** Provider and place of `intent.appointment`. */
  readonly practitioner: Practitioner | null;
  readonly location: Location | null;
  /** `null` for a change made on the schedule without a request. */
  readonly requestKind: RequestKind | null;
  /** The request's id, with which a link to the portal leads to it; `null` likewise. */
  readonly requestId: string | null;
  /** For `proposed`: when the proposal expires (`proposal.expiresAt` of the changed request); else `null`. */
  readonly answerBy: EpochMs | null;
  /** The practice's sender address: the calendar's organizer. Empty while no mail server is set up. */
  readonly fromAddress: string;
  /** The letter's. */
  readonly language: LetterLanguage;
  readonly now: EpochMs;
}

/** An e-mail in words, complete: what the preview shows, what is queued and what is sent are this. */
export interface ComposedEmail {
  /** One line, without the patient's name or anything about the visit. */
  readonly subject: string;
  /** Lines end with `\n`. */
  readonly text: string;
  /** A whole HTML document that says exactly what `text` says. */
  readonly html: string;
  /** An iTIP object (RFC 5546), or `null` where the patient's calendar must not be touched or there is no address. */
  readonly calendar: { readonly method: 'REQUEST' | 'CANCEL'; readonly ics: string } | null;
}
