import type { Obstacle } from '../../domain/obstacle.ts';
import type { OpenPart } from '../../domain/wish.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment, SignLevel } from '../subjects.ts';
import { listWords } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { answerSentence } from './portal-answers.ts';
import { askedTime, whoStands } from './request-sentences.ts';
import { STATUS, words } from './requests.ts';
import { sameSlotSentences } from './same-slot.ts';
import { outsideHoursWords, unavailableWords } from './time-conflict.ts';
import { closureWords, formatTimeRange } from './times.ts';

/** One thing that stands in the way, in words with names and times. */
export function obstacleSentences(
  obstacle: Obstacle,
  row: Pick<RequestRow, 'patientName' | 'requested' | 'appointment' | 'kind' | 'state' | 'allowed'>,
  moment: Moment,
): readonly { readonly level: SignLevel; readonly text: string }[] {
  const { zone } = moment;
  switch (obstacle.code) {
    case 'slot-taken':
      return obstacle.by.map((other) => ({
        level: 'problem',
        text: other.samePatient
          ? `${row.patientName} has another appointment then: ${formatTimeRange(other.start, other.end, zone)} with ${other.practitionerName}`
          : `Taken: ${whoStands(other, zone)}`,
      }));
    case 'slot-also-wanted':
      return sameSlotSentences(obstacle.others, row, moment).map((text) => ({ level: 'problem', text }));
    case 'time-past':
      return [{ level: 'problem', text: 'The requested time is already past' }];
    case 'appointment-past':
      return [{ level: 'problem', text: 'The appointment is already past' }];
    case 'end-before-start':
      return [{ level: 'problem', text: 'The requested time ends before it begins' }];
    case 'too-long':
      return [{ level: 'problem', text: 'The requested time is longer than 12 hours' }];
    case 'over-midnight':
      return [{ level: 'problem', text: 'The requested time ends on another day than it begins' }];
    case 'wish-open':
      return [{ level: 'problem', text: leftOpen(obstacle.parts, row.requested !== null) }];
    case 'location-missing':
      return [
        {
          level: 'problem',
          text: `The visit has no location: open ${row.kind === 'new' ? words.book : words.reschedule} and choose one`,
        },
      ];
    case 'time-does-not-exist':
      return [
        {
          level: 'problem',
          text: 'The requested time does not exist that night: the clocks are put forward. Shown is the time it falls on',
        },
      ];
    case 'closed-day':
      return [
        {
          level: 'problem',
          text: `Closed on the requested day${obstacle.day === '' ? '' : `: ${closureWords(obstacle.day)}`}`,
        },
      ];
    case 'outside-hours':
      return [{ level: 'problem', text: outsideHoursWords(obstacle.whose) }];
    case 'unavailable':
      return obstacle.times.map((time) => ({
        level: 'problem',
        text: unavailableWords(time, obstacle.practitionerName, moment),
      }));
    case 'patient-unmatched':
      return [{ level: 'problem', text: unmatchedWords(row) }];
    case 'patient-differs':
      return [{ level: 'problem', text: differsWords(obstacle, row) }];
    case 'answered-by-another':
    case 'answer-to-confirm':
      return [{ level: 'problem', text: answerSentence(obstacle, row, moment) }];
    case 'accepted-too-late':
      return [{ level: 'problem', text: 'Accepted a time that was already given: call the patient' }];
    case 'accepted-together':
      return [
        {
          level: 'problem',
          text: `Accepted at the same moment as ${listWords(obstacle.others)}, says the portal: decide who gets the time, and choose ${words.recordAnswer} there`,
        },
      ];
    case 'also-asked':
      return [
        {
          level: 'hint',
          text: `Also asked for, and not chosen: ${obstacle.times.map((one) => askedTime(one, moment)).join('; ')}`,
        },
      ];
    case 'asked-for-patient':
      return [
        {
          level: 'hint',
          text: `Asked for the patient by ${obstacle.by ?? 'somebody of a practice, or by a program'}: no policy decides it, you do`,
        },
      ];
    case 'outdated':
      return [
        {
          level: 'problem',
          text: `The portal has a newer version of ${listWords(obstacle.what.map((one) => OUTDATED[one]))} that cannot be shown: see Needs attention, or in the portal, before you decide`,
        },
      ];
    case 'not-written-to':
      return [{ level: 'problem', text: `${standingWords(obstacle.standing)}: nothing is e-mailed` }];
    case 'no-email':
      return [{ level: 'hint', text: 'No e-mail on file: the decision goes on the Call list' }];
    case 'no-portal-access':
      return [{ level: 'hint', text: 'No portal access: a proposal goes on the Call list' }];
    case 'appointment-not-active':
      return [
        { level: 'problem', text: `The appointment is not booked any more: ${STATUS[obstacle.status]}` },
      ];
  }
}

const OUTDATED = {
  request: 'this request',
  appointment: 'its visit',
  patient: 'the patient’s record',
} as const;

/** Nobody on file is named; where the appointment has a patient, only that one can be chosen. */
function unmatchedWords({
  kind,
  patientName,
  appointment,
}: Pick<RequestRow, 'kind' | 'patientName' | 'appointment'>): string {
  if (appointment.patientId === null || appointment.patientName === patientName)
    return `Patient not matched: open ${kind === 'new' ? words.book : words.reschedule} and choose the patient`;
  return `Patient not matched: the request names ${patientName}, the appointment is ${appointment.patientName}’s. Ask ${appointment.patientName}, then open ${kind === 'new' ? words.book : words.reschedule} and choose the patient`;
}

type Differing = Extract<Obstacle, { code: 'patient-differs' }>;

/** Whose request it is and whose appointment, with both names, and the ways out that there are. */
export function differsWords(
  { why, asker, visitPatient, assignable }: Differing,
  { kind, allowed }: Pick<RequestRow, 'kind' | 'allowed'>,
): string {
  const who = asker ?? 'Somebody else';
  const whose = visitPatient?.name ?? 'nobody';
  const told = {
    'for-another': `Made for ${who}, but the appointment is ${whose}’s`,
    'by-another': `Asked by ${who}, who is not known to act for ${whose}, whose appointment it is`,
    'visit-unknown': `Made for ${who}, but this desk cannot tell whose appointment it is`,
    'visit-nobody': `Made for ${who}, but the appointment is nobody’s`,
  }[why];
  // Of an appointment that is cancelled already nothing can be kept: its request to cancel ends otherwise.
  const closable =
    allowed.includes(kind === 'cancel' ? 'keep' : 'deny') || allowed.includes('withdraw-proposal');
  const assign =
    assignable === null || !allowed.includes('assign-patient')
      ? null
      : `Ask ${assignable.name}${visitPatient?.phone ? ` at ${visitPatient.phone}` : ''}, then assign it to ${assignable.name}`;
  const out =
    assign === null
      ? closable
        ? 'Close it, or wait until the portal shows the patient'
        : 'The appointment is cancelled already, so nothing can be decided here: it goes once the portal closes it, or once the portal shows the patient'
      : closable
        ? `${assign}, or close it`
        : `${assign} and approve it: the appointment is cancelled already`;
  return `${told}: it cannot be granted as it stands. ${out}. Nobody is e-mailed about it`;
}

/** What a patient who asks for a new appointment leaves to the practice: "To be chosen: provider and duration". */
function leftOpen(parts: readonly OpenPart[], hasTime: boolean): string {
  const words = parts.map((part) =>
    part === 'time' && hasTime ? 'a time within the one asked for' : OPEN_PART[part],
  );
  return `To be chosen: ${listWords(words)}`;
}

const OPEN_PART: Readonly<Record<OpenPart, string>> = {
  provider: 'provider',
  type: 'type',
  time: 'time',
  length: 'duration',
};
