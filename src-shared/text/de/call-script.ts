import type { EmailKind } from '../../domain/email-kind.ts';

/**
 * What to say on the phone, to be read out as it stands. `when`: a day and a time of day in words. What is put into a sentence has been
 * made safe for it.
 */
export const callScriptText = {
  /** Nothing of the visit is told before it is certain who is on the phone. */
  greeting: (practice: string, patient: string): string =>
    patient === ''
      ? `Guten Tag, hier ist ${practice}.`
      : `Guten Tag, hier ist ${practice}. Spreche ich mit ${patient}? Nennen Sie mir bitte Ihr Geburtsdatum?`,
  /** Where the patient is not to be asked for. */
  greetingAbout: (practice: string, patient: string): string =>
    `Guten Tag, hier ist ${practice}. Ich rufe wegen eines Termins auf den Namen ${patient} an.`,
  when: (day: string, time: string): string => `${day}, um ${time}`,
  leads: {
    booked: (when: string): string => `Ihr Termin ist gebucht: ${when}.`,
    approved: (when: string): string =>
      `Sie haben uns gebeten, Ihren Termin zu ändern. Er ist jetzt am ${when}.`,
    accepted: (when: string): string => `Ihr Termin ist bestätigt: ${when}.`,
    denied: (when: string): string =>
      `Sie haben uns gebeten, Ihren Termin zu verschieben. Das war leider nicht möglich: Er bleibt am ${when}.`,
    kept: (when: string): string =>
      `Sie haben uns gebeten, Ihren Termin abzusagen. Das haben wir nicht getan: Er findet wie geplant am ${when} statt.`,
    updated: (when: string): string => `Ihr Termin wurde geändert. Er ist jetzt am ${when}.`,
    cancelled: (when: string): string => `Ihr Termin am ${when} ist abgesagt.`,
    proposed: (when: string): string =>
      `Wir können Ihnen eine andere Zeit für Ihren Termin anbieten: ${when}.`,
    'proposal-withdrawn': (when: string): string =>
      `Die neue Zeit, die wir Ihnen angeboten haben, gilt nicht mehr. Ihr Termin bleibt am ${when}.`,
    reminder: (when: string): string => `Ich möchte Sie an Ihren Termin am ${when} erinnern.`,
    message: (when: string): string => `Ich habe eine Nachricht für Sie zu Ihrem Termin am ${when}.`,
    'not-booked': (): string =>
      'Sie haben uns um einen neuen Termin gebeten. Wir konnten ihn leider nicht buchen.',
    offered: (when: string): string =>
      `Sie haben uns um einen neuen Termin gebeten. Wir können Ihnen eine Zeit anbieten: ${when}.`,
    'offer-withdrawn': (): string =>
      'Die Zeit, die wir Ihnen für Ihren neuen Termin angeboten haben, gilt nicht mehr.',
    'offer-taken': (when: string): string =>
      `Die Zeit, die wir Ihnen angeboten haben, ${when}, ist an jemand anderen vergeben, der zuerst angenommen hat.`,
  } satisfies Record<EmailKind, (when: string) => string>,
  /** Several times are offered: `whens` are joined as a list. */
  offered: (whens: string): string => `Wir können Ihnen andere Zeiten für Ihren Termin anbieten: ${whens}.`,
  /** The same for an appointment that is asked for anew. */
  offeredAnew: (whens: string): string =>
    `Sie haben uns um einen neuen Termin gebeten. Wir können Ihnen diese Zeiten anbieten: ${whens}.`,
  messageAboutWish: 'Ich habe eine Nachricht für Sie zu dem Termin, um den Sie gebeten haben.',
  or: 'oder',
  askedToMove: (when: string): string => `Sie haben uns gebeten, Ihren Termin am ${when} zu verschieben.`,
  askedToCancel: (when: string): string => `Sie haben uns gebeten, Ihren Termin am ${when} abzusagen.`,
  notOn: (when: string): string => `Er ist nicht mehr am ${when}.`,
  stillAnswered: 'Ihre Anfrage liegt uns weiterhin vor; wir werden sie beantworten.',
  withAt: (provider: string, place: string): string =>
    provider === '' ? `Der Ort ist: ${place}.` : `Der Termin ist bei ${provider}; der Ort ist: ${place}.`,
  reason: (reason: string): string => `Der Grund: ${reason}.`,
  /** The practice's own sentence about late cancellations. */
  late: (notice: string): string => `Zu kurzfristigen Absagen: ${notice}`,
  lateIf: (notice: string): string => `Falls Sie absagen, beachten Sie bitte: ${notice}`,
  notCharged: 'Diesmal berechnen wir Ihnen dafür nichts.',
  ask: 'Würde Ihnen diese Zeit passen?',
  firstGetsIt: 'Wir bieten sie mehreren Patienten an: Sie geht an die Person, die zuerst annimmt.',
  acceptedToo: 'Sie hatten ebenfalls zugesagt, und es tut uns leid, dass die Zeit schon vergeben war.',
  staysOn: (when: string): string => `Ihr Termin bleibt am ${when}.`,
  askWhich: 'Welche davon würde Ihnen passen?',
  otherwiseMove: (when: string): string => `Wenn nicht, bleibt Ihr Termin vorerst am ${when}.`,
  otherwiseNew: 'Wenn nicht, suchen wir eine andere Zeit.',
  otherwiseCancel: 'Wenn nicht, soll ich den Termin ganz absagen?',
  closing: 'Haben Sie noch Fragen? Vielen Dank und auf Wiederhören.',
  /** A recording may be heard by anybody: it says nothing about a visit. */
  voicemail: (practice: string, patient: string, phone: string): string =>
    `Guten Tag, hier ist ${practice} mit einer Nachricht${patient === '' ? '' : ` für ${patient}`}. Bitte rufen Sie uns zurück${phone === '' ? '' : ` unter ${phone}`}. Vielen Dank und auf Wiederhören.`,
};
