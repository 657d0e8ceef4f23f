import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../src-main/adapters/sheet-files.ts';
import { automaticDays } from '../../../src-main/features/sheet/automatic-days.ts';
import { fileNames, outdated } from '../../../src-main/features/sheet/file-names.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';

const practice = { ...defaultRules.practice, closedDays: [{ date: '2026-11-26', name: 'Thanksgiving' }] };

it.each([
  ['2026-11-23', 2, 'Monday: tomorrow'],
  ['2026-11-20', 4, 'Friday: up to Monday'],
  ['2026-11-25', 3, 'the day before a holiday: up to the day after it'],
])('from %s on, %i days (%s)', (today, days) => {
  expect(automaticDays('next-open', today, practice)).toBe(days);
  expect(automaticDays('week', today, practice)).toBe(7);
});

it('of a practice that is closed for weeks, today and tomorrow', () => {
  expect(automaticDays('next-open', '2026-11-23', { ...practice, hours: [] })).toBe(2);
});

it('only our own files grow old, the last seven days stay', () => {
  const { html, pdf } = fileNames('2026-11-16');
  expect([html, pdf]).toEqual(['reslot-2026-11-16.html', 'reslot-2026-11-16.pdf']);
  const names = [
    html,
    pdf,
    'reslot-2026-11-17.html',
    'reslot-2026-11-16.html.0b9c2f6e-58b8-4c11-a3b8-1de2ac0c1d55.new',
    'reslot-2026-11-16.html.bak',
    'reslot-2026-11-16-notes.html',
    'my-reslot-2026-11-16.html',
    'reslot-2026-13-45.html',
    'reslot.sqlite',
    'holidays.pdf',
  ];
  expect(outdated(names, '2026-11-22')).toEqual([]);
  expect(outdated(names, '2026-11-23')).toEqual([html, pdf, names[3]]);
});

describe('what the system says of a folder', () => {
  it.each([
    ['ENOENT', 'sheet-folder-gone'],
    ['ENOTDIR', 'sheet-folder-gone'],
    ['ENOSPC', 'sheet-folder-full'],
    ['EDQUOT', 'sheet-folder-full'],
    ['EACCES', 'sheet-folder-unwritable'],
    ['EROFS', 'sheet-folder-unwritable'],
    ['ETIMEDOUT', 'sheet-folder-slow'],
    ['EIO', 'sheet-folder-unwritable'],
  ])('%s', (code, problem) => {
    expect(problemOf(code)).toBe(problem);
  });
});
