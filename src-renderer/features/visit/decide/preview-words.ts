import type { Words } from '../../../../src-shared/domain/commands.ts';
import type { Result } from '../../../../src-shared/result.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { WordsProblems } from './open-decision.ts';

/** What stands in place of the preview while there is none. */
export function previewWords(
  said: Result<Words, WordsProblems>,
  overrideMissing: boolean,
  loading: boolean,
  lateChargeMissing = false,
): string {
  if (!said.ok) {
    if (said.error.reason === 'other-missing') return t.requests.words.previewNeedsWords;
    return said.error.reason === null ? t.requests.words.previewTooLong : t.requests.words.previewWaiting;
  }
  if (overrideMissing) return t.requests.words.previewNeedsOverride;
  if (lateChargeMissing) return t.requests.words.previewNeedsCharge;
  return loading ? t.common.common.loading : t.requests.words.previewNone;
}
