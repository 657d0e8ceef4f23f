import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { t } from '../../../../src-shared/text/text.ts';

/** Every word of the catalogue that stands by itself. */
function* wordsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* wordsIn(one);
}

/** What a patient does, in the words of their portal. */
const OF_THE_PORTAL = ['Withdraw', 'Ask again'];

it('the words in bold of docs/workflow.md are words on the screen', () => {
  const bold = [...readFileSync('docs/workflow.md', 'utf8').matchAll(/\*\*([A-Z][^*]+)\*\*/g)].map(
    ([, word = '']) => word.replaceAll('\n', ' '),
  );
  const onScreen = new Set([...wordsIn(t), ...OF_THE_PORTAL]);
  expect(bold.length).toBeGreaterThan(50);
  expect(bold.filter((word) => !onScreen.has(word))).toEqual([]);
});
