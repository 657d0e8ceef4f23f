import { afterEach, expect, it } from 'vitest';
import { speak, spokenLanguage, t } from '../../../../src-shared/text/text.ts';

afterEach(() => speak('en'));

it('every language has the words of the others, and says them from when it is spoken', async () => {
  const said: string[] = [];
  for (const language of ['en', 'es', 'de'] as const) {
    await speak(language);
    expect(spokenLanguage()).toBe(language);
    expect(t.language.LANGUAGE).toBe(language);
    said.push(t.common.common.settings);
  }
  expect(new Set(said).size).toBe(3);
});

it('of two that are asked for at once the later is spoken', async () => {
  await Promise.all([speak('es'), speak('de'), speak('en')]);
  expect([spokenLanguage(), t.common.common.settings]).toEqual(['en', 'Settings']);
  await Promise.all([speak('en'), speak('es')]);
  expect(spokenLanguage()).toBe('es');
});
