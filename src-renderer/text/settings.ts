/** Every sentence of the Settings screen. */
import type { PortalTest } from '../../src-shared/ipc/views.ts';

export type SectionId =
  | 'practice'
  | 'policy'
  | 'reasons'
  | 'email'
  | 'portal'
  | 'mail'
  | 'visitTypes'
  | 'times';

export const SECTION_TITLES: Readonly<Record<SectionId, string>> = {
  practice: 'Practice',
  policy: 'Cancellation policy',
  reasons: 'Reasons',
  email: 'E-mail & reminders',
  portal: 'Portal connection',
  mail: 'Mail server',
  visitTypes: 'Visit types',
  times: 'Undo and expiry',
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
  mendFirst: (count: number) =>
    count === 1
      ? 'One entry needs mending first. Nothing was saved or sent.'
      : `${count} entries need mending first. Nothing was saved or sent.`,
} as const;

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
    'Goes into e-mails, so that patients can answer a proposal. Leave it empty if there is none.',
  hours: 'Opening hours',
  hoursHint: 'A break is the gap between two times. A day without hours is closed.',
  closed: 'Closed',
  from: (day: string, n: number) => `${day}, opens, ${n}`,
  to: (day: string, n: number) => `${day}, closes, ${n}`,
  until: 'to',
  addHoursOn: (day: string) => `Add hours on ${day}`,
  removeHours: (day: string, n: number) => `Remove hours ${n} on ${day}`,
  copyMonday: 'Copy Monday to Tuesday–Friday',
  closedDays: 'Closed days',
  closedDaysHint: 'Holidays and other days on which the practice is closed.',
  noClosedDays: 'No closed days are entered.',
  closedDate: (n: number) => `Closed day ${n}, date`,
  closedName: (n: number) => `Closed day ${n}, name`,
  dateLabel: 'Date',
  nameLabel: 'Name',
  removeClosedDay: (n: number) => `Remove closed day ${n}`,
  addClosedDay: 'Add a closed day',
} as const;

export const WEEKDAY_NAMES: Readonly<Record<number, string>> = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
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
  chargesHint: 'Reminds the receptionist that a late cancellation may be charged.',
  none: 'None',
  chargesWithin: 'Within N days',
  chargesDays: 'Days for the charges notice (N)',
  chargesText: 'Text of the charges notice',
  daysHint: (days: number) => {
    if (days === 0) return 'Only on the day of the appointment itself.';
    if (days === 1) return 'On the day of the appointment and the calendar day before it.';
    return `On the day of the appointment and the ${days} calendar days before it, in the practice’s time zone.`;
  },
} as const;

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
} as const;

export const emailText = {
  remindersLabel: 'Send appointment reminders',
  /** workflow.md 5: it has to stand where the switch stands. */
  sentEvenSo: 'Appointment-request e-mails are sent even when appointment reminders are switched off.',
  explanation:
    'Patients who asked to move or cancel an appointment always get the answer by e-mail, or a call if they have none.',
} as const;

export const secretText = {
  stored: {
    token: 'A bearer token is stored.',
    clientSecret: 'A client secret is stored.',
    privateKey: 'A private key is stored.',
    password: 'A password is stored.',
  },
  willRemove: {
    token: 'The stored bearer token is removed when you save.',
    clientSecret: 'The stored client secret is removed when you save.',
    privateKey: 'The stored private key is removed when you save.',
    password: 'The stored password is removed when you save.',
  },
  label: {
    token: 'Bearer token',
    clientSecret: 'Client secret',
    privateKey: 'Private key (PEM or JWK)',
    password: 'Password',
  },
  missing: {
    token: 'Enter the bearer token.',
    clientSecret: 'Enter the client secret.',
    privateKey: 'Enter the private key.',
    password: 'Enter the password of this user, or leave the user empty.',
  },
  hint: 'Kept encrypted by this computer’s key store. It is never shown again.',
  replace: (label: string) => `Replace ${label.toLowerCase()}`,
  removeIt: (label: string) => `Remove ${label.toLowerCase()}`,
  keep: (label: string) => `Keep the stored ${label.toLowerCase()}`,
  unavailable:
    'This computer has no safe place for secrets: no key store of the operating system was found. So Reslot stores none, and this cannot be filled in.',
  keyNotPem:
    'This is neither a PEM private key (it begins with “-----BEGIN PRIVATE KEY-----”) nor a JWK (JSON).',
  keyEncrypted: 'This private key is protected by a passphrase. Enter one without a passphrase.',
  keyPublic: 'This is a public key or a certificate. The private key is needed.',
} as const;

export const portalText = {
  kind: 'Where requests come from',
  none: 'No portal',
  noneHint: 'Requests do not arrive. Decisions stay on this desk.',
  demo: 'The demo clinic’s own portal',
  demoHint: 'Runs on this computer, with invented patients.',
  fhir: 'FHIR server',
  fhirHint: 'A patient portal that speaks HL7 FHIR R4.',
  baseUrl: 'Base URL',
  baseUrlHint: 'For example https://portal.example.org/fhir/r4',
  signIn: 'Sign-in',
  methods: {
    none: 'None',
    bearer: 'Bearer token',
    'client-credentials': 'OAuth 2.0 client credentials',
    'private-key-jwt': 'SMART Backend Services (private key)',
  },
  tokenUrl: 'Token URL',
  clientId: 'Client ID',
  scope: 'Scope',
  scopeHint: 'For example system/*.cruds',
  algorithm: 'Algorithm',
  keyId: 'Key ID',
  keyIdHint: 'The “kid” under which the server knows the public key.',
  notEncrypted: 'This address is not encrypted (http). Use it only on a network you trust.',
  test: 'Test connection',
  testing: 'Testing the connection …',
  testGood: 'The portal has everything Reslot needs.',
  testLacking: 'The portal answers, but it lacks something Reslot needs.',
  testFailed: 'The portal cannot be used like this.',
  testNothing: 'There is no portal to test.',
  findings: 'What the test found',
  levels: { good: 'Good', lacking: 'Lacking', failed: 'Failed' },
} as const;

export const mailText = {
  kind: 'How e-mail is sent',
  none: 'No mail server',
  noneHint: 'No e-mail is sent: it waits here until a mail server is entered.',
  demo: 'The demo clinic’s own mailbox',
  demoHint: 'Runs on this computer. Nothing reaches a real patient.',
  smtp: 'SMTP server',
  smtpHint: 'The practice’s own mail server.',
  host: 'Server',
  hostHint: 'For example smtp.example.org',
  port: 'Port',
  security: 'Encryption',
  securities: {
    tls: 'TLS from the start (usually port 465)',
    starttls: 'STARTTLS (usually port 587)',
    none: 'None: not encrypted',
  },
  notEncrypted: 'Patients’ e-mails and the password would travel unencrypted.',
  user: 'User',
  userHint: 'Leave it empty if the server asks for no sign-in.',
  fromName: 'Sender name',
  fromAddress: 'Sender address',
  testTitle: 'Test message',
  testTo: 'Recipient of the test message',
  test: 'Send a test message',
  testing: 'Sending a test message …',
  testHint: 'Uses what stands above, saved or not.',
  results: {
    accepted: (to: string) => `The server accepted the message to ${to}. Look in that mailbox.`,
    'recipient-refused': (to: string) => `The server refused the recipient ${to}.`,
    'message-refused': () => 'The server refused the message.',
    'sign-in-failed': () => 'The server refused the sign-in: user or password is wrong.',
    'try-later': () => 'The server could not be reached, or asked to try again later.',
    'not-configured': () => 'There is no mail server to test.',
  },
} as const;

/** What a server or the network said, as it came: it may be in any language. */
export const detailWords = (detail: string): string => `Details: ${detail}`;

export const timesText = {
  undo: 'Time to undo, in seconds',
  undoHint: 'How long a decision waits before it leaves this desk: 0 to 60. With 0 there is no undo.',
  expiry: 'Proposals expire, in hours',
  expiryHint:
    'A proposal nobody has answered expires this long before the earlier of its two times: 1 to 720.',
} as const;

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
} as const;

/** What is wrong with a field, said at the field. */
export const problemText = {
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
  visitName: 'Enter a name.',
  visitCode: 'Enter the code.',
  visitCodeTwice: 'This code is used twice.',
  visitMinutes: 'Enter a whole number of minutes from 5 to 720.',
  tooLong: (limit: number) => `At most ${limit.toLocaleString('en-US')} characters.`,
} as const;

type Finding = PortalTest['findings'][number];

const FINDINGS: Readonly<Record<Finding['code'], (level: Finding['level'], detail: string) => string>> = {
  reached: () => 'The server answers.',
  unreachable: () => 'The server cannot be reached. Check the address and the network.',
  timeout: () => 'The server does not answer in time.',
  'not-fhir': () => 'Something answers at this address, but it is not a FHIR server. Check the address.',
  'sign-in-failed': () => 'The server refused the sign-in. Check what stands under Sign-in.',
  'fhir-version': (level, detail) =>
    level === 'good'
      ? `It speaks FHIR ${detail}.`
      : `It speaks another FHIR version (${detail === '' ? 'it does not say which' : detail}). Reslot needs R4, 4.0.1.`,
  transaction: (level) =>
    level === 'good'
      ? 'It writes a decision as a whole or not at all (transaction).'
      : 'It does not offer transactions: a decision could be written in part.',
  versioning: (level, detail) =>
    level === 'good'
      ? `It refuses a change based on an old version (If-Match) of ${detail}.`
      : `It does not check versions (If-Match) of ${detail}: two desks could overwrite each other’s changes.`,
  'conditional-create': (level, detail) =>
    level === 'good'
      ? `It recognises a repeated ${detail} (If-None-Exist).`
      : `It does not recognise a repeated ${detail} (If-None-Exist): after a broken connection one could be entered twice.`,
  'resource-type': (level, detail) =>
    level === 'good' ? `It has ${detail}.` : `It does not have ${detail}.`,
  'search-parameter': (level, detail) => {
    const [type = '', parameter = ''] = detail.split(':');
    return level === 'good'
      ? `It finds ${type} by ${parameter}.`
      : `It cannot find ${type} by ${parameter}: changes would be missed.`;
  },
  'http-status': (_, detail) => `It answered with the HTTP status ${detail}.`,
};

/** A finding of the connection test as a sentence. */
export const findingSentence = ({ level, code, detail }: Finding): string => FINDINGS[code](level, detail);
