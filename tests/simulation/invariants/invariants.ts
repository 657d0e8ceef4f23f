import { allAgree } from './agreement.ts';
import {
  eachDecisionOnce,
  inTheOrderMade,
  nothingFallsByItself,
  whatIsResolvedStaysSo,
  whatWasAcceptedIsKept,
} from './decisions.ts';
import type { Evidence } from './evidence.ts';
import { noYesIsLost } from './late-answers.ts';
import { everybodyIsTold, everyLetterEnded, oneLetterADecision } from './letters.ts';
import { oneOfEachOffer } from './offers.ts';
import { everyDoubleBookingIsKnown, nothingConfirmedIsTold } from './overlaps.ts';
import { anOwnTimeIsTheWish, noOwnTimeIsLost } from './own-times.ts';
import { theRecordIsComplete } from './record.ts';
import { whatWasTypedIsThere } from './words.ts';

const INVARIANTS: readonly ((evidence: Evidence) => string[])[] = [
  whatWasAcceptedIsKept,
  eachDecisionOnce,
  inTheOrderMade,
  nothingFallsByItself,
  whatIsResolvedStaysSo,
  allAgree,
  everyLetterEnded,
  everybodyIsTold,
  oneLetterADecision,
  theRecordIsComplete,
  whatWasTypedIsThere,
  everyDoubleBookingIsKnown,
  nothingConfirmedIsTold,
  noOwnTimeIsLost,
  noYesIsLost,
  anOwnTimeIsTheWish,
  oneOfEachOffer,
];

/** What does not hold once everything has come to rest; empty when everything does. */
export const violations = (evidence: Evidence): string[] => INVARIANTS.flatMap((holds) => holds(evidence));
