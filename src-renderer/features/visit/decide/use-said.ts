import type { Words } from '../../../../src-shared/domain/commands.ts';
import type { PracticeRules, Reason } from '../../../../src-shared/domain/practice.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { EmailPreview } from '../../../../src-shared/ipc/request-views.ts';
import type { Result } from '../../../../src-shared/result.ts';
import type { GivenDecision } from '../../../stores/decisions.ts';
import type { OpenDecision } from '../../../stores/dialogs.ts';
import type { FilledDraft } from '../form/use-draft.ts';
import { wouldTake } from './describe.ts';
import type { Objection } from './OverlapWarning.tsx';
import {
  lateNoticeOf,
  pickedReason,
  readWords,
  reasonsFor,
  type WordsProblems,
  withWords,
  wordsToTry,
} from './open-decision.ts';
import { useObjections, usePreview } from './use-preview.ts';

interface Said {
  readonly notify: boolean;
  readonly reasons: readonly Reason[] | null;
  readonly picked: Reason | null;
  readonly said: Result<Words, WordsProblems>;
  /** What speaks against the times, each with the time. */
  readonly objections: readonly Objection[];
  readonly overrideMissing: boolean;
  /** Nobody has said whether the late cancellation is charged. */
  readonly lateChargeMissing: boolean;
  /** The decision as **Send** gives it; `null` while something is missing. */
  readonly given: GivenDecision | null;
  /** The e-mail it would send. */
  readonly preview: EmailPreview | null;
  readonly loading: boolean;
  /** Why it would be refused. */
  readonly refusal: AppError | null;
}

/** What has been said of a decision so far, and what would come of it. */
export function useSaid(decision: OpenDecision, draft: FilledDraft, lists: PracticeRules['reasons']): Said {
  const { type } = decision.command;
  // Who has asked for something is always answered.
  const notify = decision.on === 'request' || draft.notify;
  const reasons = reasonsFor(type, lists);
  const picked = pickedReason(draft, type, reasons);
  const said = readWords(draft, picked);
  const lateCharge = lateNoticeOf(decision) === null ? null : (draft.lateCharge ?? null);
  const lateChargeMissing = lateNoticeOf(decision) !== null && lateCharge === null;
  const plain = withWords(decision, {
    words: wordsToTry(reasons),
    notify,
    overrideReason: '',
  });
  const { conflict, error } = useObjections(plain);
  const each = useObjectionsToEach(decision, plain);
  const [first] = wouldTake(decision);
  const objections =
    each.length > 0 || conflict === null || first === undefined ? each : [{ conflict, take: first }];
  const overrideMissing = objections.length > 0 && draft.overrideReason.trim() === '';
  // A reason typed for another time, over which something stood, says nothing about a free one.
  const overrideReason = objections.length === 0 ? '' : draft.overrideReason;
  const given =
    said.ok && !overrideMissing && !lateChargeMissing
      ? withWords(decision, { words: said.value, notify, overrideReason, lateCharge })
      : null;
  const tried = usePreview(given);
  return {
    notify,
    reasons,
    picked,
    said,
    objections,
    overrideMissing,
    lateChargeMissing,
    given,
    preview: tried.preview,
    loading: tried.loading,
    refusal: error ?? tried.error,
  };
}

/** What speaks against each of several proposed times, as if it were the only one. None for what takes a single time. */
function useObjectionsToEach(decision: OpenDecision, plain: GivenDecision): readonly Objection[] {
  const takes = wouldTake(decision);
  const found = [
    useObjections(withTimeAt(plain, 0)).conflict,
    useObjections(withTimeAt(plain, 1)).conflict,
    useObjections(withTimeAt(plain, 2)).conflict,
  ];
  return takes.flatMap((take, index) => {
    const conflict = found[index] ?? null;
    return conflict === null ? [] : [{ conflict, take }];
  });
}

/** The proposal of the time at `index` alone; null where several are not proposed, or not as many. */
function withTimeAt(given: GivenDecision, index: number): GivenDecision | null {
  if (given.on !== 'request' || given.command.type !== 'propose') return null;
  const { slots } = given.command;
  const slot = slots[index];
  if (slots.length < 2 || slot === undefined) return null;
  return { ...given, command: { ...given.command, slots: [slot] } };
}
