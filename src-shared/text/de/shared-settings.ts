/** Every sentence about the practice's settings being the same at all desks. */
import { EMAIL_KINDS } from '../../domain/email-kind.ts';
import { LETTER_LANGUAGES, type LetterSettings } from '../../domain/letters.ts';
import type { CancellationPolicy, DayHours, Practice } from '../../domain/practice.ts';
import type { PracticeSection, SectionValue } from '../../domain/practice-sections.ts';
import type { ReminderSettings } from '../../domain/reminders.ts';
import { toNearestInstant } from '../../domain/time.ts';
import type { SectionSharing, Sharing } from '../../ipc/settings-views.ts';
import type { Moment } from '../subjects.ts';
import { words as blockWords, whenWords } from './blocks.ts';
import { repeatsWords } from './closed-days.ts';
import { plural } from './locale.ts';
import {
  emailText,
  LETTER_KINDS,
  LETTER_LANGUAGE_NAMES,
  lettersText,
  policyText,
  practiceText,
  reasonsText,
  timesText,
} from './settings.ts';
import { formatPlainDate, formatTime, shortDateTime, weekdayName } from './times.ts';

export const sharedText = {
  theirs: 'Die anderen verwenden',
  mine: 'Meine verwenden',
  again: 'Erneut versuchen',
  letGo: 'Meine verwerfen',
  differences: 'Was sich unterscheidet',
  setting: 'Einstellung',
  here: 'An diesem Arbeitsplatz gespeichert',
  everywhere: (deskName: string | null) =>
    deskName === null ? 'Wie es jetzt gilt' : `Gespeichert von ${byDesk(deskName)}`,
  needsYou: 'braucht eine Entscheidung',
  policyNotice:
    'Die an diesem Arbeitsplatz gespeicherte Absageregelung ist nicht die der Praxis. Es gilt die der Praxis, bis jemand entscheidet.',
  policyUnreadable:
    'Die Absageregelung der Praxis wurde von einer Version von Reslot gespeichert, die diese hier nicht lesen kann. Bis dahin wird keine Absage von selbst entschieden.',
  openSettings: 'Einstellungen öffnen',
};

/** Beside the button to Settings. */
export const choiceNeeded = (sections: readonly string[]): string =>
  `Braucht eine Entscheidung: ${sections.join(', ')}`;

/** After "von". */
const byDesk = (name: string): string => name || 'einem anderen Arbeitsplatz';

/** As a subject. */
const theDesk = (name: string): string => name || 'Ein anderer Arbeitsplatz';

/** Who else has what stands in the section. */
export function sharedSentence(
  portal: Sharing['portal'],
  { saved, own }: SectionSharing,
  { now, zone }: Moment,
): string {
  if (portal === 'none')
    return 'Dies gilt an diesem Arbeitsplatz. Mit einem Portal teilen es alle Arbeitsplätze der Praxis.';
  if (portal === 'not-kept')
    return 'Dieses Portal bewahrt die Einstellungen der Praxis nicht auf: Dies gilt nur an diesem Arbeitsplatz. Legen Sie es an jedem Arbeitsplatz fest.';
  if (own?.standing === 'waiting')
    return 'An diesem Arbeitsplatz gespeichert; wird geteilt, sobald das Portal antwortet.';
  if (saved !== null) {
    const by = saved.byThisDesk ? 'diesem Arbeitsplatz' : byDesk(saved.deskName);
    const at = saved.at === null ? '' : `, ${shortDateTime(saved.at, now, zone)}`;
    return `Dies teilen alle Arbeitsplätze. Zuletzt gespeichert von ${by}${at}.`;
  }
  return portal === 'asking'
    ? 'Das Portal hat noch nicht gemeldet, was an allen Arbeitsplätzen gilt.'
    : 'Noch niemand hat dies für alle Arbeitsplätze gespeichert: Es gilt an diesem. „Speichern“ teilt es.';
}

/** Why what was saved here does not count. */
export function keptApartSentence({ saved, own }: SectionSharing): string {
  const theirs =
    saved === null
      ? ''
      : `${saved.byThisDesk ? 'Dieser Arbeitsplatz' : theDesk(saved.deskName)} hat inzwischen andere Werte gespeichert. `;
  if (own?.standing !== 'refused')
    return `${theirs}In den Feldern steht, was jetzt gilt; was an diesem Arbeitsplatz gespeichert wurde, bleibt erhalten, bis Sie entscheiden oder neu speichern.`;
  const refused = `Das Portal hat nicht angenommen, was an diesem Arbeitsplatz gespeichert wurde: ${own.detail}.`;
  return saved === null
    ? `${refused} Es gilt nur an diesem Arbeitsplatz.`
    : `${refused} Es gelten die Werte der Praxis; was hier gespeichert wurde, bleibt erhalten.`;
}

/** The newest version in the portal is not what counts here, and why. */
export function unreadableSentence(
  section: PracticeSection,
  { deskName, why }: NonNullable<SectionSharing['unreadable']>,
): string {
  const counts = 'Es gelten die letzten Werte, die sich lesen ließen.';
  const policy =
    section === 'policy'
      ? ' Bis dahin wird keiner Absage von selbst zugestimmt: Entscheiden Sie über jede.'
      : '';
  return why === 'newer'
    ? `${theDesk(deskName)} hat dies mit einer neueren Version von Reslot gespeichert, die diese hier nicht lesen kann: Aktualisieren Sie Reslot an diesem Arbeitsplatz. ${counts}${policy}`
    : `Was ${deskName || 'ein anderer Arbeitsplatz'} zuletzt gespeichert hat, lässt sich nicht lesen. ${counts} Prüfen Sie sie, und speichern Sie sie hier: Das behebt es.${policy}`;
}

/** Somebody else's has arrived while something stood typed in the section. */
export const overtakenSentence = (deskName: string): string =>
  `${theDesk(deskName)} hat diesen Abschnitt gespeichert, während Sie Eingaben gemacht haben. Ihre Eingaben sind erhalten, und „Speichern“ setzt sie an die Stelle der anderen; „Änderungen verwerfen“ zeigt die anderen.`;

/** One line of what a section says, as a person compares it. A list has a text for each of its entries. */
export interface SectionLine {
  readonly label: string;
  readonly texts: readonly string[];
}

/** A provider's name. */
type NameOf = (practitionerId: string) => string;

/** What a section says. */
export function sectionLines(value: SectionValue, nameOf: NameOf): SectionLine[] {
  const {
    practice,
    policy,
    reasons,
    visitTypes,
    letters,
    reminders,
    blocks,
    undoSeconds,
    proposalExpiryHours,
  } = value;
  return [
    ...(practice === undefined ? [] : practiceLines(practice, nameOf)),
    ...(policy === undefined ? [] : policyLines(policy)),
    ...(reasons === undefined
      ? []
      : (['change', 'cancel', 'deny'] as const).map((list) => ({
          label: reasonsText.lists[list],
          texts: reasons[list].map(({ text }) => text),
        }))),
    ...(visitTypes === undefined
      ? []
      : [
          {
            label: 'Terminarten',
            texts: visitTypes.map(({ display, code, minutes }) => `${display} (${code}), ${minutes} Min.`),
          },
        ]),
    ...(letters === undefined ? [] : letterLines(letters)),
    ...(reminders === undefined ? [] : reminderLines(reminders)),
    ...(blocks === undefined
      ? []
      : [
          {
            label: blockWords.all,
            texts: blocks.map(
              (block) =>
                `${nameOf(block.practitionerId)} · ${whenWords(block, { zone: 'UTC', now: null })} · ${block.reason}`,
            ),
          },
        ]),
    ...(undoSeconds === undefined ? [] : [{ label: timesText.undo, texts: [String(undoSeconds)] }]),
    ...(proposalExpiryHours === undefined
      ? []
      : [{ label: timesText.expiry, texts: [String(proposalExpiryHours)] }]),
  ];
}

const clock = (time: string): string => formatTime(toNearestInstant('2024-01-01', time, 'UTC'), 'UTC');

const hoursTexts = (open: DayHours['open']): string[] =>
  open.map(({ from, to }) => `${clock(from)} – ${clock(to)}`);

const practiceLines = (
  { name, phone, zone, hours, providerHours = [], closedDays, portalLink }: Practice,
  nameOf: NameOf,
): SectionLine[] => [
  { label: practiceText.name, texts: [name] },
  { label: practiceText.phone, texts: phone === '' ? [] : [phone] },
  { label: practiceText.zone, texts: [zone] },
  ...hours.map(({ weekday, open }) => ({
    label: `${practiceText.hours}, ${weekdayName(weekday)}`,
    texts: open.length === 0 ? [practiceText.closed] : hoursTexts(open),
  })),
  {
    label: practiceText.providerHours,
    texts: providerHours.flatMap((own) =>
      own.hours.map(({ weekday, open }) => {
        const day = practiceText.providerDay(nameOf(own.practitionerId), weekdayName(weekday));
        return `${day}: ${open.length === 0 ? practiceText.noHours : hoursTexts(open).join(', ')}`;
      }),
    ),
  },
  {
    label: practiceText.closedDays,
    texts: closedDays.map(
      ({ date, name: day, repeats }) =>
        `${formatPlainDate(date)}: ${day}${repeats === undefined ? '' : ` (${repeatsWords(date, repeats)})`}`,
    ),
  },
  { label: practiceText.portalLink, texts: portalLink === null ? [] : [portalLink] },
];

const reminderLines = ({ send, daysBefore }: ReminderSettings): SectionLine[] => [
  { label: emailText.send, texts: [send ? emailText.on : emailText.off] },
  { label: emailText.days, texts: [String(daysBefore)] },
];

const letterLines = ({ colour, texts }: LetterSettings): SectionLine[] => [
  { label: lettersText.colour, texts: [colour] },
  ...LETTER_LANGUAGES.flatMap((language) =>
    EMAIL_KINDS.map((kind) => ({
      label: `${LETTER_KINDS[kind]}, ${LETTER_LANGUAGE_NAMES[language]}`,
      texts: texts.flatMap((one) => (one.language === language && one.kind === kind ? [one.text] : [])),
    })),
  ),
];

const within = (days: number): string => plural(days, 'Innerhalb von 1 Tag', `Innerhalb von ${days} Tagen`);

const policyLines = ({ approval, charges, ownTimes }: CancellationPolicy): SectionLine[] => [
  {
    label: policyText.approval,
    texts: [approval.mode === 'within' ? within(approval.days) : policyText[approval.mode]],
  },
  {
    label: policyText.charges,
    texts: charges.mode === 'within' ? [within(charges.days), charges.text] : [policyText.none],
  },
  { label: policyText.ownTimes, texts: [ownTimes ? policyText.ownTimesTaken : policyText.ownTimesCall] },
];
