import type { EmailIntent } from '../../src-shared/domain/changes.ts';
import { t } from '../../src-shared/text/text.ts';
import type { EmailContext } from './email.ts';
import { inSentence, manyLines, oneLine } from './plain-text.ts';

/** One part of a letter. Everything in it is already safe for a sentence (`plain-text.ts`), and not yet escaped. */
export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  /** The sentence that matters. */
  | { readonly type: 'lead'; readonly text: string }
  | { readonly type: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  /** Words of the practice to this patient, in lines. */
  | { readonly type: 'message'; readonly label: string; readonly lines: readonly string[] }
  | { readonly type: 'link'; readonly label: string; readonly url: string }
  | { readonly type: 'signature'; readonly lines: readonly string[] };

/** An e-mail's words, the one source of its text and its HTML. */
export interface Letter {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/** The letter of an intent; `calendar` is what its calendar part does, which the letter mentions. */
export function writeLetter(
  intent: EmailIntent,
  about: EmailContext,
  calendar: 'REQUEST' | 'CANCEL' | null,
): Letter {
  const { practice } = about.rules;
  const name = inSentence(practice.name);
  const patientName = inSentence(about.patient.name);
  const blocks: Block[] = [
    { type: 'paragraph', text: t.letter.letterText.greeting(patientName) },
    ...opening(intent, about),
    { type: 'facts', rows: facts(intent, about) },
    ...words(intent),
    ...ask(intent, about),
    ...(calendar === null
      ? []
      : [
          {
            type: 'paragraph',
            text: t.letter.letterText.calendar[intent.kind === 'booked' ? 'BOOKED' : calendar],
          } as const,
        ]),
    ...closing(intent, about),
    {
      type: 'signature',
      lines: [
        name,
        ...(practice.phone === '' ? [] : [t.letter.letterText.phone(inSentence(practice.phone))]),
      ],
    },
  ];
  return { subject: `${t.letter.letterText.subjects[intent.kind]} - ${name}`, blocks };
}

function opening(intent: EmailIntent, about: EmailContext): Block[] {
  const { requestKind } = about;
  const more = (...texts: string[]): Block[] => texts.map((text) => ({ type: 'paragraph', text }));
  const rest = (): Block[] => {
    switch (intent.kind) {
      case 'denied':
        return more(t.letter.letterText.couldNotMove);
      case 'kept':
        return more(t.letter.letterText.asPlanned);
      case 'proposed':
        if (requestKind === 'cancel') return more(t.letter.letterText.askedToCancel);
        return requestKind === 'reschedule' ? more(t.letter.letterText.askedToMove) : [];
      case 'proposal-withdrawn':
        return requestKind === null ? [] : more(t.letter.letterText.stillAnswered);
      case 'booked':
      case 'approved':
      case 'accepted':
      case 'updated':
      case 'cancelled':
        return [];
    }
  };
  return [{ type: 'lead', text: t.letter.letterText.leads[intent.kind] }, ...rest()];
}

/** Where the visit takes place: a confirmation without a place would leave the patient to guess. */
function placeName({ location, rules }: EmailContext): string {
  const name = location === null ? '' : inSentence(location.name);
  return name === '' ? inSentence(rules.practice.name) : name;
}

function facts(intent: EmailIntent, about: EmailContext): { label: string; value: string }[] {
  const { zone } = about.rules.practice;
  const now = t.instant.formatInstant(intent.appointment.start, zone);
  const was = t.instant.formatInstant(intent.before.start, zone);
  const moved = intent.appointment.start !== intent.before.start;
  const rows: { label: string; value: string }[] = [];
  switch (intent.kind) {
    case 'approved':
    case 'accepted':
    case 'updated':
      if (moved)
        rows.push(
          { label: t.letter.letterText.labels.newTime, value: now },
          { label: t.letter.letterText.labels.originalTime, value: was },
        );
      else rows.push({ label: t.letter.letterText.labels.time, value: now });
      break;
    case 'booked':
      rows.push({ label: t.letter.letterText.labels.time, value: now });
      break;
    case 'proposed':
      rows.push(
        { label: t.letter.letterText.labels.proposedTime, value: now },
        { label: t.letter.letterText.labels.originalTime, value: was },
      );
      break;
    case 'cancelled':
      rows.push({ label: t.letter.letterText.labels.cancelled, value: now });
      break;
    case 'denied':
    case 'kept':
    case 'proposal-withdrawn':
      rows.push({ label: t.letter.letterText.labels.appointment, value: now });
      break;
  }
  if (about.practitioner)
    rows.push({ label: t.letter.letterText.labels.with, value: inSentence(about.practitioner.name) });
  rows.push({ label: t.letter.letterText.labels.place, value: placeName(about) });
  return rows;
}

function words(intent: EmailIntent): Block[] {
  const reason = oneLine(intent.words?.reasonText ?? '');
  const message = manyLines(intent.words?.message ?? '');
  const blocks: Block[] = [];
  if (reason !== '')
    blocks.push({ type: 'message', label: t.letter.letterText.labels.reason, lines: [reason] });
  if (message !== '')
    blocks.push({ type: 'message', label: t.letter.letterText.labels.message, lines: message.split('\n') });
  return blocks;
}

/** What a proposal asks of the patient. */
function ask(intent: EmailIntent, about: EmailContext): Block[] {
  if (intent.kind !== 'proposed') return [];
  const until =
    about.answerBy === null ? null : t.instant.formatInstant(about.answerBy, about.rules.practice.zone);
  const phone = phoneOf(about);
  const choices = intent.mayCancelEntirely
    ? t.letter.letterText.cancelOrApprove
    : t.letter.letterText.declineOrApprove;
  if (!about.patient.portalAccess)
    return [
      { type: 'paragraph', text: t.letter.letterText.answerByPhone(until, phone, choices) },
      { type: 'paragraph', text: t.letter.letterText.staysUntil },
    ];
  const link = portalLink(about);
  return [
    { type: 'paragraph', text: t.letter.letterText.answerInPortal(until, choices) },
    ...(link === null
      ? []
      : [{ type: 'link', label: t.letter.letterText.labels.portal, url: link } as const]),
    {
      type: 'paragraph',
      text: `${t.letter.letterText.staysUntil} ${t.letter.letterText.anotherTime(phone)}`,
    },
  ];
}

function closing(intent: EmailIntent, about: EmailContext): Block[] {
  if (intent.kind === 'proposed') return [];
  const link = about.patient.portalAccess ? portalLink(about) : null;
  const questions =
    intent.kind === 'cancelled' ? t.letter.letterText.forNewAppointment : t.letter.letterText.forQuestions;
  return [
    { type: 'paragraph', text: questions(phoneOf(about)) },
    ...(link === null
      ? []
      : [{ type: 'link', label: t.letter.letterText.labels.portal, url: link } as const]),
  ];
}

/** '' where the practice names none. */
const phoneOf = (about: EmailContext): string => inSentence(about.rules.practice.phone);

/** The address as a browser would write it; `null` when there is none or it is not a web address. */
function portalLink(about: EmailContext): string | null {
  const { portalLink: given } = about.rules.practice;
  if (given === null || !URL.canParse(given)) return null;
  const url = new URL(given);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
