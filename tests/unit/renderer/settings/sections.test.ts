import { describe, expect, it } from 'vitest';
import {
  adopt,
  formsOf,
  readSection,
  SECTIONS,
  type SettingsForms,
  unsavedSections,
} from '../../../../src-renderer/features/settings/forms/sections.ts';
import type { SettingsView } from '../../../../src-renderer/features/settings/settings-view.ts';
import {
  eachSection,
  isPracticeSection,
  sectionOf,
} from '../../../../src-shared/domain/practice-sections.ts';
import { contract } from '../../../../src-shared/ipc/contract.ts';
import { settingsView } from './settings-view.ts';

const SEEN = { version: '7', saved: null, own: null, unreadable: null };

const full = (): SettingsView =>
  settingsView({
    sharing: { portal: 'kept', sections: eachSection(() => SEEN) },
    portal: {
      kind: 'fhir',
      baseUrl: 'https://portal.example.org/fhir',
      signIn: {
        method: 'private-key-jwt',
        tokenUrl: 'https://portal.example.org/token',
        clientId: 'desk',
        scope: 'system/*.cruds',
        algorithm: 'ES384',
        keyId: 'key-1',
      },
    },
    portalSecretSet: true,
    mail: {
      kind: 'smtp',
      host: 'smtp.example.org',
      port: 465,
      security: 'tls',
      user: 'desk',
      fromName: 'Lakeview',
      fromAddress: 'desk@example.org',
    },
    mailSecretSet: true,
  });

describe('a section that nobody touched', () => {
  it.each(SECTIONS)('%s saves exactly what is stored', (id) => {
    const view = full();
    const read = readSection(id, formsOf(view), view);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(contract['settings.save'].input.safeParse(read.value).success).toBe(true);
    const { rules, portal, mail, sheet, appearance, density, language } = view;
    const apart: Readonly<Record<string, object>> = {
      portal: { portal },
      mail: { mail },
      sheet: { sheet },
      appearance: { language, appearance, density },
      users: { idleMinutes: view.idleMinutes },
    };
    const desk = { deskName: view.deskName, letterMonths: view.letterMonths };
    const onlyTells = id === 'backups' || id === 'blocked';
    const shared = isPracticeSection(id) ? { rules: sectionOf(rules, id), seen: '7' } : {};
    expect(read.value).toEqual(id === 'desk' ? desk : id in apart ? apart[id] : onlyTells ? {} : shared);
  });

  it('is not unsaved', () => {
    const view = full();
    expect(unsavedSections(view, formsOf(view))).toEqual([]);
  });
});

describe('saving one section', () => {
  it('sends nothing of the others, and which version of it was seen', () => {
    const view = full();
    const forms: SettingsForms = {
      ...formsOf(view),
      practice: { ...formsOf(view).practice, name: 'Half typed' },
      times: { undoSeconds: '12', proposalExpiryHours: '24' },
    };
    expect(readSection('times', forms, view)).toEqual({
      ok: true,
      value: { rules: { undoSeconds: 12, proposalExpiryHours: 24 }, seen: '7' },
    });
    expect(unsavedSections(view, forms)).toEqual(['practice', 'times']);
  });
});

describe('the name of the desk', () => {
  const read = (deskName: string, letterMonths = '24') =>
    readSection('desk', { ...formsOf(full()), desk: { deskName, letterMonths } }, full());

  it('is saved trimmed', () => {
    expect(read(' Desk 3 ')).toEqual({ ok: true, value: { deskName: 'Desk 3', letterMonths: 24 } });
  });

  it.each(['', '0', '121', 'two', '1.5'])('%j is no number of months for which words are kept', (months) => {
    const text = 'Enter a number of months from 1 to 120.';
    expect(read('Desk', months)).toEqual({ ok: false, problems: [{ field: 'letterMonths', text }] });
  });

  it.each([
    ['  ', 'Enter a name that can be read on one line, for example “Desk 2”.'],
    ['Desk\u0007', 'Enter a name that can be read on one line, for example “Desk 2”.'],
    ['x'.repeat(41), 'At most 40 characters.'],
  ])('%j is refused at its field', (deskName, text) => {
    expect(read(deskName)).toEqual({ ok: false, problems: [{ field: 'deskName', text }] });
  });
});

describe('newer stored settings', () => {
  it('replace what is untouched and leave what is typed', () => {
    const before = full();
    const typed: SettingsForms = {
      ...formsOf(before),
      practice: { ...formsOf(before).practice, name: 'Half typed' },
    };
    const after: SettingsView = {
      ...before,
      rules: { ...before.rules, undoSeconds: 20, practice: { ...before.rules.practice, phone: '1' } },
    };
    const forms = adopt(typed, before, after);
    expect(forms.practice.name).toBe('Half typed');
    expect(forms.practice.phone).toBe(before.rules.practice.phone);
    expect(forms.times.undoSeconds).toBe('20');
    expect(unsavedSections(after, forms)).toEqual(['practice']);
  });

  it('a row added and removed again counts as untouched, a row moved does not', () => {
    const view = full();
    const { reasons, ...rest } = formsOf(view);
    const rekeyed = reasons.change.map((row, index) => ({ ...row, key: index + 40 }));
    expect(unsavedSections(view, { ...rest, reasons: { ...reasons, change: rekeyed } })).toEqual([]);
    expect(
      unsavedSections(view, { ...rest, reasons: { ...reasons, change: reasons.change.toReversed() } }),
    ).toEqual(['reasons']);
  });
});
