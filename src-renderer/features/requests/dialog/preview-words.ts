import type { Words } from '../../../../src-shared/domain/commands.ts';
import type { Result } from '../../../../src-shared/result.ts';
import { common } from '../../../../src-shared/text/en/common.ts';
import { words } from '../../../../src-shared/text/en/requests.ts';
import type { WordsProblems } from './purpose.ts';

/** What stands in place of the preview while there is none. */
export function previewWords(
  said: Result<Words, WordsProblems>,
  overrideMissing: boolean,
  loading: boolean,
): string {
  if (!said.ok) {
    if (said.error.reason === 'other-missing') return words.previewNeedsWords;
    return said.error.reason === null ? words.previewTooLong : words.previewWaiting;
  }
  if (overrideMissing) return words.previewNeedsOverride;
  return loading ? common.loading : words.previewNone;
}
