import { expect, it } from 'vitest';
import { SETTING_NAMES } from '../../../../src-shared/domain/settings.ts';
import { unreadableSettings } from '../../../../src-shared/text/en/settings.ts';

it('names what cannot be read, and what to do about it', () => {
  expect(unreadableSettings(['portal', 'mail'])).toBe(
    'Some settings could not be read, and their defaults hold: the portal connection, the mail server. ' +
      'Please check them in Settings and save them again.',
  );
  expect(unreadableSettings(SETTING_NAMES)).not.toContain('undefined');
});
