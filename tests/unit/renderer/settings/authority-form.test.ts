import { describe, expect, it } from 'vitest';
import { withAuthorities } from '../../../../src-renderer/features/settings/forms/authority-form.ts';
import { mailForm, readMail } from '../../../../src-renderer/features/settings/forms/mail-form.ts';
import { portalForm, readPortal } from '../../../../src-renderer/features/settings/forms/portal-form.ts';
import {
  formsOf,
  readSection,
  unsavedSections,
} from '../../../../src-renderer/features/settings/forms/sections.ts';
import type { MailConfig, PortalConfig } from '../../../../src-shared/domain/connections.ts';
import type { AuthorityView } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { settingsView } from './settings-view.ts';

const NOW = Date.parse('2026-11-23T15:00:00Z');
const authority = (name: string, over: Partial<AuthorityView> = {}): AuthorityView => ({
  pem: `PEM of ${name}`,
  name,
  subject: `CN=${name}`,
  issuer: `CN=${name}`,
  validFrom: Date.parse('2020-01-01T12:00:00Z'),
  validTo: Date.parse('2030-12-31T12:00:00Z'),
  fingerprint: `fingerprint of ${name}`,
  ...over,
});
const [root, other] = [authority('Root'), authority('Other')];

const PORTAL: PortalConfig = {
  kind: 'fhir',
  baseUrl: 'https://portal.example/r4',
  signIn: { method: 'none' },
  authorities: [root.pem],
};
const MAIL: MailConfig = {
  kind: 'smtp',
  host: 'mail.example',
  port: 587,
  security: 'starttls',
  user: '',
  fromName: '',
  fromAddress: 'desk@clinic.example',
  authorities: [root.pem],
};

describe('the authorities of a connection', () => {
  it('are added once each, in order', () => {
    expect(withAuthorities([root], [other, root])).toEqual({ authorities: [root, other], fresh: [other] });
    expect(withAuthorities([root], [root])).toEqual({ authorities: [root], fresh: [] });
  });

  it('are saved as they stand, all of them, and left out where there is none', () => {
    const two = { authorities: [root, other] };
    expect(readPortal({ ...portalForm(PORTAL), ...two }, null)).toMatchObject({
      value: { authorities: [root.pem, other.pem] },
    });
    expect(readMail({ ...mailForm(MAIL), ...two }, false)).toMatchObject({
      value: { authorities: [root.pem, other.pem] },
    });
    const none = readPortal(portalForm(PORTAL), null);
    expect(none.ok && 'authorities' in none.value).toBe(false);
  });

  it('stand in the form as they are stored: nothing is unsaved, and saving keeps them', () => {
    const view = settingsView({
      portal: PORTAL,
      mail: MAIL,
      portalAuthorities: [root],
      mailAuthorities: [root],
    });
    const forms = formsOf(view);
    expect(unsavedSections(view, forms)).toEqual([]);
    expect(readSection('portal', forms, view)).toEqual({ ok: true, value: { portal: PORTAL } });
    expect(readSection('mail', forms, view)).toEqual({ ok: true, value: { mail: MAIL } });
    const without = { ...forms, portal: { ...forms.portal, authorities: [] } };
    expect(unsavedSections(view, without)).toEqual(['portal']);
  });

  it('that are pasted and not added are neither saved nor tried', () => {
    const problem = { field: 'authority', text: t.authorities.authorityText.pending };
    const pasted = { authorityText: '-----BEGIN CERTIFICATE-----' };
    expect(readPortal({ ...portalForm(PORTAL), ...pasted }, null)).toEqual({
      ok: false,
      problems: [problem],
    });
    expect(readMail({ ...mailForm(MAIL), ...pasted }, false)).toEqual({ ok: false, problems: [problem] });
    expect(readMail({ ...mailForm(MAIL), ...pasted, security: 'none', host: 'localhost' }, false).ok).toBe(
      true,
    );
  });

  it('say when they count', () => {
    const words = (over: Partial<AuthorityView>) =>
      t.authorities.validityWords(authority('Root', over), NOW, 'America/Chicago');
    expect(words({})).toBe('Wed, Jan 1, 2020 – Tue, Dec 31, 2030');
    expect(words({ validTo: 253_402_000_000_000 })).toBe('from Wed, Jan 1, 2020, without end');
    expect(words({ validTo: NOW - 1 })).toContain('expired: ask for the present one');
    expect(words({ validFrom: NOW + 1 })).toContain('not yet');
  });
});
