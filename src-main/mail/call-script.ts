import type { EmailIntent } from '../../src-shared/domain/changes.ts';
import { isProposal } from '../../src-shared/domain/email-kind.ts';
import { type LetterText, letterText } from '../../src-shared/text/letter-language.ts';
import type { EmailContext } from './email.ts';
import { inSentence, oneLine } from './plain-text.ts';

/** What is said on the phone. Lines end with `\n`; a paragraph is what is said in one go. */
export interface CallScript {
  /** To the patient, once they are on the phone. */
  readonly script: string;
  /** Where nobody answers and a message can be left; '' where none should be. */
  readonly voicemail: string;
}

/**
 * Says the intent in sentences to be spoken, in the patient's language. Pure. Of somebody who has died, or whose record is not in use
 * (`standing`), whoever answers is told whose appointment it is about, and no message is left.
 */
export function composeCallScript(intent: EmailIntent, about: EmailContext): CallScript {
  const text = letterText(about.language);
  const { call } = text;
  const practice = inSentence(about.rules.practice.name);
  const patient = inSentence(about.patient.name);
  const isAsked = about.patient.standing === null;
  const paragraphs = [
    [isAsked ? call.greeting(practice, patient) : call.greetingAbout(practice, patient)],
    [...asked(intent, about, text), lead(intent, about, text)],
    place(intent, about, text),
    practiceWords(intent, text),
    late(intent, text),
    choices(intent, about, text),
    [call.closing],
  ];
  return {
    script: paragraphs
      .filter((sentences) => sentences.length > 0)
      .map((sentences) => `${sentences.join(' ')}\n`)
      .join('\n'),
    voicemail: isAsked ? call.voicemail(practice, patient, inSentence(about.rules.practice.phone)) : '',
  };
}

function lead(intent: EmailIntent, about: EmailContext, text: LetterText): string {
  const { call } = text;
  const { kind, appointment, alternatives = [] } = intent;
  if (kind === 'message' && appointment.status === 'proposed') return call.messageAboutWish;
  if (intent.taken !== undefined) {
    const { start, late: isLate } = intent.taken;
    const stays = appointment.status === 'proposed' ? '' : call.staysOn(say(appointment.start, about, text));
    return [call.leads[kind](say(start, about, text)), isLate ? call.acceptedToo : '', stays]
      .filter((sentence) => sentence !== '')
      .join(' ');
  }
  const whens = [appointment, ...alternatives]
    .toSorted((a, b) => a.start - b.start)
    .map(({ start }) => say(start, about, text));
  return alternatives.length === 0
    ? call.leads[kind](whens.join(''))
    : (kind === 'offered' ? call.offeredAnew : call.offered)(whens.join(`; ${call.or} `));
}

const say = (at: number, { now, rules }: EmailContext, text: LetterText): string =>
  text.sayInstant(at, now, rules.practice.zone);

/** What the patient wanted, before they hear what is offered instead. */
function asked(intent: EmailIntent, about: EmailContext, text: LetterText): string[] {
  const { requestKind } = about;
  if (intent.kind !== 'proposed' || requestKind === null) return [];
  const when = say(intent.before.start, about, text);
  return [requestKind === 'cancel' ? text.call.askedToCancel(when) : text.call.askedToMove(when)];
}

function place(intent: EmailIntent, about: EmailContext, text: LetterText): string[] {
  const { call } = text;
  const { kind, appointment, before } = intent;
  if (kind === 'cancelled') return [];
  if (appointment.status === 'proposed')
    return kind === 'offer-withdrawn' || kind === 'offer-taken' ? [call.stillAnswered] : [];
  const moved = appointment.start !== before.start && !isProposal(intent);
  const name = inSentence(about.location?.name ?? '');
  return [
    ...(moved ? [call.notOn(say(before.start, about, text))] : []),
    call.withAt(
      inSentence(about.practitioner?.name ?? ''),
      name === '' ? inSentence(about.rules.practice.name) : name,
    ),
    ...((kind === 'proposal-withdrawn' || kind === 'offer-taken') && about.requestKind !== null
      ? [call.stillAnswered]
      : []),
  ];
}

/** As they were typed, in whichever language. */
function practiceWords({ words }: EmailIntent, { call }: LetterText): string[] {
  const reason = oneLine(words?.reasonText ?? '').replace(/[.\s]+$/, '');
  const message = oneLine(words?.message ?? '');
  return [...(reason === '' ? [] : [call.reason(inSentence(reason))]), ...(message === '' ? [] : [message])];
}

function late({ kind, late: said }: EmailIntent, { call }: LetterText): string[] {
  const notice = oneLine(said?.notice ?? '');
  if (notice === '') return [];
  if (kind === 'proposed') return [call.lateIf(notice)];
  return said?.said === 'waived' ? [call.late(notice), call.notCharged] : [call.late(notice)];
}

function choices(intent: EmailIntent, about: EmailContext, text: LetterText): string[] {
  if (!isProposal(intent)) return [];
  const { call } = text;
  return [
    ...(intent.appointment.sharedOffer === undefined ? [] : [call.firstGetsIt]),
    (intent.alternatives ?? []).length === 0 ? call.ask : call.askWhich,
    intent.kind === 'offered'
      ? call.otherwiseNew
      : intent.mayCancelEntirely
        ? call.otherwiseCancel
        : call.otherwiseMove(say(intent.before.start, about, text)),
  ];
}
