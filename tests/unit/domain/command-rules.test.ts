import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS, isCommandType } from '../../../src-shared/domain/command-rules.ts';
import { DESK_COMMAND_TYPES } from '../../../src-shared/domain/commands.ts';
import { scheduleCommand } from '../../../src-shared/domain/schedule-command.ts';

const types = Object.keys(COMMANDS).filter(isCommandType);

test('what a receptionist can give is what a window can send', () => {
  const given = types.filter((type) => COMMANDS[type].by === 'receptionist');
  expect(given.filter((type) => COMMANDS[type].onRequest !== null).sort()).toEqual(
    [...DESK_COMMAND_TYPES].sort(),
  );
  expect(given.filter((type) => COMMANDS[type].onSchedule !== null).sort()).toEqual(
    scheduleCommand.options.map((option) => option.shape.type.value).sort(),
  );
});

test('what nobody at the desk gives is never given on the schedule', () => {
  for (const type of types.filter((one) => COMMANDS[one].by !== 'receptionist'))
    expect([type, COMMANDS[type].onSchedule]).toEqual([type, null]);
});

test('a word that names no command is none', () => {
  for (const word of ['hand-over', '', 'toString', null, 7]) expect(isCommandType(word)).toBe(false);
});

test('docs/changing.md leads to every file that deals with the commands one by one', () => {
  const named = [...readFileSync('docs/changing.md', 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(
    ([, path]) => path ?? '',
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  const oneByOne = (path: string): boolean => {
    const text = readFileSync(path, 'utf8');
    const told = types.filter((type) =>
      new RegExp(`case '${type}':|literal\\('${type}'\\)|^\\s+'?${type}'?: `, 'm').test(text),
    );
    return told.length >= 10;
  };
  // What stands in English has its like in each other language, as the document says.
  const found = globSync('src-{main,shared,renderer}/**/*.{ts,tsx}', {
    exclude: ['src-shared/text/{es,de}/**'],
  }).filter(oneByOne);
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter((path) => !named.includes(path.replaceAll('\\', '/')))).toEqual([]);
});
