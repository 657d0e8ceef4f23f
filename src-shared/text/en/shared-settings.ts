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
  theirs: 'Use theirs',
  mine: 'Use mine',
  again: 'Try again',
  letGo: 'Let mine go',
  differences: 'What differs',
  setting: 'Setting',
  here: 'Saved at this desk',
  everywhere: (deskName: string | null) =>
    deskName === null ? 'As it counts now' : `Saved at ${deskOr(deskName)}`,
  needsYou: 'needs a choice',
  policyNotice:
    'The cancellation policy that was saved at this desk is not the practice’s. The practice’s counts until somebody chooses.',
  policyUnreadable:
    'The practice’s cancellation policy was saved by a version of Reslot that this one cannot read. No cancellation is decided by itself until then.',
  openSettings: 'Open Settings',
};

/** Beside the button to Settings. */
export const choiceNeeded = (sections: readonly string[]): string => `Needs a choice: ${sections.join(', ')}`;

const deskOr = (name: string): string => name || 'another desk';

const who = ({ deskName, byThisDesk }: NonNullable<SectionSharing['saved']>): string =>
  byThisDesk ? 'this desk' : deskOr(deskName);

/** Who else has what stands in the section. */
export function sharedSentence(
  portal: Sharing['portal'],
  { saved, own }: SectionSharing,
  { now, zone }: Moment,
): string {
  if (portal === 'none')
    return 'These count at this desk. With a portal, all desks of the practice share them.';
  if (portal === 'not-kept')
    return 'This portal does not keep the practice’s settings: these count at this desk alone. Set them at every desk.';
  if (own?.standing === 'waiting') return 'Saved at this desk; will be shared when the portal answers.';
  if (saved !== null)
    return saved.at === null
      ? `All desks share these. Last saved at ${who(saved)}.`
      : `All desks share these. Last saved at ${who(saved)}, ${shortDateTime(saved.at, now, zone)}.`;
  return portal === 'asking'
    ? 'The portal has not said yet what counts at all desks.'
    : 'Nobody has saved these for all desks yet: they count at this desk. Save shares them.';
}

/** Why what was saved here does not count. */
export function keptApartSentence({ saved, own }: SectionSharing): string {
  const theirs = saved === null ? '' : `${who(saved).replace(/^t/, 'T')} has saved other values meanwhile. `;
  if (own?.standing !== 'refused')
    return `${theirs}What counts now stands in the fields; what was saved at this desk is kept until you choose, or save anew.`;
  const refused = `The portal did not take what was saved at this desk: ${own.detail}.`;
  return saved === null
    ? `${refused} It counts at this desk alone.`
    : `${refused} The practice’s values count; what was saved here is kept.`;
}

/** The newest version in the portal is not what counts here, and why. */
export function unreadableSentence(
  section: PracticeSection,
  { deskName, why }: NonNullable<SectionSharing['unreadable']>,
): string {
  const counts = 'The last values that could be read count.';
  const policy =
    section === 'policy' ? ' Until then no request to cancel is granted by itself: decide about each.' : '';
  return why === 'newer'
    ? `${deskName || 'Another desk'} has saved these with a newer version of Reslot, which this one cannot read: update Reslot at this desk. ${counts}${policy}`
    : `What ${deskOr(deskName)} saved last cannot be read. ${counts} Check them and save them here: that puts it right.${policy}`;
}

/** Somebody else's has arrived while something stood typed in the section. */
export const overtakenSentence = (deskName: string): string =>
  `${deskName || 'Another desk'} has saved this section while you were typing. What you typed is kept, and Save puts it in the place of theirs; Discard changes shows theirs.`;

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
            label: 'Visit types',
            texts: visitTypes.map(({ display, code, minutes }) => `${display} (${code}), ${minutes} min`),
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

const within = (days: number): string => plural(days, 'Within 1 day', `Within ${days} days`);

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
