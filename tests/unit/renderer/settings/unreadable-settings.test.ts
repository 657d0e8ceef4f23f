import { expect, it } from 'vitest';
import { SETTING_NAMES } from '../../../../src-shared/domain/settings.ts';
import { t } from '../../../../src-shared/text/text.ts';

it('names what cannot be read, and what to do about it', () => {
  expect(t.settings.unreadableSettings(['portal', 'mail'])).toBe(
    'Some settings could not be read, and their defaults hold: the portal connection, the mail server. ' +
      'Please check them in Settings and save them again.',
  );
  expect(t.settings.unreadableSettings(SETTING_NAMES)).not.toContain('undefined');
});
