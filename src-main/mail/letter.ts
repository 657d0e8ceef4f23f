import type { EmailIntent } from '../../src-shared/domain/changes.ts';
import { isProposal } from '../../src-shared/domain/email-kind.ts';
import { fillLetter } from '../../src-shared/domain/letters.ts';
import { portalLinkTo } from '../../src-shared/domain/portal-link.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type LetterText, letterText } from '../../src-shared/text/letter-language.ts';
import type { EmailContext } from './email.ts';
import { inSentence, manyLines, oneLine } from './plain-text.ts';

/** One part of a letter. Everything in it is already safe for a sentence (`plain-text.ts`), and not yet escaped. */
export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  /** The sentence that matters. */
  | { readonly type: 'lead'; readonly text: string }
  /** When the visit is, as large as anything in the letter. */
  | {
      readonly type: 'when';
      readonly label: string;
      readonly lines: readonly string[];
      readonly over: boolean;
    }
  | { readonly type: 'facts'; readonly rows: readonly Fact[] }
  /** Words of the practice to this patient, in lines. */
  | { readonly type: 'message'; readonly label: string; readonly lines: readonly string[] }
  /** The one thing to do. */
  | { readonly type: 'button'; readonly label: string; readonly url: string }
  | { readonly type: 'signature'; readonly name: string; readonly rows: readonly Fact[] };

interface Fact {
  readonly label: string;
  readonly value: string;
  /** What a tap on the value opens; `null`: nothing. */
  readonly url: string | null;
}

/** An e-mail's words, the one source of its text and its HTML. */
export interface Letter {
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  /** Who writes, above everything. */
  readonly sender: string;
  readonly blocks: readonly Block[];
}

/** The letter of an intent; `calendar` is what its calendar part does, which the letter mentions. */
export function writeLetter(
  intent: EmailIntent,
  about: EmailContext,
  calendar: 'REQUEST' | 'CANCEL' | null,
): Letter {
  const text = letterText(about.language);
  const { words } = text;
  const { practice } = about.rules;
  const name = inSentence(practice.name);
  const blocks: Block[] = [
    paragraph(words.greeting(inSentence(about.patient.name))),
    ...opening(intent, about, text),
    ...(hasVisit(intent)
      ? [...whenBlocks(intent, about, text), { type: 'facts', rows: facts(intent, about, text) } as const]
      : []),
    ...practiceWords(intent, text),
    ...lateNotice(intent, text),
    ...ask(intent, about, text),
    ...(calendar === null ? [] : [paragraph(words.calendar[intent.kind === 'booked' ? 'BOOKED' : calendar])]),
    ...closing(intent, about, text),
    { type: 'signature', name, rows: reached(about, text) },
  ];
  return {
    language: text.language,
    subject: `${subjectOf(intent, words)} - ${name}`,
    sender: name,
    blocks,
  };
}

function subjectOf(intent: EmailIntent, words: LetterText['words']): string {
  if (!isChoice(intent)) return words.subjects[intent.kind];
  return intent.kind === 'offered' ? words.chooseOfferSubject : words.chooseSubject;
}

/** What is only asked for is nowhere yet: there is no time to tell, and nobody it is certain to be with. */
const hasVisit = ({ appointment }: EmailIntent): boolean => appointment.status !== 'proposed';

const paragraph = (text: string): Block => ({ type: 'paragraph', text });

/** What the practice says in place of our words, in its paragraphs; null where it says nothing. */
function ownWords(intent: EmailIntent, about: EmailContext, text: LetterText): Block[] | null {
  const { rules, practitioner } = about;
  const own = rules.letters.texts.find(
    ({ language, kind }) => language === text.language && kind === intent.kind,
  );
  if (own === undefined) return null;
  const { zone } = rules.practice;
  const practice = inSentence(rules.practice.name);
  const at = ({ status, start }: EmailIntent['before']) =>
    status === 'proposed'
      ? { day: text.words.dayAsked, time: text.words.timeAsked }
      : { day: text.formatDay(start, zone), time: text.formatTime(start, zone) };
  const [now, before] = [at(intent.appointment), at(intent.before)];
  const filled = fillLetter(manyLines(own.text), {
    patient: inSentence(about.patient.name),
    practice,
    phone: phoneOf(about),
    provider: practitioner ? inSentence(practitioner.name) : practice,
    ...now,
    originalDay: before.day,
    originalTime: before.time,
  });
  const [lead = '', ...rest] = filled.split('\n\n').map(oneLine);
  return [{ type: 'lead', text: lead }, ...rest.map(paragraph)];
}

function opening(intent: EmailIntent, about: EmailContext, text: LetterText): Block[] {
  return ownWords(intent, about, text) ?? ourWords(intent, about, text);
}

function ourWords(intent: EmailIntent, about: EmailContext, text: LetterText): Block[] {
  const { requestKind } = about;
  const { words } = text;
  const rest = (): Block[] => {
    switch (intent.kind) {
      case 'denied':
        return [paragraph(words.couldNotMove)];
      case 'kept':
        return [paragraph(words.asPlanned)];
      case 'proposed':
        if (requestKind === 'cancel')
          return [paragraph(isChoice(intent) ? words.askedToCancelChoose : words.askedToCancel)];
        return requestKind === 'reschedule' ? [paragraph(words.askedToMove)] : [];
      case 'offered':
      case 'not-booked':
        return [];
      case 'offer-withdrawn':
        return [paragraph(words.stillAnswered)];
      case 'offer-taken':
        return afterTaken(intent, about, text);
      case 'proposal-withdrawn':
        return requestKind === null ? [] : [paragraph(words.stillAnswered)];
      case 'reminder':
        return [paragraph(words.cannotCome)];
      case 'message':
        return [paragraph(words.stillAnswered)];
      case 'booked':
      case 'approved':
      case 'accepted':
      case 'updated':
      case 'cancelled':
        return [];
    }
  };
  return [{ type: 'lead', text: leadOf(intent, words) }, ...rest()];
}

/** Which time another got, and what has become of this patient's visit and request. */
function afterTaken(intent: EmailIntent, about: EmailContext, text: LetterText): Block[] {
  const { taken } = intent;
  const { words } = text;
  const zone = about.rules.practice.zone;
  const stays = hasVisit(intent) ? `${words.staysAsItIs} ${words.stillAnswered}` : words.stillAnswered;
  return [
    ...(taken === undefined ? [] : [paragraph(words.firstGotIt(text.formatInstant(taken.start, zone)))]),
    ...(taken?.late ? [paragraph(words.acceptedToo)] : []),
    paragraph(stays),
  ];
}

function leadOf(intent: EmailIntent, words: LetterText['words']): string {
  const { kind } = intent;
  if (isChoice(intent)) return kind === 'offered' ? words.chooseOfferLead : words.chooseLead;
  return kind === 'message' && !hasVisit(intent) ? words.messageAboutWish : words.leads[kind];
}

/** Of several times that are proposed each has a line of its own, in the order in which they come. */
function whenBlocks(intent: EmailIntent, about: EmailContext, text: LetterText): Block[] {
  const times = [intent.appointment, ...(intent.alternatives ?? [])].toSorted((a, b) => a.start - b.start);
  return times.map(({ start }, index) =>
    when(intent, about, text, start, times.length > 1 ? index + 1 : null),
  );
}

function when(
  intent: EmailIntent,
  about: EmailContext,
  text: LetterText,
  start: EpochMs,
  number: number | null,
): Block {
  const { labels } = text.words;
  const { zone } = about.rules.practice;
  const moved = isMoved(intent) ? labels.newTime : labels.time;
  const proposedLabel = number === null ? labels.proposedTime : labels.proposedOf(number);
  const label = {
    approved: moved,
    accepted: moved,
    updated: moved,
    booked: labels.time,
    proposed: proposedLabel,
    offered: proposedLabel,
    'not-booked': labels.appointment,
    'offer-withdrawn': labels.appointment,
    'offer-taken': labels.appointment,
    cancelled: labels.cancelled,
    denied: labels.appointment,
    kept: labels.appointment,
    'proposal-withdrawn': labels.appointment,
    reminder: labels.appointment,
    message: labels.appointment,
  }[intent.kind];
  return {
    type: 'when',
    label,
    lines: [sentenceStart(text.formatDay(start, zone), text), text.formatTime(start, zone)],
    over: intent.kind === 'cancelled',
  };
}

/** Spanish writes the names of days small, but not where a line begins with one. */
const sentenceStart = (line: string, { language }: LetterText): string =>
  line.charAt(0).toLocaleUpperCase(language) + line.slice(1);

/** Several times are proposed, of which the patient takes one. */
const isChoice = ({ alternatives = [] }: EmailIntent): boolean => alternatives.length > 0;

const MOVES: ReadonlySet<EmailIntent['kind']> = new Set(['approved', 'accepted', 'updated']);
const isMoved = ({ appointment, before }: EmailIntent): boolean => appointment.start !== before.start;

/** With its address, where that is known, which leads to a map (https://developers.google.com/maps/documentation/urls/get-started). */
function place(about: EmailContext, { words: { labels } }: LetterText): Fact {
  const name = placeName(about);
  const address = oneLine(about.location?.address ?? '');
  if (address === '') return { label: labels.place, value: name, url: null };
  const query = new URLSearchParams({
    api: '1',
    query: `${oneLine(about.location?.name ?? '')}, ${address}`,
  });
  return {
    label: labels.place,
    value: `${name}, ${inSentence(address)}`,
    url: `https://www.google.com/maps/search/?${query}`,
  };
}

/** Where the visit takes place: a confirmation without a place would leave the patient to guess. */
function placeName({ location, rules }: EmailContext): string {
  const name = location === null ? '' : inSentence(location.name);
  return name === '' ? inSentence(rules.practice.name) : name;
}

function facts(intent: EmailIntent, about: EmailContext, text: LetterText): Fact[] {
  const { labels } = text.words;
  const { appointment, before, kind } = intent;
  const { zone } = about.rules.practice;
  const rows: Fact[] = [];
  const add = (label: string, value: string): void => void rows.push({ label, value, url: null });
  if (kind === 'proposed' || (MOVES.has(kind) && isMoved(intent)))
    add(labels.originalTime, text.formatInstant(before.start, zone));
  if (kind !== 'cancelled') add(labels.duration, text.formatDuration(appointment.end - appointment.start));
  if (about.practitioner) add(labels.with, inSentence(about.practitioner.name));
  rows.push(place(about, text));
  return rows;
}

function practiceWords(intent: EmailIntent, { words: { labels } }: LetterText): Block[] {
  const reason = oneLine(intent.words?.reasonText ?? '');
  const message = manyLines(intent.words?.message ?? '');
  const blocks: Block[] = [];
  if (reason !== '') blocks.push({ type: 'message', label: labels.reason, lines: [reason] });
  if (message !== '') blocks.push({ type: 'message', label: labels.message, lines: message.split('\n') });
  return blocks;
}

/** What a cancellation as late as this costs, in the practice's words, and whether it does this time. */
function lateNotice({ kind, late }: EmailIntent, { words }: LetterText): Block[] {
  const notice = oneLine(late?.notice ?? '');
  if (notice === '') return [];
  const label = kind === 'proposed' ? words.labels.lateIf : words.labels.late;
  return [{ type: 'message', label, lines: late?.said === 'waived' ? [notice, words.notCharged] : [notice] }];
}

/** What a proposal asks of the patient. */
function ask(intent: EmailIntent, about: EmailContext, text: LetterText): Block[] {
  if (!isProposal(intent)) return [];
  const { words } = text;
  const until =
    about.answerBy === null ? null : text.formatInstant(about.answerBy, about.rules.practice.zone);
  const phone = phoneOf(about);
  const choices = choicesOf(intent, words);
  const isShared = intent.appointment.sharedOffer !== undefined;
  // What others may have first is held for nobody.
  const held = isShared ? '' : words.heldUntil;
  const meanwhile = intent.kind === 'offered' ? held : words.staysUntil;
  const shared = isShared ? [paragraph(words.firstGetsIt)] : [];
  if (!about.patient.portalAccess)
    return [
      ...shared,
      paragraph(words.answerByPhone(until, phone, choices)),
      ...(meanwhile === '' ? [] : [paragraph(meanwhile)]),
    ];
  return [
    ...shared,
    paragraph(words.answerInPortal(until, choices)),
    ...portalButton(about, words.labels.answer),
    paragraph(
      `${meanwhile} ${(takesOwnTime(intent, about) ? words.anotherTimeInPortal : words.anotherTime)(phone)}`.trim(),
    ),
  ];
}

/** Whether the patient may name a time of their own in the portal: not who asked to cancel (docs/portal.md). */
const takesOwnTime = ({ mayCancelEntirely }: EmailIntent, { rules }: EmailContext): boolean =>
  rules.policy.ownTimes === true && !mayCancelEntirely;

function choicesOf(intent: EmailIntent, words: LetterText['words']): string {
  const isOneOfSeveral = isChoice(intent);
  if (intent.kind === 'offered')
    return isOneOfSeveral ? words.declineOrChooseOffer : words.declineOrApproveOffer;
  if (intent.mayCancelEntirely) return isOneOfSeveral ? words.cancelOrChoose : words.cancelOrApprove;
  return isOneOfSeveral ? words.declineOrChoose : words.declineOrApprove;
}

function closing(intent: EmailIntent, about: EmailContext, { words }: LetterText): Block[] {
  if (isProposal(intent)) return [];
  const questions = intent.kind === 'cancelled' ? words.forNewAppointment : words.forQuestions;
  return [
    paragraph(questions(phoneOf(about))),
    ...(about.patient.portalAccess ? portalButton(about, words.labels.portal) : []),
  ];
}

function portalButton(about: EmailContext, label: string): Block[] {
  const url = portalLinkTo(about.rules.practice.portalLink, about.requestId);
  return url === null ? [] : [{ type: 'button', label, url }];
}

function reached(about: EmailContext, { words }: LetterText): Fact[] {
  const phone = phoneOf(about);
  return phone === '' ? [] : [{ label: words.labels.phone, value: phone, url: telLink(phone) }];
}

/** '' where the practice names none. */
const phoneOf = (about: EmailContext): string => inSentence(about.rules.practice.phone);

/** A `tel:` URI (RFC 3966) of a number as people write it; `null` where it holds more than a number. */
function telLink(phone: string): string | null {
  if (!/^\+?[\d\s().\-/]+$/.test(phone)) return null;
  const digits = phone.replace(/[^\d+]/g, '');
  return digits.length < 3 ? null : `tel:${digits}`;
}
