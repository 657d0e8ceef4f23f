import type { EmailKind } from '../../domain/email-kind.ts';

/**
 * What to say on the phone, to be read out as it stands. `when`: a day and a time of day in words. What is put into a sentence has been
 * made safe for it.
 */
export const callScriptText = {
  /** Nothing of the visit is told before it is certain who is on the phone. */
  greeting: (practice: string, patient: string): string =>
    patient === ''
      ? `Hello, this is ${practice}.`
      : `Hello, this is ${practice}. Am I speaking with ${patient}? May I have your date of birth, please?`,
  /** Where the patient is not to be asked for. */
  greetingAbout: (practice: string, patient: string): string =>
    `Hello, this is ${practice}. I am calling about an appointment in the name of ${patient}.`,
  when: (day: string, time: string): string => `${day}, at ${time}`,
  leads: {
    booked: (when: string): string => `Your appointment is booked for ${when}.`,
    approved: (when: string): string => `You asked us to change your appointment. It is now on ${when}.`,
    accepted: (when: string): string => `Your appointment is confirmed for ${when}.`,
    denied: (when: string): string =>
      `You asked us to move your appointment. We could not do that: it stays on ${when}.`,
    kept: (when: string): string =>
      `You asked us to cancel your appointment. We have not: it takes place on ${when}, as planned.`,
    updated: (when: string): string => `Your appointment has been changed. It is now on ${when}.`,
    cancelled: (when: string): string => `Your appointment on ${when} is cancelled.`,
    proposed: (when: string): string => `We can offer you another time for your appointment: ${when}.`,
    'proposal-withdrawn': (when: string): string =>
      `The new time we offered you no longer applies. Your appointment stays on ${when}.`,
    reminder: (when: string): string => `I am calling to remind you of your appointment on ${when}.`,
    message: (when: string): string => `I have a message for you about your appointment on ${when}.`,
    'not-booked': (): string => 'You asked us for a new appointment. We could not book it.',
    offered: (when: string): string =>
      `You asked us for a new appointment. We can offer you a time: ${when}.`,
    'offer-withdrawn': (): string => 'The time we offered you for your new appointment no longer applies.',
    'offer-taken': (when: string): string =>
      `The time we offered you, ${when}, has been given to somebody else, who accepted it first.`,
  } satisfies Record<EmailKind, (when: string) => string>,
  /** Several times are offered: `whens` are joined as a list. */
  offered: (whens: string): string => `We can offer you other times for your appointment: ${whens}.`,
  /** The same for an appointment that is asked for anew. */
  offeredAnew: (whens: string): string =>
    `You asked us for a new appointment. We can offer you these times: ${whens}.`,
  messageAboutWish: 'I have a message for you about the appointment you asked for.',
  or: 'or',
  askedToMove: (when: string): string => `You asked us to move your appointment on ${when}.`,
  askedToCancel: (when: string): string => `You asked us to cancel your appointment on ${when}.`,
  notOn: (when: string): string => `It is no longer on ${when}.`,
  stillAnswered: 'We still have your request, and will answer it.',
  withAt: (provider: string, place: string): string =>
    provider === '' ? `It takes place at ${place}.` : `It is with ${provider}, at ${place}.`,
  reason: (reason: string): string => `The reason: ${reason}.`,
  /** The practice's own sentence about late cancellations. */
  late: (notice: string): string => `About late cancellations: ${notice}`,
  lateIf: (notice: string): string => `If you cancel, please note: ${notice}`,
  notCharged: 'This time, we do not charge you for it.',
  ask: 'Would that time suit you?',
  firstGetsIt: 'We offer it to several patients: it goes to whoever accepts first.',
  acceptedToo: 'You accepted it as well, and we are sorry that it was gone already.',
  staysOn: (when: string): string => `Your appointment stays on ${when}.`,
  askWhich: 'Which of them would suit you?',
  otherwiseMove: (when: string): string => `If not, your appointment stays on ${when} for now.`,
  otherwiseNew: 'If not, we will look for another time.',
  otherwiseCancel: 'If not, shall I cancel the appointment altogether?',
  closing: 'Do you have any questions? Thank you, and goodbye.',
  /** A recording may be heard by anybody: it says nothing about a visit. */
  voicemail: (practice: string, patient: string, phone: string): string =>
    `Hello, this is ${practice}, with a message${patient === '' ? '' : ` for ${patient}`}. Please call us back${phone === '' ? '' : ` at ${phone}`}. Thank you, and goodbye.`,
};
