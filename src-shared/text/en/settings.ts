/** Every sentence of the Settings screen. */

import type { Appearance, Density } from '../../domain/appearance.ts';
import type { EmailKind } from '../../domain/email-kind.ts';
import type { LanguageChoice } from '../../domain/language.ts';
import type { LetterLanguage } from '../../domain/letters.ts';
import type { SettingName } from '../../domain/settings.ts';
import type { UsHoliday, UsHolidayDate } from '../../domain/us-holidays.ts';
import type { SectionId } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';

export const SECTION_TITLES: Readonly<Record<SectionId, string>> = {
  practice: 'Practice',
  policy: 'Cancellation policy',
  reasons: 'Reasons',
  email: 'E-mail & reminders',
  blocked: 'Blocked time',
  letters: 'Letters',
  portal: 'Portal connection',
  mail: 'Mail server',
  visitTypes: 'Visit types',
  times: 'Undo and expiry',
  sheet: 'Downtime sheet',
  backups: 'Backups',
  users: 'Users',
  desk: 'This desk',
  appearance: 'Appearance',
};

export const settingsText = {
  title: 'Settings',
  sections: 'Settings sections',
  loading: 'Loading the settings …',
  loadFailed: 'The settings could not be loaded.',
  saving: 'Saving …',
  discard: 'Discard changes',
  saved: 'Saved.',
  unsaved: 'unsaved changes',
  unsavedHere: 'Not saved yet.',
  unsavedElsewhere: (sections: readonly string[]) =>
    `Not saved yet: ${sections.join(', ')}. What you typed is kept while Reslot is open.`,
  fixFirst: (count: number) =>
    plural(
      count,
      'One entry needs mending first. Nothing was saved or sent.',
      `${count} entries need mending first. Nothing was saved or sent.`,
    ),
};

export const practiceText = {
  name: 'Practice name',
  nameHint: 'Patients read it in every e-mail.',
  phone: 'Phone',
  phoneHint: 'Patients are told to call this number.',
  zone: 'Time zone',
  zoneHint: 'Every date and time on the screen and in e-mails is shown in this zone.',
  zoneNone: 'No such time zone',
  portalLink: 'Link to the patient portal',
  portalLinkHint:
    'Goes into e-mails, so that patients can answer a proposal. {request} in it becomes the id of the request (its FHIR Task), where the portal has a page for each. Leave it empty if there is none.',
  hours: 'Opening hours',
  hoursHint: 'A break is the gap between two times. A day without hours is closed.',
  closed: 'Closed',
  from: (day: string, n: number) => `${day}, opens, ${n}`,
  to: (day: string, n: number) => `${day}, closes, ${n}`,
  until: 'to',
  addHoursOn: (day: string) => `Add hours on ${day}`,
  removeHours: (day: string, n: number) => `Remove hours ${n} on ${day}`,
  copyMonday: 'Copy Monday to Tuesday–Friday',
  providerHours: 'Hours of providers',
  providerHoursHint:
    'Who sees patients at other times than the practice opens. Days that are not ticked are as the practice’s.',
  providerToAdd: 'A provider with hours of their own',
  addProviderHours: 'Add hours',
  ownHoursOn: (provider: string, day: string) => `${provider}, ${day}, own hours`,
  asPractice: 'As the practice',
  noHours: 'Not here',
  providerDay: (provider: string, day: string) => `${provider}, ${day}`,
  removeProviderHours: (provider: string) => `${provider} as the practice again`,
  unknownProvider: 'A provider who is not known here',
  closedDays: 'Closed days',
  closedDaysHint: 'Holidays and other days on which the practice is closed, once or every year.',
  noClosedDays: 'No closed days are entered.',
  closedDate: (n: number) => `Closed day ${n}, date`,
  closedName: (n: number) => `Closed day ${n}, name`,
  closedRepeats: (n: number) => `Closed day ${n}, repeats`,
  repeatsLabel: 'Repeats',
  once: 'Once',
  dateLabel: 'Date',
  nameLabel: 'Name',
  removeClosedDay: (n: number) => `Remove closed day ${n}`,
  addClosedDay: 'Add a closed day',
  addHolidays: (year: number) => `Add US holidays of ${year}`,
};

export const lettersText = {
  colour: 'Colour of the letters',
  colourHint: 'Of the band above, the button and the line beside the date.',
  kind: 'Letter',
  language: 'Language',
  text: 'Our own words before the date',
  textHint: (fields: readonly string[]) =>
    `The first paragraph stands in bold; an empty line begins the next. The letter fills in ${fields.map((field) => `{${field}}`).join(', ')}.`,
  ours: 'Reslot’s words are used, as the preview shows them.',
  useOurs: 'Use Reslot’s words',
  isOwn: '(own words)',
  always:
    'Greeting, date, provider, place, the reason and message of the decision, and what is asked of the patient are always in the letter. Patients get it in the language that their portal says they prefer, where it is one of these.',
  preview: 'Preview',
  previewFrame: 'The letter as a patient would get it',
};

export const LETTER_KINDS: Readonly<Record<EmailKind, string>> = {
  booked: 'Appointment booked',
  approved: 'Request approved',
  denied: 'Request denied',
  kept: 'Appointment kept',
  proposed: 'Another time proposed',
  'proposal-withdrawn': 'Proposal withdrawn',
  updated: 'Appointment changed',
  accepted: 'Proposal accepted',
  cancelled: 'Appointment cancelled',
  reminder: 'Reminder',
  message: 'Message about a request',
  'not-booked': 'New appointment denied',
  offered: 'Time proposed for a new appointment',
  'offer-withdrawn': 'Proposal for a new appointment withdrawn',
  'offer-taken': 'Time given to somebody else',
};

export const LETTER_LANGUAGE_NAMES: Readonly<Record<LetterLanguage, string>> = {
  en: 'English',
  es: 'Spanish (Español)',
};

/** Who the letters of the preview are to, and about. */
export const SAMPLE = {
  patient: { name: 'Alex Sample', givenName: 'Alex', familyName: 'Sample' },
  provider: 'Dr. Jordan Sample',
};

export const policyText = {
  approval: 'Approval needed',
  approvalHint: 'Whether the practice has to approve a patient’s request to cancel.',
  never: 'Never',
  neverHint: 'Every request to cancel is applied as it arrives.',
  always: 'Always',
  alwaysHint: 'Every request to cancel is listed, and nothing is cancelled until it is approved.',
  within: 'Within N days of the appointment',
  withinHint: 'Requests that come earlier are applied as they arrive.',
  approvalDays: 'Days for approval (N)',
  charges: 'Charges notice',
  chargesHint:
    'Says what a late cancellation costs: to the receptionist, who chooses whether it is charged, and to the patient, in letters and where the portal shows it.',
  none: 'None',
  chargesWithin: 'Within N days',
  chargesDays: 'Days for the charges notice (N)',
  chargesText: 'Text of the charges notice',
  ownTimes: 'When no proposed time suits',
  ownTimesHint: 'What a patient can do in the portal about a proposal, beside accepting and declining it.',
  ownTimesCall: 'Call the office',
  ownTimesTaken: 'Propose another time',
  ownTimesTakenHint:
    'The request comes back to the inbox with the patient’s time, and the times you had proposed are free again. Nothing is booked until you decide. Patients who asked to cancel are asked to call.',
  daysHint: (days: number) => {
    if (days === 0) return 'Only on the day of the appointment itself.';
    if (days === 1) return 'On the day of the appointment and the calendar day before it.';
    return `On the day of the appointment and the ${days} calendar days before it, in the practice’s time zone.`;
  },
};

export const reasonsText = {
  hint: 'The pick lists of the Reason for change dialog. Patients read these words in the e-mail.',
  lists: {
    change: 'Reasons for proposing a change',
    cancel: 'Reasons for cancelling',
    deny: 'Reasons for denying a request',
  },
  reason: (n: number) => `Reason ${n}`,
  moveUp: (text: string) => `Move up: ${text}`,
  moveDown: (text: string) => `Move down: ${text}`,
  remove: (text: string) => `Remove: ${text}`,
  unnamed: (n: number) => `reason ${n}`,
  add: 'Add a reason',
  addTo: (list: string) => `Add a reason to: ${list}`,
  other: 'Other',
  otherHint: 'Always last. It asks for words of its own.',
  moved: (text: string, place: number) => `${text} is now number ${place}.`,
};

export const emailText = {
  send: 'Send appointment reminders',
  on: 'Yes',
  off: 'No',
  days: 'Days before the appointment',
  daysHint: 'From 1 to 14. They leave at 9:00 in the morning, in the practice’s time zone.',
  how: 'Patients with an e-mail address are reminded once of each booked appointment, whichever desk sends it: the portal keeps a note of that, so it has to keep Communication resources. Nobody is reminded less than two hours before, or of a time they have just been written about. If another system sends reminders, switch one of them off.',
  sentEvenSo: 'Appointment-request e-mails are sent even when appointment reminders are switched off.',
  explanation:
    'Patients who asked to move or cancel an appointment always get the answer by e-mail, or a call if they have none.',
};

export const timesText = {
  undo: 'Time to undo, in seconds',
  undoHint: 'How long a decision waits before it leaves this desk: 0 to 60. With 0 there is no undo.',
  expiry: 'Proposals expire, in hours',
  expiryHint:
    'A proposal nobody has answered expires this long before the earlier of its two times: 1 to 720.',
};

export const deskText = {
  /** Of a desk whose computer has no telling name. */
  unnamed: 'Front desk',
  name: 'Desk name',
  nameHint:
    'Other desks, and the record of what is decided here, call this desk by it. Other desks keep their own.',
  letterMonths: 'Keep the words of sent e-mails, in months',
  letterMonthsHint:
    'From 1 to 120. After that this desk keeps whom an e-mail was to, its subject and when it was sent. The record is kept for good.',
  letterMonthsProblem: 'Enter a number of months from 1 to 120.',
};

export const appearanceText = {
  legend: 'Appearance of this desk',
  hint: 'Other desks keep their own.',
  language: 'Language',
  density: 'Requests in a list',
};

/** In the order of the screen. */
export const DENSITY: Readonly<Record<Density, { readonly label: string; readonly hint: string }>> = {
  comfortable: { label: 'Comfortable', hint: 'Two lines each, with some air between them.' },
  compact: { label: 'Compact', hint: 'Two lines each, and more of them in sight.' },
};

/** In the order of the screen, each by what it calls itself. */
export const LANGUAGE_CHOICE: Readonly<
  Record<LanguageChoice, { readonly label: string; readonly hint?: string }>
> = {
  system: { label: 'As the system', hint: 'English where Reslot does not speak this computer’s language.' },
  en: { label: 'English' },
  es: { label: 'Español' },
  de: { label: 'Deutsch' },
};

/** In the order of the screen. */
export const APPEARANCE: Readonly<Record<Appearance, { readonly label: string; readonly hint?: string }>> = {
  system: {
    label: 'As the system',
    hint: 'Light, dark or high contrast, whichever this computer is set to, also when it changes during the day.',
  },
  light: { label: 'Light' },
  dark: { label: 'Dark' },
  'contrast-light': { label: 'High contrast, light' },
  'contrast-dark': { label: 'High contrast, dark' },
};

export const visitTypesText = {
  hint: 'The types a receptionist can choose, and how long each takes. The code is the one the portal uses.',
  none: 'No visit types are entered.',
  display: (n: number) => `Visit type ${n}, name`,
  code: (n: number) => `Visit type ${n}, code`,
  minutes: (n: number) => `Visit type ${n}, minutes`,
  displayLabel: 'Name',
  codeLabel: 'Code',
  minutesLabel: 'Minutes',
  removeOne: (name: string) => `Remove visit type: ${name}`,
  unnamed: (n: number) => `visit type ${n}`,
  add: 'Add a visit type',
};

/** What is wrong with a field, said at the field. */
export const problemText = {
  reminderDays: 'Give a whole number of days from 1 to 14.',
  practiceName: 'Enter the practice’s name.',
  zone: 'Choose a time zone from the list.',
  link: 'Enter a web address that begins with https:// (or http://).',
  time: 'Enter a time.',
  closesBeforeOpens: 'The closing time must be later than the opening time.',
  hoursOverlap: 'These hours overlap the ones before.',
  tooManyHours: 'At most 6 pairs of times a day.',
  date: 'Enter a date.',
  dateTwice: 'This date is entered twice.',
  closedDayName: 'Enter a name, for example “Thanksgiving”.',
  days: 'Enter a whole number of days from 0 to 365.',
  chargesText: 'Enter the text of the notice.',
  reasonEmpty: 'Enter the words of the reason, or remove it.',
  reasonTwice: 'This reason is in the list already.',
  reasonOther: '“Other” is there already: it is always last.',
  url: 'Enter an address that begins with https:// (or http://).',
  urlParts: 'Enter the address without user, password, “?” or “#”.',
  clientId: 'Enter the client ID.',
  keyId: 'Enter the key ID.',
  host: 'Enter the server’s name.',
  hostShape: 'Enter the name alone, without “://”, “/” or spaces.',
  port: 'Enter a whole number from 1 to 65535.',
  fromAddress: 'Enter an e-mail address, for example desk@example.org.',
  recipient: 'Enter the e-mail address the test message goes to.',
  undo: 'Enter a whole number of seconds from 0 to 60.',
  expiry: 'Enter a whole number of hours from 1 to 720.',
  sheetFolder: 'Choose a folder, or enter its whole path.',
  visitName: 'Enter a name.',
  visitCode: 'Enter the code.',
  visitCodeTwice: 'This code is used twice.',
  visitMinutes: 'Enter a whole number of minutes from 5 to 720.',
  deskName: 'Enter a name that can be read on one line, for example “Desk 2”.',
  colour: 'Choose a colour.',
  letterField: (unknown: readonly string[]) =>
    `The letter cannot fill in ${unknown.join(', ')}: mend or remove it.`,
  tooLong: (limit: number) => `At most ${formatCount(limit)} characters.`,
};

const SETTING_TITLES: Readonly<Record<SettingName, string>> = {
  rules: 'the practice and its rules',
  portal: 'the portal connection',
  mail: 'the mail server',
  deskName: 'the desk name',
  singleKeys: 'single-key shortcuts',
  idleMinutes: 'when the desk locks itself',
  letterMonths: 'how long the words of e-mails are kept',
  calendar: 'the calendar',
  sheet: 'the downtime sheet',
  appearance: 'the appearance',
  density: 'how closely requests stand',
  language: 'the language',
};

/** What is stored for `names` cannot be read. */
export const unreadableSettings = (names: readonly SettingName[]): string =>
  `Some settings could not be read, and their defaults hold: ${names.map((name) => SETTING_TITLES[name]).join(', ')}. Please check them in Settings and save them again.`;

/** The public holidays of the United States, as a closed day is called. */
const US_HOLIDAY: Readonly<Record<UsHoliday, string>> = {
  'new-year': 'New Year’s Day',
  'martin-luther-king': 'Martin Luther King Jr. Day',
  washington: 'Presidents’ Day',
  memorial: 'Memorial Day',
  juneteenth: 'Juneteenth',
  independence: 'Independence Day',
  labor: 'Labor Day',
  columbus: 'Columbus Day',
  veterans: 'Veterans Day',
  thanksgiving: 'Thanksgiving',
  christmas: 'Christmas',
};

/** "Independence Day (observed)". */
export const holidayName = ({ holiday, observed }: Omit<UsHolidayDate, 'date'>): string =>
  observed ? `${US_HOLIDAY[holiday]} (observed)` : US_HOLIDAY[holiday];
