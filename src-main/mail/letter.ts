import type { EmailIntent, EmailKind } from '../../src-shared/domain/changes.ts';
import type { EmailContext } from './email.ts';
import { formatInstant } from './instant.ts';
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

const SUBJECT: Readonly<Record<EmailKind, string>> = {
  booked: 'Your appointment is booked',
  approved: 'Your appointment is confirmed for the new time',
  accepted: 'Your appointment is confirmed for the new time',
  denied: 'Your appointment is kept at the original time',
  kept: 'Your appointment is kept at the original time',
  updated: 'Your appointment has been changed',
  cancelled: 'Your appointment is cancelled',
  proposed: 'Please answer: a new time is proposed for your appointment',
  'proposal-withdrawn': 'The new time proposed for your appointment no longer applies',
};

const CALENDAR_SENTENCE = {
  BOOKED: 'The calendar entry that comes with this e-mail puts the appointment into your calendar.',
  REQUEST: 'The calendar update that comes with this e-mail brings your calendar up to date.',
  CANCEL: 'The calendar update that comes with this e-mail takes the appointment out of your calendar.',
} as const;

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
    { type: 'paragraph', text: patientName === '' ? 'Hello,' : `Dear ${patientName},` },
    ...opening(intent, about),
    { type: 'facts', rows: facts(intent, about) },
    ...words(intent),
    ...ask(intent, about),
    ...(calendar === null
      ? []
      : [
          {
            type: 'paragraph',
            text: CALENDAR_SENTENCE[intent.kind === 'booked' ? 'BOOKED' : calendar],
          } as const,
        ]),
    ...closing(intent, about),
    {
      type: 'signature',
      lines: [name, ...(practice.phone === '' ? [] : [`Phone: ${inSentence(practice.phone)}`])],
    },
  ];
  return { subject: `${SUBJECT[intent.kind]} - ${name}`, blocks };
}

function opening(intent: EmailIntent, about: EmailContext): Block[] {
  const lead = (text: string): Block => ({ type: 'lead', text });
  const more = (text: string): Block => ({ type: 'paragraph', text });
  switch (intent.kind) {
    case 'booked':
      return [lead('Your appointment is booked.')];
    case 'approved':
      return [lead('Your appointment is confirmed for the new time.')];
    case 'accepted':
      return [lead('Thank you for your answer. Your appointment is confirmed for the new time.')];
    case 'denied':
      return [
        lead('Your appointment is kept at the original time.'),
        more('We could not move it to the time you asked for.'),
      ];
    case 'kept':
      return [lead('Your appointment is kept at the original time.'), more('It will take place as planned.')];
    case 'updated':
      return [lead('Your appointment has been changed.')];
    case 'cancelled':
      return [lead('Your appointment is cancelled.')];
    case 'proposed':
      return [
        lead('We propose a new time for your appointment.'),
        ...(about.requestKind === 'cancel'
          ? [more('You asked us to cancel it. Before we do, here is another time.')]
          : []),
        ...(about.requestKind === 'reschedule' ? [more('You asked us to move it.')] : []),
      ];
    case 'proposal-withdrawn':
      return [
        lead('The new time we proposed no longer applies. Your appointment is kept at the original time.'),
        ...(about.requestKind === null ? [] : [more('We still have your request and will answer it.')]),
      ];
  }
}

/** Where the visit takes place: a confirmation without a place would leave the patient to guess. */
function placeName({ location, rules }: EmailContext): string {
  const name = location === null ? '' : inSentence(location.name);
  return name === '' ? inSentence(rules.practice.name) : name;
}

function facts(intent: EmailIntent, about: EmailContext): { label: string; value: string }[] {
  const { zone } = about.rules.practice;
  const now = formatInstant(intent.appointment.start, zone);
  const was = formatInstant(intent.before.start, zone);
  const moved = intent.appointment.start !== intent.before.start;
  const rows: { label: string; value: string }[] = [];
  switch (intent.kind) {
    case 'approved':
    case 'accepted':
    case 'updated':
      if (moved) rows.push({ label: 'New time', value: now }, { label: 'Original time', value: was });
      else rows.push({ label: 'Time', value: now });
      break;
    case 'booked':
      rows.push({ label: 'Time', value: now });
      break;
    case 'proposed':
      rows.push({ label: 'Proposed time', value: now }, { label: 'Original time', value: was });
      break;
    case 'cancelled':
      rows.push({ label: 'Cancelled appointment', value: now });
      break;
    case 'denied':
    case 'kept':
    case 'proposal-withdrawn':
      rows.push({ label: 'Your appointment', value: now });
      break;
  }
  if (about.practitioner) rows.push({ label: 'With', value: inSentence(about.practitioner.name) });
  rows.push({ label: 'Place', value: placeName(about) });
  return rows;
}

function words(intent: EmailIntent): Block[] {
  const reason = oneLine(intent.words?.reasonText ?? '');
  const message = manyLines(intent.words?.message ?? '');
  const blocks: Block[] = [];
  if (reason !== '') blocks.push({ type: 'message', label: 'Reason', lines: [reason] });
  if (message !== '')
    blocks.push({ type: 'message', label: 'Message from the practice', lines: message.split('\n') });
  return blocks;
}

/** What a proposal asks of the patient. */
function ask(intent: EmailIntent, about: EmailContext): Block[] {
  if (intent.kind !== 'proposed') return [];
  const { practice } = about.rules;
  const until = about.answerBy === null ? '' : ` by ${formatInstant(about.answerBy, practice.zone)}`;
  const choices = intent.mayCancelEntirely
    ? 'You may approve the new time or cancel the appointment entirely.'
    : 'You may approve or decline the new time.';
  const stays = 'Until you have answered, your appointment stays at the original time.';
  if (!about.patient.portalAccess)
    return [
      { type: 'paragraph', text: `Please answer${until}: call us${atPhone(about)}. ${choices}` },
      { type: 'paragraph', text: stays },
    ];
  const link = portalLink(about);
  return [
    { type: 'paragraph', text: `Please answer${until}, in the patient portal. ${choices}` },
    ...(link === null ? [] : [{ type: 'link', label: 'Patient portal', url: link } as const]),
    { type: 'paragraph', text: `${stays} If you need another time, please call us${atPhone(about)}.` },
  ];
}

function closing(intent: EmailIntent, about: EmailContext): Block[] {
  if (intent.kind === 'proposed') return [];
  const link = about.patient.portalAccess ? portalLink(about) : null;
  const why =
    intent.kind === 'cancelled' ? 'For a new appointment, or if you have questions' : 'If you have questions';
  return [
    { type: 'paragraph', text: `${why}, please call us${atPhone(about)}.` },
    ...(link === null ? [] : [{ type: 'link', label: 'Patient portal', url: link } as const]),
  ];
}

function atPhone(about: EmailContext): string {
  const phone = inSentence(about.rules.practice.phone);
  return phone === '' ? '' : ` at ${phone}`;
}

/** The address as a browser would write it; `null` when there is none or it is not a web address. */
function portalLink(about: EmailContext): string | null {
  const { portalLink: given } = about.rules.practice;
  if (given === null || !URL.canParse(given)) return null;
  const url = new URL(given);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
