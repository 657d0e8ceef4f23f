import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTING_NAMES } from '../../../src-shared/domain/settings.ts';

const text = readFileSync('docs/changing.md', 'utf8');

/** The files that a section of docs/changing.md leads to. */
function ledTo(heading: string): readonly string[] {
  const section = text.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path]) => path ?? '');
}

const filesWhere = (pattern: string, holds: (source: string) => boolean): readonly string[] =>
  // What stands in English has its like in each other language, as the document says.
  globSync(pattern, { exclude: ['src-shared/text/{es,de}/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => holds(readFileSync(path, 'utf8')));

describe('docs/changing.md', () => {
  it.each([
    'Add a command',
    'Add a setting',
    'Add a column',
    'Add a table',
    'Add a FHIR element',
    'Add a language',
  ])('%s: by files that are there', (heading) => {
    expect(ledTo(heading).length).toBeGreaterThan(2);
    expect(ledTo(heading).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('leads to every file that names the settings one by one', () => {
    const oneByOne = filesWhere('{src-main,src-shared,src-renderer,tests}/**/*.{ts,tsx}', (source) =>
      SETTING_NAMES.every((name) => new RegExp(`^\\s+(readonly )?${name}\\??: `, 'm').test(source)),
    );
    expect(oneByOne).toContain('src-shared/domain/settings.ts');
    expect(oneByOne.filter((path) => !ledTo('Add a setting').includes(path))).toEqual([]);
  });

  it('leads to every file that names a column', () => {
    const naming = filesWhere('src-{main,shared,renderer}/**/*.{ts,tsx}', (source) =>
      /\boverride_reason\b/.test(source),
    );
    const [migrations, others] = [true, false].map((wanted) =>
      naming.filter((path) => path.includes('/migrations/') === wanted),
    );
    expect(migrations).not.toEqual([]);
    expect(others?.filter((path) => !ledTo('Add a column').includes(path))).toEqual([]);
  });

  it('leads to every file that makes an appointment of the domain', () => {
    const making = filesWhere('src-{main,shared}/**/*.ts', (source) =>
      ['uid', 'sequence', 'originalId'].every((field) =>
        new RegExp(`^\\s+${field}(: |,$)`, 'm').test(source),
      ),
    );
    expect(making).toContain('src-main/sync/fhir/read-appointment.ts');
    expect(making.filter((path) => !ledTo('Add a FHIR element').includes(path))).toEqual([]);
  });

  it('counts the files of a language', () => {
    expect(text).toContain(`That is ${globSync('src-shared/text/en/*.ts').length} files for the topics`);
  });
});
