import { t } from '../../../src-shared/text/text.ts';

/** How a patient on file is called on the screen and on paper: the portal may know nobody's name. Letters greet them without one. */
export const shownName = (name: string): string => (name === '' ? t.details.UNKNOWN.unnamed : name);

/** The same, of a provider; one whom this desk has not got has no name either. */
export const shownProvider = (name: string | undefined): string => name || t.details.UNKNOWN.provider;
