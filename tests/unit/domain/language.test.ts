import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageFor, primarySubtag, readLanguage } from '../../../src-shared/domain/language.ts';

describe('the language the program speaks', () => {
  it.each([
    ['what is chosen, whatever the system prefers', 'de', ['es-MX'], 'de'],
    ['the system’s first that is known', 'system', ['fr-CA', 'es-MX', 'de'], 'es'],
    ['also as POSIX writes it', 'system', ['de_AT.UTF-8@euro'], 'de'],
    ['in any case', 'system', ['ES'], 'es'],
    ['English where none is known', 'system', ['tlh', 'x-private', '', 'C'], 'en'],
    ['English where the system says none', 'system', [], 'en'],
    ['not one that merely begins alike', 'system', ['est-EE', 'den'], 'en'],
  ] as const)('%s', (_, chosen, tags, language) => {
    expect(languageFor(chosen, tags)).toBe(language);
  });

  it('is always one there is, whatever a system hands out', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (tags) => {
        expect(readLanguage(languageFor('system', tags))).not.toBeNull();
      }),
    );
  });

  it('what was remembered is read only where it is a language', () => {
    expect(['es', 'ES', 'xx', '', '{"a":1}', null].map(readLanguage)).toEqual([
      'es',
      ...Array.from({ length: 5 }, () => null),
    ]);
  });

  it('the primary subtag is what stands before the first sign', () => {
    expect(['es-US', 'de_DE.UTF-8', 'EN', 'C.UTF-8', ''].map(primarySubtag)).toEqual([
      'es',
      'de',
      'en',
      'c',
      '',
    ]);
  });
});
