import type { Obstacle } from '../../domain/obstacle.ts';
import type { OpenPart } from '../../domain/wish.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment, SignLevel } from '../subjects.ts';
import { capitalized } from './common.ts';
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
          ? `${row.patientName} hat dann einen anderen Termin: ${formatTimeRange(other.start, other.end, zone)} bei ${other.practitionerName}`
          : `Belegt: ${whoStands(other, zone)}`,
      }));
    case 'slot-also-wanted':
      return sameSlotSentences(obstacle.others, row, moment).map((text) => ({ level: 'problem', text }));
    case 'time-past':
      return [{ level: 'problem', text: 'Die gewünschte Zeit ist schon vorbei' }];
    case 'appointment-past':
      return [{ level: 'problem', text: 'Der Termin ist schon vorbei' }];
    case 'end-before-start':
      return [{ level: 'problem', text: 'Die gewünschte Zeit endet, bevor sie beginnt' }];
    case 'too-long':
      return [{ level: 'problem', text: 'Die gewünschte Zeit ist länger als 12 Stunden' }];
    case 'over-midnight':
      return [{ level: 'problem', text: 'Die gewünschte Zeit endet an einem anderen Tag, als sie beginnt' }];
    case 'wish-open':
      return [{ level: 'problem', text: leftOpen(obstacle.parts, row.requested !== null) }];
    case 'location-missing':
      return [
        {
          level: 'problem',
          text: `Der Termin hat keinen Ort: Öffnen Sie „${formButton(row.kind)}“ und wählen Sie einen`,
        },
      ];
    case 'time-does-not-exist':
      return [
        {
          level: 'problem',
          text: 'Die gewünschte Uhrzeit gibt es in jener Nacht nicht: Die Uhren werden vorgestellt. Gezeigt wird die Zeit, auf die sie fällt',
        },
      ];
    case 'closed-day':
      return [
        {
          level: 'problem',
          text: `Am gewünschten Tag geschlossen${obstacle.day === '' ? '' : `: ${closureWords(obstacle.day)}`}`,
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
      return [{ level: 'problem', text: 'Hat eine schon vergebene Zeit angenommen: den Patienten anrufen' }];
    case 'accepted-together':
      return [
        {
          level: 'problem',
          text: `Laut Portal im selben Augenblick angenommen wie von ${listWords(obstacle.others)}: Entscheiden Sie, wer die Zeit erhält, und wählen Sie dort „${words.recordAnswer}“`,
        },
      ];
    case 'also-asked':
      return [
        {
          level: 'hint',
          text: `Auch gewünscht und nicht gewählt: ${obstacle.times.map((one) => askedTime(one, moment)).join('; ')}`,
        },
      ];
    case 'asked-for-patient':
      return [
        {
          level: 'hint',
          text: `Für den Patienten gestellt von ${obstacle.by ?? 'jemandem aus einer Praxis oder von einem Programm'}: Keine Regelung entscheidet darüber, sondern Sie`,
        },
      ];
    case 'outdated':
      return [
        {
          level: 'problem',
          text: `Das Portal hat eine neuere Fassung ${listWords(obstacle.what.map((one) => OUTDATED[one]))}, die nicht angezeigt werden kann: Sehen Sie unter „Zu klären“ oder im Portal nach, bevor Sie entscheiden`,
        },
      ];
    case 'not-written-to':
      return [
        { level: 'problem', text: `${standingWords(obstacle.standing)}: Es wird keine E-Mail gesendet` },
      ];
    case 'no-email':
      return [
        {
          level: 'hint',
          text: 'Keine E-Mail-Adresse hinterlegt: Die Entscheidung kommt auf die Anrufliste',
        },
      ];
    case 'no-portal-access':
      return [{ level: 'hint', text: 'Kein Zugang zum Portal: Ein Vorschlag kommt auf die Anrufliste' }];
    case 'appointment-not-active':
      return [
        { level: 'problem', text: `Der Termin ist nicht mehr gebucht. Status: ${STATUS[obstacle.status]}` },
      ];
  }
}

/** The button that opens the form. */
const formButton = (kind: RequestRow['kind']): string => (kind === 'new' ? words.book : words.reschedule);

const OUTDATED = {
  request: 'dieser Anfrage',
  appointment: 'ihres Termins',
  patient: 'des Patientendatensatzes',
} as const;

/** Nobody on file is named; where the appointment has a patient, only that one can be chosen. */
function unmatchedWords({
  kind,
  patientName,
  appointment,
}: Pick<RequestRow, 'kind' | 'patientName' | 'appointment'>): string {
  const open = `öffnen Sie „${formButton(kind)}“ und wählen Sie den Patienten`;
  if (appointment.patientId === null || appointment.patientName === patientName)
    return `Patient nicht zugeordnet: ${capitalized(open)}`;
  return `Patient nicht zugeordnet: Die Anfrage nennt ${patientName}, der Termin ist von ${appointment.patientName}. Fragen Sie ${appointment.patientName}, dann ${open}`;
}

type Differing = Extract<Obstacle, { code: 'patient-differs' }>;

/** Whose request it is and whose appointment, with both names, and the ways out that there are. */
export function differsWords(
  { why, asker, visitPatient, assignable }: Differing,
  { kind, allowed }: Pick<RequestRow, 'kind' | 'allowed'>,
): string {
  const who = asker ?? 'jemand anderen';
  const whose = visitPatient === null ? 'keinem Patienten' : visitPatient.name;
  const told = {
    'for-another': `Gestellt für ${who}, aber der Termin gehört ${whose}`,
    'by-another': `Gestellt von ${asker ?? 'jemand anderem'}, aber der Termin gehört ${whose}, und eine Vertretung ist nicht bekannt`,
    'visit-unknown': `Gestellt für ${who}, aber dieser Arbeitsplatz weiß nicht, wessen Termin es ist`,
    'visit-nobody': `Gestellt für ${who}, aber der Termin gehört niemandem`,
  }[why];
  // Of an appointment that is cancelled already nothing can be kept: its request to cancel ends otherwise.
  const closable =
    allowed.includes(kind === 'cancel' ? 'keep' : 'deny') || allowed.includes('withdraw-proposal');
  const assign =
    assignable === null || !allowed.includes('assign-patient')
      ? null
      : `Fragen Sie ${assignable.name}${visitPatient?.phone ? ` (Tel. ${visitPatient.phone})` : ''}, und ordnen Sie die Anfrage dann ${assignable.name} zu`;
  const out =
    assign === null
      ? closable
        ? 'Schließen Sie sie, oder warten Sie, bis das Portal den Patienten zeigt'
        : 'Der Termin ist schon abgesagt, deshalb lässt sich hier nichts entscheiden: Die Anfrage verschwindet, sobald das Portal sie schließt oder den Patienten zeigt'
      : closable
        ? `${assign}, oder schließen Sie sie`
        : `${assign}, und nehmen Sie sie an: Der Termin ist schon abgesagt`;
  return `${told}: So lässt sich die Anfrage nicht erfüllen. ${out}. Niemand erhält dazu eine E-Mail`;
}

/** What a patient who asks for a new appointment leaves to the practice: "Noch zu wählen: Behandler und Dauer". */
function leftOpen(parts: readonly OpenPart[], hasTime: boolean): string {
  const words = parts.map((part) =>
    part === 'time' && hasTime ? 'eine Zeit innerhalb der gewünschten' : OPEN_PART[part],
  );
  return `Noch zu wählen: ${listWords(words)}`;
}

const OPEN_PART: Readonly<Record<OpenPart, string>> = {
  provider: 'Behandler',
  type: 'Terminart',
  time: 'Uhrzeit',
  length: 'Dauer',
};
