/** Every sentence of Settings about the portal connection, the mail server and their secrets. */
import type { PortalTest } from '../../ipc/settings-views.ts';
import { certificateAdvice, certificateFaultWords } from './certificates.ts';
import { typesWords } from './sync.ts';

const KEY_STORE_WAITS =
  'This computer’s key store has not answered, so what is stored could not be read. Answer its question, then try again.';

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
  again: (where: string) =>
    `Enter it again: the stored one was entered for ${where || 'another address'}, and it is sent nowhere else.`,
  hint: 'Kept encrypted by this computer’s key store. It is never shown again.',
  replace: (label: string) => `Replace ${label.toLowerCase()}`,
  removeIt: (label: string) => `Remove ${label.toLowerCase()}`,
  keep: (label: string) => `Keep the stored ${label.toLowerCase()}`,
  /** Why a secret can be neither entered nor replaced. */
  notReady: {
    asking: 'Asking this computer’s key store …',
    waiting:
      'This computer’s key store has not answered: it may be asking for your password in a window of its own. Until it is answered no secret can be read or saved; everything else works.',
    none: 'This computer has no safe place for secrets: no key store of the operating system was found. So Reslot stores none, and this cannot be filled in.',
    unreadable:
      'The file in which secrets are kept (secrets.json in Reslot’s folder) cannot be read, so none can be saved or used. Check its permissions, then open this section again.',
    unprotected:
      'This computer’s keyring is missing or was not opened, so whoever can read the file could read a secret. So Reslot stores none. Set up or unlock the keyring (GNOME Keyring or KWallet), then start Reslot again.',
  },
  keyNotPem:
    'This is neither a PEM private key (it begins with “-----BEGIN PRIVATE KEY-----”) nor a JWK (JSON).',
  keyEncrypted: 'This private key is protected by a passphrase. Enter one without a passphrase.',
  keyPublic: 'This is a public key or a certificate. The private key is needed.',
};

export const portalText = {
  kind: 'Where requests come from',
  use: 'What this desk does with it',
  uses: { decides: 'Reads and decides', reads: 'Only reads' },
  useHint: {
    decides: 'Patients’ requests are answered here, and appointments booked, moved and cancelled.',
    reads:
      'The schedule and the patients are shown; nothing is decided and nothing is written. For portals without requests or transactions, as those of most hospitals.',
  },
  providers: 'Providers whose appointments are read',
  providersHint:
    'The FHIR id of each, a line each. Only where the portal lists neither appointments nor providers; its operator knows them.',
  providerWrong: (text: string) => `“${text}” is no FHIR id: letters, digits, “-” and “.”, 64 at most.`,
  providersTooMany: 'That are more than 200 providers. Leave some out.',
  chooseReadOnly: 'Only read from this portal',
  none: 'No portal',
  noneHint: 'Requests do not arrive. Decisions stay on this desk.',
  demo: 'The demo clinic’s own portal',
  demoHint: 'Runs on this computer, with invented patients.',
  fhir: 'FHIR server',
  fhirHint: 'A patient portal that speaks HL7 FHIR R4.',
  baseUrl: 'Base URL',
  baseUrlHint:
    'For example https://portal.example.org/fhir/r4. One data folder belongs to one portal: for another portal, start Reslot with another folder.',
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
  notEncrypted:
    'This address is not encrypted (http): patients’ data could be read on the way. Enter one with https.',
  test: 'Test connection',
  testing: 'Testing the connection …',
  testWrites: 'Try writing, too',
  testWritesHint:
    'Puts a patient called Reslot Check on file, books and moves a visit two years ahead, answers a request, and removes what it made, or marks it as entered in error where the portal deletes nothing.',
  testGood: 'The portal has everything Reslot needs.',
  testReadOnly: 'The portal can be read. Nothing can be decided with it.',
  testLacking: 'The portal answers, but it lacks something Reslot needs.',
  testFailed: 'The portal cannot be used like this.',
  testUnfinished: 'Not everything could be tried: test the connection again.',
  testNothing: 'There is no portal to test.',
  findings: 'What the test found',
  levels: { good: 'Good', note: 'Note', lacking: 'Lacking', failed: 'Failed' },
};

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
  notEncrypted:
    'Without encryption only a mail server on this computer can be used. Choose TLS or STARTTLS for any other.',
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
    certificate: (_to: string, detail: string) => certificateSentence(detail, 'mail'),
    'secret-elsewhere': (_to: string, detail: string) =>
      `The stored password was entered for ${detail || 'another server'}, and it is sent nowhere else. Enter it again.`,
    'key-store': () => KEY_STORE_WAITS,
    'clear-text': () => 'The connection is not encrypted: nothing was sent. Choose TLS or STARTTLS.',
    'try-later': () => 'The server could not be reached, or asked to try again later.',
    'not-configured': () => 'There is no mail server to test.',
  },
};

/** What the patient, the visits and the request of a trial with writes are called in the portal. */
export const throwAway = {
  given: 'Reslot',
  family: 'Check',
  desk: 'Reslot check',
  visit: 'Reslot check: may be deleted',
};

/** That nothing was sent, why, and what to do. */
const certificateSentence = (detail: string, connection: 'portal' | 'mail'): string =>
  `${certificateFaultWords(detail, 'server')}: nothing was sent. ${certificateAdvice(detail, connection)}`;

/** What a server or the network said, as it came: it may be in any language. */
export const detailWords = (detail: string): string => `Details: ${detail}`;

type Finding = PortalTest['findings'][number];

/** The type that a finding's detail begins with. */
const ofType = (detail: string): string => detail.split(':')[0] ?? '';

const FINDINGS: Readonly<Record<Finding['code'], (level: Finding['level'], detail: string) => string>> = {
  reached: () => 'The server answers.',
  unreachable: () => 'The server cannot be reached. Check the address and the network.',
  timeout: () => 'The server does not answer in time.',
  'not-fhir': () => 'Something answers at this address, but it is not a FHIR server. Check the address.',
  'sign-in-failed': () => 'The server refused the sign-in. Check what stands under Sign-in.',
  certificate: (_, detail) => certificateSentence(detail, 'portal'),
  'secret-elsewhere': (_, detail) =>
    `What is stored for the sign-in was entered for ${detail || 'another address'}, and it is sent nowhere else. Enter it again.`,
  'key-store': () => KEY_STORE_WAITS,
  'fhir-version': (level, detail) =>
    level === 'good'
      ? `It speaks FHIR ${detail}.`
      : `It speaks another FHIR version (${detail === '' ? 'it does not say which' : detail}). Reslot needs R4, 4.0.1.`,
  transaction: (level) =>
    level === 'good'
      ? 'It writes a decision as a whole or not at all (transaction).'
      : 'It does not offer transactions: a decision could be written in part.',
  'no-decisions': (_, detail) =>
    `It takes no decisions: it has no requests that can be answered (Task), or carries out no transactions, as most servers that are only read. Requests cannot be answered with it, nor appointments booked. ${
      detail === ''
        ? 'Nor can the schedule be loaded.'
        : `Of the schedule, ${typesWords(detail)} can be loaded.`
    } Ask the portal’s operator whether requests and transactions can be offered, or let this desk only read.`,
  'read-only': () => 'Its schedule can be shown. Nothing is decided, and nothing is written.',
  'by-provider': (_, detail) =>
    detail === ''
      ? 'It finds appointments only by provider and date: those of the providers it lists are read, from two weeks back to three months ahead.'
      : `It finds appointments only by provider and date: those of the ${detail} you have named are read, from two weeks back to three months ahead.`,
  'providers-unnamed': () =>
    'It finds appointments only by provider and date, and does not list its providers. Enter their FHIR ids above; the portal’s operator knows them.',
  'provider-missing': (_, detail) => `It has no provider with the id ${detail}.`,
  versioning: (level, detail) =>
    level === 'good'
      ? `It refuses a change based on an old version (If-Match) of ${detail}.`
      : level === 'note'
        ? `It does not say whether it checks versions (If-Match) of ${detail}. “Try writing, too” finds out.`
        : `It does not check versions (If-Match) of ${detail}: two desks could overwrite each other’s changes. Reslot looks before it writes, and says where something was overwritten all the same.`,
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
  'settings-kept': (level) =>
    level === 'good'
      ? 'It keeps the practice’s settings, so that they are the same at all desks (Basic).'
      : 'It does not keep the practice’s settings (Basic): set them at every desk. Everything else works.',
  search: () =>
    'The search that loads everything is not answered. Ask the portal’s operator to let this desk’s account search by _lastUpdated, sorted by it.',
  'next-page': (level) =>
    level === 'good'
      ? 'The pages of a search can be followed.'
      : 'The second page of a search cannot be read, so what stands after the first would be missing. Ask the portal’s operator whether its page links lead to the address above.',
  'type-refused': (_, detail) =>
    `The portal does not let this desk read ${typesWords(ofType(detail))}. Ask its operator to let this desk’s account read and search them.`,
  untried: () =>
    'The portal was busy, or did not answer in time. Wait a minute, then test the connection again.',
  create: (level, detail) =>
    level === 'good'
      ? `It takes new ${typesWords(ofType(detail))}.`
      : `It does not take new ${typesWords(ofType(detail))} as Reslot writes them (docs/portal.md). What it says is below.`,
  change: (level, detail) =>
    level === 'good'
      ? `It takes changes of ${typesWords(ofType(detail))}.`
      : `It does not take changes of ${typesWords(ofType(detail))} as Reslot writes them (docs/portal.md). What it says is below.`,
  'write-refused': (_, detail) =>
    `The portal does not let this desk write ${typesWords(ofType(detail))}. Ask its operator to let this desk’s account create and change them (in SMART’s terms system/${ofType(detail)}.cu).`,
  'write-untried': () =>
    'Booking, moving and answering requests could not be tried: that takes the throw-away patient.',
  'request-untried': () =>
    'Answering a request could not be tried: this account may not create one. Reslot changes only those that patients make.',
  'transaction-refused': () =>
    'It does not carry out transactions (a Bundle posted to the address itself), and Reslot writes every decision as one. Ask the portal’s operator to offer them.',
  'transaction-answer': () =>
    'It carries out a transaction, and its answer does not say what became of each part. It has to be a transaction-response with a status and a location for each entry, in their order.',
  atomic: (level) =>
    level === 'good'
      ? 'A decision that is refused in one part leaves nothing behind.'
      : 'It is not atomic: of a transaction that was refused in one part the rest was carried out. Ask the portal’s operator to switch real transactions on (all or nothing).',
  versions: (level) =>
    level === 'good'
      ? 'Each change gets a version and a time (meta.versionId, meta.lastUpdated).'
      : 'Not every change gets a version and a time of its own (meta.versionId, meta.lastUpdated): nobody could tell that something has changed.',
  identifiers: (level) =>
    level === 'good'
      ? 'It keeps the identifiers of an appointment.'
      : 'It does not keep the identifiers of an appointment: after a broken connection one could be booked twice, and calendars get entries twice.',
  extensions: (level) =>
    level === 'good'
      ? 'It keeps extensions.'
      : 'It drops extensions: which desk decided is not known elsewhere. Everything else works.',
  tags: (level) =>
    level === 'good'
      ? 'It keeps tags, by which a desk knows its own decision again.'
      : 'It does not keep tags (meta.tag): after a broken connection a desk cannot tell whether its decision has arrived.',
  date: (level) =>
    level === 'good'
      ? 'It tells its time (Date).'
      : 'It does not tell its time (Date): proposals end by the clock of each desk.',
  sort: (level) =>
    level === 'good'
      ? 'It lists changes in their order (_sort=_lastUpdated).'
      : 'It does not list changes in their order (_sort=_lastUpdated): some would be missed.',
  'bound-ignored': (_, detail) =>
    `Asked for new ${typesWords(detail)} only (_lastUpdated), it lists older ones too: each look at the portal would read everything.`,
  'page-size': (_, detail) =>
    `It gives at most ${detail} of anything at a time: the first load takes longer.`,
  late: (_, detail) =>
    `A search finds what was written only after ${detail} seconds: requests arrive so much later.`,
  history: (level) =>
    level === 'good'
      ? 'It keeps earlier versions (_history).'
      : 'It keeps no earlier versions, or does not show them (_history): what was changed elsewhere is told without what it was before.',
  removed: () => 'What was written for the test has been removed.',
  marked: (_, detail) =>
    `It deletes nothing: what was written for the test is marked as entered in error, or not in use (${detail}).`,
  'left-behind': (_, detail) =>
    `What was written for the test could not be removed, and may be deleted by hand: ${detail}.`,
  statement: (_, detail) =>
    `Its CapabilityStatement does not name what it does all the same: ${detail}. It should.`,
  'http-status': (_, detail) => `It answered with the HTTP status ${detail}.`,
};

/** A finding of the connection test as a sentence. */
export const findingSentence = ({ level, code, detail }: Finding): string => FINDINGS[code](level, detail);
