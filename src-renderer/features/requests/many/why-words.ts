import type { LeftOut, ManyAct } from '../../../../src-shared/domain/many-requests.ts';
import { commandOfAct } from '../../../../src-shared/ipc/chosen-request.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';

/** Why a request is left out, in words. `names`: of those that were chosen. */
export function whyWords(
  why: LeftOut,
  row: RequestRow,
  act: ManyAct,
  names: ReadonlyMap<string, string>,
  moment: Moment,
): string {
  const others = 'with' in why ? why.with.map((id) => names.get(id) ?? '') : [];
  return t.many.whyLeftOut(why, others, inTheWay(why, row, act, moment));
}

function inTheWay(why: LeftOut, row: RequestRow, act: ManyAct, moment: Moment): string {
  if (why.why === 'obstacle') {
    const { obstacle } = why;
    if (obstacle.code === 'patient-differs') return t.requestSentences.differsWords(obstacle, row);
    return t.requestSentences
      .obstacleSentences(obstacle, row, moment)
      .map(({ text }) => text)
      .join(' · ');
  }
  const code = row.refused[commandOfAct(act, row.kind)];
  return code === undefined ? '' : t.errors.errorSentence({ code });
}
