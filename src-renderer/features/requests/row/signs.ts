import type { RequestMark, RequestOutcome } from '../../../../src-shared/domain/request.ts';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment, SignLevel } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';

/** What to know about a request, in words. */
export interface RequestSign {
  readonly key: string;
  readonly tone: SignLevel;
  readonly text: string;
}

/** Ends that nobody at the desk brought about. */
const QUIET: readonly RequestOutcome[] = ['withdrawn', 'superseded', 'closed-elsewhere'];

/** The signs of an open row's list, as `me`, the user signed in, sees it: how it ended, marks, what stands in the way, what is still on its way. */
export function signsOf(
  row: RequestRow,
  moment: Moment,
  freed: FreedSlotView | null,
  me: string | null,
): RequestSign[] {
  const signs: RequestSign[] = [];
  if (row.state === 'resolved')
    signs.push({
      key: 'outcome',
      tone: row.outcome !== null && QUIET.includes(row.outcome) ? 'hint' : 'good',
      text: t.requestSentences.outcomeSentence(row, moment),
    });
  if (row.snoozedUntil !== null)
    signs.push({
      key: 'snoozed',
      tone: 'wait',
      text: t.requestSentences.snoozedSentence(row.snoozedUntil, moment),
    });
  if (row.mark !== null && row.state === 'open') signs.push(markSign(row.mark));
  if (row.proposal !== null && row.state === 'awaiting-patient')
    signs.push({
      key: 'proposal',
      tone: 'hint',
      text: t.requestSentences.proposalSentence(row.proposal, moment),
    });
  if (row.proposal?.sharedWith !== undefined)
    signs.push({ key: 'shared', tone: 'hint', text: t.freedSlots.alsoOffered(row.proposal.sharedWith) });
  if (row.state !== 'resolved') {
    // One code may stand there several times: an absence of each provider, say.
    for (const [place, obstacle] of row.obstacles.entries()) {
      if (obstacle.code === 'patient-differs') continue;
      for (const [index, sentence] of t.obstacles.obstacleSentences(obstacle, row, moment).entries()) {
        signs.push({ key: `${obstacle.code}-${place}-${index}`, tone: sentence.level, text: sentence.text });
      }
    }
  }
  const delivery = t.requestSentences.deliverySentence(row);
  if (delivery !== null) signs.push({ key: 'delivery', tone: delivery.level, text: delivery.text });
  const mail = t.requestSentences.mailSentence(row);
  if (mail !== null) signs.push({ key: 'mail', tone: mail.level, text: mail.text });
  if (row.state !== 'resolved') {
    const isMine = (userId: string): boolean => userId === me || userId === '';
    if (row.typedBy.some(({ userId }) => isMine(userId)))
      signs.push({ key: 'draft', tone: 'hint', text: t.requests.words.typed });
    const others = row.typedBy.flatMap(({ userId, name }) => (isMine(userId) || name === null ? [] : [name]));
    if (others.length > 0)
      signs.push({ key: 'begun', tone: 'hint', text: t.requestSentences.begunBy(others) });
  }
  if (freed !== null && row.state === 'open')
    signs.push({ key: 'freed', tone: 'good', text: t.freedSlots.cameFree(freed, moment) });
  return signs;
}

/** A time of the patient's own is a wish like the first: what stands in its way matters more. */
const markSign = (mark: RequestMark): RequestSign =>
  mark === 'own-time'
    ? { key: 'own-time', tone: 'wait', text: t.requests.MARK[mark] }
    : { key: 'mark', tone: 'problem', text: t.requests.MARK[mark] };

/** From the one that a decision depends on most to the one that only tells. */
const WEIGHT: readonly SignLevel[] = ['problem', 'wait', 'good', 'hint'];

/**
 * The one sign that a closed row has room for. What the portal refused comes first, then whose request it is, then what
 * stands in the way; then what the policy says of a cancellation within it. `null` where nothing is to be said.
 */
export function topSignOf(
  row: RequestRow,
  moment: Moment,
  freed: FreedSlotView | null,
  me: string | null,
): RequestSign | null {
  if (row.conflict !== null)
    return {
      key: 'conflict',
      tone: 'problem',
      text: t.requestSentences.conflictSentence(row.conflict, moment),
    };
  const differs = row.obstacles.find((one) => one.code === 'patient-differs');
  if (differs !== undefined && row.state !== 'resolved')
    return { key: differs.code, tone: 'problem', text: t.obstacles.differsWords(differs, row) };
  const signs = signsOf(row, moment, freed, me);
  const policy = row.state === 'open' ? row.policy : null;
  if (policy !== null)
    signs.push({
      key: 'policy',
      tone: policy.within ? 'problem' : 'hint',
      text: t.requestSentences.policySentence(policy, moment),
    });
  if (row.deskNote !== null)
    signs.push({ key: 'note', tone: 'hint', text: t.requestSentences.deskNoteSentence(row.deskNote) });
  for (const tone of WEIGHT) {
    const found = signs.find((sign) => sign.tone === tone);
    if (found !== undefined) return found;
  }
  return null;
}
