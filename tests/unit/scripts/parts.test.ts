import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { licenceFaults } from '../../../scripts/package/parts.ts';
import { billOf, joined } from '../../../scripts/parts/bill-of-materials.ts';
import { isAllowed } from '../../../scripts/parts/licences.ts';
import { libraryOf, type Part, partIn } from '../../../scripts/parts/part.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;

describe('the licences the program goes out with', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-or-later', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['(MIT AND (ISC OR GPL-2.0-only))', false],
    ['UNLICENSED', false],
    ['', false],
  ])('%s: %s', (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });

  it('are those of every library that is installed with it', () => {
    const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8'));
    const installed = Object.entries<{ license?: string; dev?: boolean }>(packages).filter(
      ([path, { dev }]) => path !== '' && !dev,
    );
    expect(installed.length).toBeGreaterThan(20);
    expect(installed.filter(([, { license = '' }]) => !isAllowed(license)).map(([path]) => path)).toEqual([]);
  });

  it('are looked at in the package', () => {
    const part: Part = { name: 'left-pad', version: '1.0.0', licence: 'GPL-3.0-only', text: null };
    expect(licenceFaults([part, { ...part, licence: 'MIT' }])).toEqual([
      'left-pad is packed under a licence that is not on the list: GPL-3.0-only.',
    ]);
  });
});

describe('the list of parts', () => {
  test('a module belongs to the library around it, whatever lies within', () => {
    const zod = `${ROOT}node_modules/zod`;
    expect(libraryOf(`${zod}/v4/core/schemas.js`)).toBe(zod);
    expect(libraryOf(`${ROOT}node_modules/@mui/material/Button/Button.mjs`)).toBe(
      `${ROOT}node_modules/@mui/material`,
    );
    expect(libraryOf(`${ROOT}src-main/main.ts`)).toBeNull();
    expect(libraryOf(`\0${zod}/index.js`)).toBeNull();
  });

  test('names each library once, with its licence’s text', () => {
    const zod = partIn(`${ROOT}node_modules/zod`);
    const scoped: Part = { name: '@scope/one', version: '2.0.0', licence: 'MIT AND ISC', text: null };
    const bill = billOf([zod, scoped, zod]);
    expect(bill.components.map(({ purl }) => purl)).toEqual([
      'pkg:npm/%40scope/one@2.0.0',
      `pkg:npm/zod@${zod.version}`,
    ]);
    expect(bill.components[0]?.licenses).toEqual([{ license: { name: 'MIT AND ISC' } }]);
    expect(bill.components[1]?.licenses[0]?.license).toMatchObject({ id: 'MIT' });
    expect(bill.components[1]?.licenses[0]?.license.text?.content).toContain('Permission is hereby granted');
    expect(joined([bill, billOf([zod])])).toEqual(bill);
  });
});
