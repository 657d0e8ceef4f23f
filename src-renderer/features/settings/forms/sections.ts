import type { Appearance, Density } from '../../../../src-shared/domain/appearance.ts';
import type { LanguageChoice } from '../../../../src-shared/domain/language.ts';
import { isPracticeSection } from '../../../../src-shared/domain/practice-sections.ts';
import type { CommandInput } from '../../../../src-shared/ipc/contract.ts';
import type { SectionId } from '../../../../src-shared/text/subjects.ts';
import type { SettingsView } from '../settings-view.ts';
import type { Checked } from './checks.ts';
import { type DeskForm, deskForm, readDesk } from './desk-form.ts';
import { type IdleForm, idleForm, readIdle } from './idle-form.ts';
import { type LettersForm, lettersForm, readLetters } from './letters-form.ts';
import { type MailForm, mailForm, mailSecretToSave, passwordStoredFor, readMail } from './mail-form.ts';
import { type PolicyForm, policyForm, readPolicy } from './policy-form.ts';
import {
  type PortalForm,
  portalForm,
  portalSecretToSave,
  readPortal,
  storedSecretFor,
  storedSecretOf,
} from './portal-form.ts';
import { type PracticeForm, practiceForm, readPractice } from './practice-form.ts';
import { type ReasonsForm, readReasons, reasonsForm } from './reasons-form.ts';
import { type RemindersForm, readReminders, remindersForm } from './reminders-form.ts';
import { readSheetForm, type SheetForm } from './sheet-form.ts';
import { readTimes, type TimesForm, timesForm } from './times-form.ts';
import { readVisitTypes, type VisitTypesForm, visitTypesForm } from './visit-types-form.ts';

type SaveInput = CommandInput<'settings.save'>;

/** Every section as typed. */
export interface SettingsForms {
  readonly practice: PracticeForm;
  readonly policy: PolicyForm;
  readonly reasons: ReasonsForm;
  readonly email: RemindersForm;
  readonly letters: LettersForm;
  /** Nothing is typed there: each block has a dialog of its own. */
  readonly blocked: Readonly<Record<never, never>>;
  readonly portal: PortalForm;
  readonly mail: MailForm;
  readonly visitTypes: VisitTypesForm;
  readonly times: TimesForm;
  readonly sheet: SheetForm;
  /** Nothing is set there: it only tells. */
  readonly backups: Readonly<Record<never, never>>;
  readonly users: IdleForm;
  readonly desk: DeskForm;
  readonly appearance: {
    readonly language: LanguageChoice;
    readonly appearance: Appearance;
    readonly density: Density;
  };
}

/** In the order of the screen. */
export const SECTIONS: readonly SectionId[] = [
  'practice',
  'policy',
  'reasons',
  'email',
  'letters',
  'visitTypes',
  'blocked',
  'times',
  'sheet',
  'backups',
  'users',
  'portal',
  'mail',
  'desk',
  'appearance',
];

/** The stored settings as forms. */
export const formsOf = ({
  rules,
  portal,
  mail,
  deskName,
  idleMinutes,
  letterMonths,
  appearance,
  density,
  language,
  sheet,
  portalAuthorities,
  mailAuthorities,
}: SettingsView): SettingsForms => ({
  practice: practiceForm(rules.practice),
  policy: policyForm(rules.policy),
  reasons: reasonsForm(rules.reasons),
  email: remindersForm(rules.reminders),
  letters: lettersForm(rules.letters),
  portal: portalForm(portal, portalAuthorities),
  mail: mailForm(mail, mailAuthorities),
  visitTypes: visitTypesForm(rules.visitTypes),
  times: timesForm(rules),
  sheet,
  blocked: {},
  backups: {},
  users: idleForm(idleMinutes),
  desk: deskForm(deskName, letterMonths),
  appearance: { language, appearance, density },
});

const comparable = (form: unknown): string =>
  JSON.stringify(form, (name, value) => (name === 'key' ? undefined : value));

/** The sections in which something stands that is not stored. */
export const unsavedSections = (view: SettingsView, forms: SettingsForms): SectionId[] => {
  const stored = formsOf(view);
  return SECTIONS.filter((id) => comparable(stored[id]) !== comparable(forms[id]));
};

/** The forms with everything that has nothing unsaved in it taken from newer stored settings. */
export const adopt = (forms: SettingsForms, before: SettingsView, after: SettingsView): SettingsForms => {
  const kept = new Set(unsavedSections(before, forms));
  const fresh = formsOf(after);
  return {
    practice: kept.has('practice') ? forms.practice : fresh.practice,
    policy: kept.has('policy') ? forms.policy : fresh.policy,
    reasons: kept.has('reasons') ? forms.reasons : fresh.reasons,
    email: kept.has('email') ? forms.email : fresh.email,
    letters: kept.has('letters') ? forms.letters : fresh.letters,
    portal: kept.has('portal') ? forms.portal : fresh.portal,
    mail: kept.has('mail') ? forms.mail : fresh.mail,
    visitTypes: kept.has('visitTypes') ? forms.visitTypes : fresh.visitTypes,
    times: kept.has('times') ? forms.times : fresh.times,
    sheet: kept.has('sheet') ? forms.sheet : fresh.sheet,
    blocked: fresh.blocked,
    backups: fresh.backups,
    users: kept.has('users') ? forms.users : fresh.users,
    desk: kept.has('desk') ? forms.desk : fresh.desk,
    appearance: kept.has('appearance') ? forms.appearance : fresh.appearance,
  };
};

const mapped = <A, B>(from: Checked<A>, to: (value: A) => B): Checked<B> =>
  from.ok ? { ok: true, value: to(from.value) } : from;

/** What saving one section sends: nothing of the others. */
export const readSection = (id: SectionId, forms: SettingsForms, view: SettingsView): Checked<SaveInput> => {
  const shared = (rules: SaveInput['rules']): SaveInput => ({
    rules,
    ...(isPracticeSection(id) ? { seen: view.sharing.sections[id].version } : {}),
  });
  switch (id) {
    case 'practice':
      return mapped(readPractice(forms.practice), (practice) => shared({ practice }));
    case 'policy':
      return mapped(readPolicy(forms.policy), (policy) => shared({ policy }));
    case 'reasons':
      return mapped(readReasons(forms.reasons, view.rules.reasons), (reasons) => shared({ reasons }));
    case 'email':
      return mapped(readReminders(forms.email), (reminders) => shared({ reminders }));
    case 'blocked':
    case 'backups':
      return { ok: true, value: {} };
    case 'letters':
      return mapped(readLetters(forms.letters), (letters) => shared({ letters }));
    case 'visitTypes':
      return mapped(readVisitTypes(forms.visitTypes), (visitTypes) => shared({ visitTypes }));
    case 'times':
      return mapped(readTimes(forms.times), (times) => shared(times));
    case 'sheet':
      return mapped(readSheetForm(forms.sheet), (sheet) => ({ sheet }));
    case 'users':
      return readIdle(forms.users);
    case 'desk':
      return readDesk(forms.desk);
    case 'appearance':
      return { ok: true, value: forms.appearance };
    case 'portal': {
      const stored = storedSecretOf(view.portal, view.portalSecretSet);
      const usable = storedSecretFor(forms.portal, view.portal, view.portalSecretSet);
      const portalSecret = portalSecretToSave(forms.portal, stored);
      return mapped(readPortal(forms.portal, usable), (portal) =>
        portalSecret === undefined ? { portal } : { portal, portalSecret },
      );
    }
    case 'mail': {
      const kept = view.mailSecretSet || view.mailSecretElsewhere !== undefined;
      const mailSecret = mailSecretToSave(forms.mail, kept);
      const usable = passwordStoredFor(forms.mail, view.mail, view.mailSecretSet);
      return mapped(readMail(forms.mail, usable), (mail) =>
        mailSecret === undefined ? { mail } : { mail, mailSecret },
      );
    }
  }
};
