import { expect, test } from 'vitest';
import { answerSentence } from '../../../../src-shared/text/en/portal-answers.ts';

const zone = 'America/Chicago';
const START = Date.parse('2026-11-30T16:10:00Z');
const moment = { zone, now: START };
const ANA = { patientName: 'Ana Flores' };
const plain = { by: 'Rosa Flores', answer: 'accepted', comment: '', suggested: null, to: null } as const;

test.each<[Parameters<typeof answerSentence>[0], string]>([
  [
    { code: 'answered-by-another', ...plain, by: null, answer: 'declined' },
    'Somebody else declined the proposal in the portal, who is not known to act for Ana Flores: nothing was done. Ask Ana Flores and record the answer',
  ],
  [
    { code: 'answer-to-confirm', acting: true, ...plain },
    'Rosa Flores accepted the proposal in the portal for Ana Flores: nothing is done by itself. Record the answer, or decide otherwise, once it is certain',
  ],
  [
    {
      code: 'answer-to-confirm',
      acting: false,
      ...plain,
      by: null,
      answer: 'tentative',
      comment: ' After\n\nfour ',
      suggested: { start: START, end: null },
    },
    'Ana Flores tentatively accepted the proposal in the portal: nothing is done by itself. Suggested instead: from Mon, Nov 30, 10:10 AM. “After four” Record the answer, or decide otherwise, once it is certain',
  ],
  [
    {
      code: 'answer-to-confirm',
      acting: false,
      ...plain,
      answer: 'needs-action',
      comment: '🙂'.repeat(301),
      suggested: { start: START, end: START + 60_000 },
    },
    `Rosa Flores has not decided about the proposal in the portal: nothing is done by itself. Suggested instead: Mon, Nov 30, 10:10 AM – 10:11 AM. “${'🙂'.repeat(300)}…” Record the answer, or decide otherwise, once it is certain`,
  ],
  [
    {
      code: 'answer-to-confirm',
      acting: false,
      ...plain,
      by: null,
      answer: 'declined',
      comment: 'I work until four.',
      suggested: { start: START, end: START + 1_800_000 },
      notTaken: true,
    },
    'Ana Flores asks for another time instead, in the portal: Mon, Nov 30, 10:10 AM – 10:40 AM. “I work until four.” The practice does not take such times there: nothing is done by itself. Call Ana Flores, and record the answer or decide otherwise',
  ],
  [
    { code: 'answer-to-confirm', acting: false, ...plain, by: null, late: 'replaced' },
    'Ana Flores accepted the earlier proposal in the portal. It did not wait any more: nothing was done. Ask Ana Flores, and decide again',
  ],
])('an answer that a person has to read says who, what and what to do: %j', (given, sentence) => {
  expect(answerSentence(given, { state: 'awaiting-patient', appointment: ANA }, moment)).toBe(sentence);
});

test.each<[Parameters<typeof answerSentence>[0], string]>([
  [
    { code: 'answered-by-another', ...plain },
    'Rosa Flores accepted the proposal in the portal, who is not known to act for Ana Flores. The proposal has run out: nothing was done. Ask Ana Flores, and decide again',
  ],
  [
    { code: 'answer-to-confirm', acting: true, ...plain, comment: 'He may' },
    'Rosa Flores accepted the proposal in the portal for Ana Flores. The proposal has run out: nothing was done. “He may” Ask Ana Flores, and decide again',
  ],
  [
    { code: 'answer-to-confirm', acting: false, ...plain, by: null, late: 'over' },
    'Ana Flores accepted the proposal in the portal. It did not wait any more: nothing was done. Ask Ana Flores, and decide again',
  ],
])('an answer to a proposal that has run out is for who decides again: %j', (given, sentence) => {
  expect(answerSentence(given, { state: 'open', appointment: ANA }, moment)).toBe(sentence);
});
