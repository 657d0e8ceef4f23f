import type { LateCharge } from '../../../../src-shared/domain/cancellation-policy.ts';
import { COMMANDS } from '../../../../src-shared/domain/command-rules.ts';
import { MESSAGE_LIMIT, type Words } from '../../../../src-shared/domain/commands.ts';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import type { PracticeRules, Reason } from '../../../../src-shared/domain/practice.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { err, ok, type Result } from '../../../../src-shared/result.ts';
import type { ReasonProblem } from '../../../../src-shared/text/text.ts';
import type { GivenDecision } from '../../../stores/decisions.ts';
import type { OpenDecision } from '../../../stores/dialogs.ts';

export const OTHER = 'other';

type CommandType = OpenDecision['command']['type'] | 'message';

/** The pick list of reasons; `null` where no reason is asked for. */
export function reasonsFor(type: CommandType, reasons: PracticeRules['reasons']): readonly Reason[] | null {
  switch (type) {
    case 'propose':
    case 'update':
      return reasons.change;
    case 'deny':
    case 'keep':
      return reasons.deny;
    case 'cancel-appointment':
    case 'approve':
      return reasons.cancel;
    case 'book':
    case 'message':
      return null;
  }
}

/** Of a booking or a message, which needs none. */
const NO_REASON: Reason = { code: 'booked', text: '' };

/**
 * The reason picked, if it is one of the list. An approved cancellation was the patient's own wish, so that is the reason until
 * another is picked.
 */
export function pickedReason(
  { reasonCode }: Pick<Draft, 'reasonCode'>,
  type: CommandType,
  reasons: readonly Reason[] | null,
): Reason | null {
  if (reasons === null) return NO_REASON;
  const named = (wanted: string): Reason | undefined => reasons.find(({ code }) => code === wanted);
  return named(reasonCode) ?? (type === 'approve' ? (named('requested-by-patient') ?? null) : null);
}

export interface WordsProblems {
  readonly reason: ReasonProblem | null;
  readonly messageTooLong: boolean;
}

/** What the patient will be told, or what is missing. */
export function readWords(draft: Draft, picked: Reason | null): Result<Words, WordsProblems> {
  const other = picked?.code === OTHER;
  const reason =
    picked === null ? 'reason-missing' : other && draft.otherReason.trim() === '' ? 'other-missing' : null;
  const message = draft.message.trim();
  const messageTooLong = message.length > MESSAGE_LIMIT;
  if (picked === null || reason !== null || messageTooLong) return err({ reason, messageTooLong });
  return ok({
    reasonCode: picked.code,
    reasonText: other ? draft.otherReason.trim() : picked.text,
    message,
  });
}

/**
 * The words a decision is tried out with before anybody has chosen a reason: what speaks against its time is to be known at
 * once.
 */
export const wordsToTry = (reasons: readonly Reason[] | null): Words => ({
  reasonCode: reasons?.[0]?.code ?? '',
  reasonText: reasons?.[0]?.text ?? '',
  message: '',
});

const cancels = (type: CommandType): boolean => type === 'approve' || type === 'cancel-appointment';

/**
 * The charges notice on which something has to be said, whether the patient is charged or not; null where it does not apply: a wish to
 * cancel is granted so late.
 */
export const lateNoticeOf = (decision: OpenDecision): string | null =>
  decision.on === 'request' && decision.row.kind === 'cancel' && cancels(decision.command.type)
    ? (decision.row.policy?.chargesText ?? null)
    : null;

/** The proposal with the further times that are to be chosen from, each once; any other decision as it is. */
export function withAlternatives(decision: OpenDecision, alternatives: readonly VisitSlot[]): OpenDecision {
  if (decision.on !== 'request' || decision.command.type !== 'propose') return decision;
  const { command } = decision;
  const [first] = command.slots;
  if (first === undefined) return decision;
  const length = first.end - first.start;
  // With whom and where, and for how long, is said once: also of a time that was added to another one.
  const others = alternatives
    .filter(({ start }, index) => start !== first.start && indexOfStart(alternatives, start) === index)
    .map(({ start }) => ({ ...first, start, end: start + length }));
  return { ...decision, command: { ...command, slots: [first, ...others] } };
}

const indexOfStart = (slots: readonly VisitSlot[], start: EpochMs): number =>
  slots.findIndex((one) => one.start === start);

/** What the dialog asks for. */
interface Said {
  readonly words: Words;
  /** The patient is told of what is done on the schedule. */
  readonly notify: boolean;
  /** Why the time is taken although something speaks against it; empty where nothing does. */
  readonly overrideReason: string;
  /** What is said of the charge for a late cancellation; null, or left out, where there is none. */
  readonly lateCharge?: LateCharge | null;
}

/** The decision that **Send** gives. */
export function withWords(
  decision: OpenDecision,
  { words, notify, overrideReason, lateCharge = null }: Said,
): GivenDecision {
  const reason = overrideReason.trim();
  const takesTime = COMMANDS[decision.command.type].takes !== null;
  const override = reason === '' || !takesTime ? {} : { override: { reason } };
  if (decision.on === 'request') {
    const { command } = decision;
    const charge = lateCharge === null || !cancels(command.type) ? {} : { lateCharge };
    return { ...decision, command: { ...command, words, ...override, ...charge } };
  }
  if ('patient' in decision)
    return { ...decision, command: { ...decision.command, message: words.message, notify, ...override } };
  return { ...decision, command: { ...decision.command, words, notify, ...override } };
}
