import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** The languages of the program (ISO 639-1), English where no other is wanted. Letters to patients have their own. */
export const language = z.enum(['en', 'es', 'de']);
export type Language = Infer<typeof language>;
const DEFAULT_LANGUAGE: Language = 'en';

/** In which language the program speaks at a desk: as its system does, or as chosen there. */
export const languageChoice = z.enum(['system', ...language.options]);
export type LanguageChoice = Infer<typeof languageChoice>;

/** The primary subtag of a BCP 47 tag, in lower case: `es` of `es-US`; systems write `de_DE.UTF-8` as well. */
export const primarySubtag = (tag: string): string => tag.toLowerCase().split(/[-_.@]/)[0] ?? '';

/** The language for what is chosen where the system prefers `tags`, the best first; tags that nobody knows are passed over. */
export function languageFor(chosen: LanguageChoice, tags: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of tags) {
    const known = language.safeParse(primarySubtag(tag));
    if (known.success) return known.data;
  }
  return DEFAULT_LANGUAGE;
}

/** What was remembered of a language; `null` where that is none. */
export function readLanguage(text: string | null): Language | null {
  const known = language.safeParse(text);
  return known.success ? known.data : null;
}
