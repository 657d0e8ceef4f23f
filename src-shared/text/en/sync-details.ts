/** What the header's state is about, one click away: what waits, since when, why, and what happens next. */
import type { EpochMs } from '../../domain/time.ts';
import type { SyncStatus, WaitingDecision } from '../../ipc/sync-views.ts';
import { formatCount, plural } from './locale.ts';
import { typesWords } from './sync.ts';

export const syncDetailsText = {
  title: 'Portal and e-mail',
  open: 'What waits, and why',
  close: 'Close',
  portal: 'Portal',
  decisions: 'Waiting to sync',
  email: 'E-mail',
  attention: 'Show what needs attention',
  settings: 'Open Settings',
  tryNow: 'Try now',
  nothingWaits: 'Everything decided here is in the portal.',
  noMail: 'Every e-mail that may leave has left.',
};

/** Where a sentence is said: the present, and an instant on the clinic's clock. */
interface Moment {
  readonly now: EpochMs;
  readonly time: (at: EpochMs) => string;
}

/** "within a minute", "at 10:43". */
const soon = (at: EpochMs, { now, time }: Moment): string =>
  at - now < 60_000 ? 'within a minute' : `at ${time(at)}`;

/** How the exchange with the portal stands, and what happens by itself. `advice`: what helps, where the state itself says so. */
export function portalSentences(
  status: SyncStatus,
  { advice, nextRoundAt }: { readonly advice: string | null; readonly nextRoundAt: EpochMs | null },
  moment: Moment,
): string[] {
  const { time } = moment;
  const again =
    nextRoundAt === null ? 'It is being asked now.' : `It is asked again ${soon(nextRoundAt, moment)}.`;
  const since = status.lastSuccessAt === null ? [] : [`Last read whole at ${time(status.lastSuccessAt)}.`];
  switch (status.phase) {
    case 'up-to-date':
    case 'syncing':
      return status.lastSuccessAt === null
        ? ['It is being read for the first time since the start.']
        : [...since, again];
    case 'loading':
      return [
        'It is being read for the first time. What is not here yet comes by itself; you can work meanwhile.',
      ];
    case 'offline':
      return [
        status.offlineSince === null
          ? 'It cannot be reached.'
          : `It has not been reachable since ${time(status.offlineSince)}.`,
        ...since,
        again,
        'Go on as always: what you decide is kept here, and sent when it is back.',
      ];
    case 'server-error':
      return [
        `It answers with an error${status.detail === null ? '.' : `: ${status.detail}`}`,
        ...since,
        again,
        'Nothing is lost. If this stays, tell whoever looks after the portal these words.',
      ];
    case 'types-refused':
      return [
        ...unreadSentences(status.detail ?? ''),
        'Ask the portal’s operator to let this desk’s account read and search them. What has come meanwhile is read then.',
        ...(status.lastSuccessAt === null
          ? []
          : [`The rest was last read at ${time(status.lastSuccessAt)}.`]),
        again,
      ];
    case 'sign-in-failed':
      return [
        'It does not let this desk in. Nothing is lost: what was decided is sent when signing in works again.',
        'Check the sign-in in Settings, Portal connection.',
        again,
      ];
    case 'not-configured':
      return ['None is connected. What is decided meanwhile is kept, and told to it once one is.'];
    case 'storage':
    case 'program-error':
      return [...(advice === null ? [] : [advice]), ...since, again];
    case 'certificate':
    case 'secret-elsewhere':
    case 'key-store':
    case 'clear-text':
      return [
        ...(advice === null ? [] : [advice]),
        'Nothing is sent to it until then, and nothing is lost.',
        ...since,
      ];
  }
}

/** What follows at the desk where the portal does not let it read these types. */
function unreadSentences(types: string): string[] {
  const refused = types.split(',');
  return [
    `It does not let this desk read ${typesWords(types)}. Everything else is read as always.`,
    ...refused.flatMap((type) => UNREAD_MEANS[type] ?? []),
    ...(refused.some((type) => ANSWERS_STAND_IN.has(type))
      ? ['No proposal runs out meanwhile: a patient’s answer could be there, unread.']
      : []),
  ];
}

const ANSWERS_STAND_IN: ReadonlySet<string> = new Set([
  'Patient',
  'Appointment',
  'Task',
  'AppointmentResponse',
]);

const UNREAD_MEANS: Readonly<Record<string, string>> = {
  Patient: 'Patients who are new in the portal are not known here.',
  Practitioner: 'Providers who are new in the portal cannot be booked here.',
  Location: 'Locations that are new in the portal cannot be booked here.',
  Appointment: 'What is booked or changed elsewhere is not seen here: a time shown as free may be taken.',
  Task: 'New requests do not arrive.',
  AppointmentResponse: 'Patients’ answers to proposals do not arrive.',
};

/** What a portal that keeps no answers of patients means for a proposal; null where it keeps them. */
export const noAnswersSentence = ({ noAnswers }: Pick<SyncStatus, 'noAnswers'>): string | null =>
  noAnswers
    ? 'This portal keeps no answers of patients, so what they say to a proposal does not arrive here. Call them, and choose Record answer.'
    : null;

/** Why a decision has not reached the portal, and when it goes on. */
export function waitSentence(
  { reason, until, attempts, error }: WaitingDecision,
  phase: SyncStatus['phase'],
  moment: Moment,
): string {
  const away = AWAY[phase];
  const again =
    away ?? (until === null ? 'It is tried again now.' : `It is tried again ${soon(until, moment)}.`);
  const last = error === null || away !== undefined ? '' : ` The last answer: ${error}.`;
  switch (reason) {
    case 'undo':
      return 'It can still be undone, and leaves after that.';
    case 'turn':
      return error === null ? (away ?? 'It leaves now.') : `${again}${last}`;
    case 'pause':
      return `${attemptWords(attempts)} ${again}${last}`;
    case 'in-doubt':
      return `Whether it arrived is not known yet: that is looked up first. ${again}${last}`;
    case 'one-before':
      return 'It waits for the one before it, about the same appointment.';
    case 'refused-before':
      return 'The portal did not take one before it, about the same appointment: see Needs attention.';
    case 'patient':
      return 'It waits until the portal has the patient.';
  }
}

/** What has to be so again before anything leaves. */
const AWAY: Readonly<Partial<Record<SyncStatus['phase'], string>>> = {
  offline: 'It leaves when the portal can be reached.',
  'not-configured': 'It leaves when a portal is connected.',
  'sign-in-failed': 'It leaves when the portal lets this desk in.',
  certificate: 'It leaves when the connection is mended.',
  'secret-elsewhere': 'It leaves when the sign-in has been entered again.',
  'key-store': 'It leaves when this computer’s key store has been unlocked.',
  'clear-text': 'It leaves when the connection is encrypted.',
};

const attemptWords = (attempts: number): string =>
  plural(attempts, 'Tried once.', `Tried ${formatCount(attempts)} times.`);

/** How many more wait than are shown. */
export const moreWaiting = (count: number): string =>
  plural(count, 'and 1 more', `and ${formatCount(count)} more`);

/** How many e-mails may leave and have not. */
export const mailWaitingSentence = (count: number): string =>
  count === 0
    ? syncDetailsText.noMail
    : plural(
        count,
        '1 e-mail waits, and leaves by itself.',
        `${formatCount(count)} e-mails wait, and leave by themselves.`,
      );

/** What the header says where this computer's clock is not the portal's; null where they agree (0 minutes). */
export const clockNotice = (aheadMinutes: number): string | null =>
  aheadMinutes === 0
    ? null
    : `This computer’s clock is ${spanWords(Math.abs(aheadMinutes))} ${aheadMinutes > 0 ? 'ahead of' : 'behind'} the portal’s`;

/** The same, with what comes of it and what to do. */
export function clockSentence(aheadMinutes: number): string | null {
  const notice = clockNotice(aheadMinutes);
  return notice === null
    ? null
    : `${notice}. Proposals and the cancellation policy go by the portal’s. Have this computer’s clock set right.`;
}

function spanWords(minutes: number): string {
  if (minutes < 90) return plural(minutes, '1 minute', `${formatCount(minutes)} minutes`);
  const hours = Math.round(minutes / 60);
  if (hours < 36) return `${formatCount(hours)} hours`;
  return `${formatCount(Math.round(hours / 24))} days`;
}
