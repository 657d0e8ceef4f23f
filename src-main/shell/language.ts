import { readFileSync } from 'node:fs';
import { app } from 'electron';
import {
  type Language,
  type LanguageChoice,
  languageFor,
  readLanguage,
} from '../../src-shared/domain/language.ts';
import { speak, spokenLanguage } from '../../src-shared/text/text.ts';
import type { Logger } from '../ports.ts';
import { writePrivateFile } from '../private-files.ts';

/** Before the settings can be read: as the program spoke when it ran last (`path` remembers it), or as the system does. */
export const speakAsBefore = (path: string): Promise<void> =>
  speak(remembered(path) ?? languageFor('system', app.getPreferredSystemLanguages()));

export interface DeskLanguage {
  /** Resolves once the program speaks as is chosen now. */
  follow(): Promise<void>;
}

/** Keeps the program's language as is chosen at this desk, and remembers it in `path`. Only when `app` is ready. */
export function createDeskLanguage(options: {
  readonly path: string;
  readonly chosen: () => LanguageChoice;
  readonly logger: Logger;
  /** It has another one than before: what has been said is to be said anew. */
  readonly changed: () => void;
}): DeskLanguage {
  const { path, chosen, logger, changed } = options;
  return {
    async follow() {
      const before = spokenLanguage();
      const next = languageFor(chosen(), app.getPreferredSystemLanguages());
      await speak(next);
      if (spokenLanguage() !== next) return;
      if (remembered(path) !== next) remember(path, next, logger);
      if (before !== next) changed();
    },
  };
}

function remembered(path: string): Language | null {
  try {
    return readLanguage(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** What cannot be remembered is found out anew. */
function remember(path: string, language: Language, logger: Logger): void {
  try {
    writePrivateFile(path, language);
  } catch {
    logger.warn('language-not-remembered');
  }
}
