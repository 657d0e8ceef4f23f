import { useSyncExternalStore } from 'react';
import { type Language, languageFor, readLanguage } from '../src-shared/domain/language.ts';
import { speak, spokenLanguage, t } from '../src-shared/text/text.ts';
import { drawnAnew } from './stores/drawn-anew.ts';

/** Where the window remembers the language for its next start. */
const REMEMBERED = 'language';

const listeners = new Set<() => void>();

/** The language of the words on the screen. What is drawn in one has to be drawn anew in another: it is the key of all that is drawn. */
export const useSpoken = (): Language =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, spokenLanguage);

/** Has the window speak so from when it resolves, and at its next start. */
export async function speakInWindow(language: Language): Promise<void> {
  const before = spokenLanguage();
  await speak(language);
  if (spokenLanguage() !== language) return;
  window.localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = t.language.LANGUAGE;
  if (before === language) return;
  drawnAnew();
  for (const listener of listeners) listener();
}

/** Before the main process has said which: as the window spoke when it was last open, or as the system does. */
export const speakAsBefore = (): Promise<void> =>
  speakInWindow(
    readLanguage(window.localStorage.getItem(REMEMBERED)) ?? languageFor('system', navigator.languages),
  );
