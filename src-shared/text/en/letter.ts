import type { EmailKind } from '../../domain/email-kind.ts';

/** The e-mails to patients. What is put into a sentence has been made safe for it. */
export const letterText = {
  greeting: (patientName: string): string => (patientName === '' ? 'Hello,' : `Dear ${patientName},`),
  subjects: {
    booked: 'Your appointment is booked',
    approved: 'Your appointment is confirmed for the new time',
    accepted: 'Your appointment is confirmed for the new time',
    denied: 'Your appointment is kept at the original time',
    kept: 'Your appointment is kept at the original time',
    updated: 'Your appointment has been changed',
    cancelled: 'Your appointment is cancelled',
    proposed: 'Please answer: a new time is proposed for your appointment',
    'proposal-withdrawn': 'The new time proposed for your appointment no longer applies',
    reminder: 'Reminder: your appointment',
    message: 'A message about your appointment',
    'not-booked': 'Your request for a new appointment',
    offered: 'Please answer: a time is proposed for the appointment you asked for',
    'offer-withdrawn': 'The time proposed for your new appointment no longer applies',
    'offer-taken': 'The time we offered you has been given to someone else',
  } satisfies Record<EmailKind, string>,
  leads: {
    booked: 'Your appointment is booked.',
    approved: 'Your appointment is confirmed for the new time.',
    accepted: 'Thank you for your answer. Your appointment is confirmed for the new time.',
    denied: 'Your appointment is kept at the original time.',
    kept: 'Your appointment is kept at the original time.',
    updated: 'Your appointment has been changed.',
    cancelled: 'Your appointment is cancelled.',
    proposed: 'We propose a new time for your appointment.',
    'proposal-withdrawn':
      'The new time we proposed no longer applies. Your appointment is kept at the original time.',
    reminder: 'We look forward to seeing you at your appointment.',
    message: 'We have a message for you about your appointment.',
    'not-booked': 'We could not book the appointment you asked for.',
    offered: 'We propose a time for the appointment you asked for.',
    'offer-withdrawn': 'The time we proposed for your new appointment no longer applies.',
    'offer-taken': 'The time we offered you has meanwhile been given to someone else.',
  } satisfies Record<EmailKind, string>,
  /** In place of the subjects of `proposed` and `offered`, where several times are. */
  chooseSubject: 'Please answer: new times are proposed for your appointment',
  chooseOfferSubject: 'Please answer: times are proposed for the appointment you asked for',
  /** In place of the lead of `proposed`, where several times are. */
  chooseLead: 'We propose new times for your appointment. Please choose one of them.',
  /** The same of `offered`, and the lead of `message`, about an appointment that is asked for anew. */
  chooseOfferLead: 'We propose times for the appointment you asked for. Please choose one of them.',
  messageAboutWish: 'We have a message for you about the appointment you asked for.',
  /** In place of day and time, in the practice’s own words, where there is no visit. */
  dayAsked: 'the day you asked for',
  timeAsked: 'the time you asked for',
  cannotCome: 'If you cannot come, please tell us as soon as you can.',
  couldNotMove: 'We could not move it to the time you asked for.',
  asPlanned: 'It will take place as planned.',
  /** Of a proposal whose time others are offered, too. */
  firstGetsIt: 'We offer this time to several patients at once. It goes to whoever accepts it first.',
  /** Of such a time that another got. `when`: which time. */
  firstGotIt: (when: string): string =>
    `We had offered ${when} to several patients at once, and somebody else accepted it first.`,
  acceptedToo: 'Thank you for accepting it as well. We are sorry that it was gone already.',
  staysAsItIs: 'Your appointment stays as it is.',
  askedToCancel: 'You asked us to cancel it. Before we do, here is another time.',
  /** The same where several times are. */
  askedToCancelChoose: 'You asked us to cancel it. Before we do, here are other times.',
  askedToMove: 'You asked us to move it.',
  stillAnswered: 'We still have your request and will answer it.',
  calendar: {
    BOOKED: 'The calendar entry that comes with this e-mail puts the appointment into your calendar.',
    REQUEST: 'The calendar update that comes with this e-mail brings your calendar up to date.',
    CANCEL: 'The calendar update that comes with this e-mail takes the appointment out of your calendar.',
  },
  labels: {
    time: 'Time',
    newTime: 'New time',
    originalTime: 'Original time',
    proposedTime: 'Proposed time',
    proposedOf: (number: number): string => `Proposed time ${number}`,
    cancelled: 'Cancelled appointment',
    appointment: 'Your appointment',
    duration: 'Duration',
    with: 'With',
    place: 'Place',
    reason: 'Reason',
    message: 'Message from the practice',
    late: 'Late cancellation',
    lateIf: 'If you cancel',
    portal: 'Open the patient portal',
    answer: 'Answer in the patient portal',
    phone: 'Phone',
  },
  notCharged: 'This time, we do not charge you for it.',
  cancelOrApprove: 'You may approve the new time or cancel the appointment entirely.',
  declineOrApprove: 'You may approve or decline the new time.',
  cancelOrChoose: 'You may approve one of the new times or cancel the appointment entirely.',
  declineOrChoose: 'You may approve one of the new times or decline them.',
  /** Of times for an appointment that is asked for anew. */
  declineOrApproveOffer: 'You may approve or decline this time.',
  declineOrChooseOffer: 'You may approve one of these times or decline them.',
  heldUntil: 'Until then, we hold it for you.',
  staysUntil: 'Until you have answered, your appointment stays at the original time.',
  /** `until`: an instant in words; `null` where the proposal does not expire. `phone`: '' where the practice names none. */
  answerByPhone: (until: string | null, phone: string, choices: string): string =>
    `Please answer${byWords(until)}: call us${atWords(phone)}. ${choices}`,
  answerInPortal: (until: string | null, choices: string): string =>
    `Please answer${byWords(until)}, in the patient portal. ${choices}`,
  anotherTime: (phone: string): string => `If you need another time, please call us${atWords(phone)}.`,
  /** Where the practice takes a time of the patient’s own in answer to a proposal. */
  anotherTimeInPortal: (phone: string): string =>
    `If you need another time, you may propose one in the patient portal, or call us${atWords(phone)}.`,
  forNewAppointment: (phone: string): string =>
    `For a new appointment, or if you have questions, please call us${atWords(phone)}.`,
  forQuestions: (phone: string): string => `If you have questions, please call us${atWords(phone)}.`,
  /** The entry in the patient's calendar. */
  entry: (practice: string): string => `Appointment at ${practice}`,
  entryDescription: (practice: string, phone: string): string => `Questions? Call ${practice}: ${phone}`,
};

const byWords = (until: string | null): string => (until === null ? '' : ` by ${until}`);
const atWords = (phone: string): string => (phone === '' ? '' : ` at ${phone}`);

/** A message about nothing, to see whether e-mails to patients arrive. */
export const testMessageText = {
  subject: 'Test message',
  body: (practice: string): string =>
    `This message was sent from the Settings of ${practice} to see whether e-mails to patients arrive. Nobody has to answer it.`,
};
