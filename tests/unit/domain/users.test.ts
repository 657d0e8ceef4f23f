import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameUserName, secretProblem, userName, waitAfter } from '../../../src-shared/domain/users.ts';
import { isNobodysName } from '../../../src-shared/text/stored-names.ts';

describe('what somebody may sign in with', () => {
  it.each([
    ['', 'secret-short'],
    ['28041', 'secret-short'],
    ['abc4567', 'secret-short'],
    ['000000', 'secret-common'],
    ['123456', 'secret-common'],
    ['654321', 'secret-common'],
    ['567890', 'secret-common'],
    ['121212', 'secret-common'],
    ['123123', 'secret-common'],
    ['159753', 'secret-common'],
    ['abcdefgh', 'secret-common'],
    ['Password1!', 'secret-common'],
    ['robin field', 'secret-common'],
    ['280417', null],
    ['2804176', null],
    ['the blue door', null],
    ['öäüßöäü1', null],
  ])('%j: %j', (secret, problem) => {
    expect(secretProblem(secret, 'Robin Field')).toBe(problem);
  });

  it('fewer than six digits never', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,5}$/), (digits) => {
        expect(secretProblem(digits, 'Robin')).toBe('secret-short');
      }),
    );
  });
});

describe('how long a wrong one makes wait', () => {
  it('nothing at first, then longer, and never longer than a quarter of an hour', () => {
    expect([0, 1, 4, 5, 6, 7, 8, 9, 10].map(waitAfter)).toEqual([
      0, 0, 0, 30_000, 60_000, 120_000, 300_000, 900_000, 900_000,
    ]);
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (failures) => {
        expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(waitAfter(failures));
        expect(waitAfter(failures)).toBeLessThanOrEqual(900_000);
      }),
    );
  });
});

describe('names', () => {
  it('are one line that can be read', () => {
    expect(userName.parse('  Ana María ')).toBe('Ana María');
    for (const name of ['', '   ', 'a\nb', 'x\u202Ey', 'a'.repeat(61)])
      expect(userName.safeParse(name).success, name).toBe(false);
  });

  it('tell people apart whatever the case', () => {
    expect(sameUserName('Ana', 'ANA')).toBe(true);
    expect(sameUserName('Ana', 'Anna')).toBe(false);
    expect(sameUserName('An a', 'Ana')).toBe(false);
  });

  it.each([
    'Ana\u200b Ruiz',
    'A\u00adna Ruiz',
    'Ana  Ruiz',
    'Ana\u00a0Ruiz',
    'Ana Ruiz\ufe0f',
    'Ana\u2800 Ruiz',
  ])('that look alike are the same: %j', (name) => expect(sameUserName('Ana Ruiz', name)).toBe(true));

  it('of what acts by itself are nobody’s', () => {
    for (const name of ['Reslot', 'reslot ', 'Portal', 'Patient (portal)', 'Front\u200b desk'])
      expect(isNobodysName(name), name).toBe(true);
    expect(isNobodysName('Front desk 2')).toBe(false);
  });
});
