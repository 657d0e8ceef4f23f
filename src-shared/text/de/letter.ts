import type { EmailKind } from '../../domain/email-kind.ts';

/** The e-mails to patients. What is put into a sentence has been made safe for it. */
export const letterText = {
  greeting: (patientName: string): string =>
    patientName === '' ? 'Guten Tag,' : `Guten Tag ${patientName},`,
  subjects: {
    booked: 'Ihr Termin ist gebucht',
    approved: 'Ihr Termin ist für die neue Zeit bestätigt',
    accepted: 'Ihr Termin ist für die neue Zeit bestätigt',
    denied: 'Es bleibt bei Ihrem ursprünglichen Termin',
    kept: 'Es bleibt bei Ihrem ursprünglichen Termin',
    updated: 'Ihr Termin wurde geändert',
    cancelled: 'Ihr Termin ist abgesagt',
    proposed: 'Bitte antworten Sie: neue Zeit für Ihren Termin vorgeschlagen',
    'proposal-withdrawn': 'Die für Ihren Termin vorgeschlagene neue Zeit gilt nicht mehr',
    reminder: 'Erinnerung an Ihren Termin',
    message: 'Nachricht zu Ihrem Termin',
    'not-booked': 'Ihre Anfrage nach einem neuen Termin',
    offered: 'Bitte antworten Sie: Zeit für den gewünschten Termin vorgeschlagen',
    'offer-withdrawn': 'Die für Ihren neuen Termin vorgeschlagene Zeit gilt nicht mehr',
    'offer-taken': 'Die Ihnen angebotene Zeit ist an jemand anderen vergeben',
  } satisfies Record<EmailKind, string>,
  leads: {
    booked: 'Ihr Termin ist gebucht.',
    approved: 'Ihr Termin ist für die neue Zeit bestätigt.',
    accepted: 'Vielen Dank für Ihre Antwort. Ihr Termin ist für die neue Zeit bestätigt.',
    denied: 'Es bleibt bei Ihrem ursprünglichen Termin.',
    kept: 'Es bleibt bei Ihrem ursprünglichen Termin.',
    updated: 'Ihr Termin wurde geändert.',
    cancelled: 'Ihr Termin ist abgesagt.',
    proposed: 'Wir schlagen Ihnen eine neue Zeit für Ihren Termin vor.',
    'proposal-withdrawn':
      'Die neue Zeit, die wir Ihnen vorgeschlagen haben, gilt nicht mehr. Es bleibt bei Ihrem ursprünglichen Termin.',
    reminder: 'Wir freuen uns auf Ihren Besuch.',
    message: 'Wir haben eine Nachricht zu Ihrem Termin.',
    'not-booked': 'Den gewünschten Termin konnten wir leider nicht buchen.',
    offered: 'Wir schlagen Ihnen eine Zeit für den gewünschten Termin vor.',
    'offer-withdrawn': 'Die Zeit, die wir Ihnen für Ihren neuen Termin vorgeschlagen haben, gilt nicht mehr.',
    'offer-taken': 'Die Zeit, die wir Ihnen angeboten haben, ist inzwischen an jemand anderen vergeben.',
  } satisfies Record<EmailKind, string>,
  chooseSubject: 'Bitte antworten Sie: neue Zeiten für Ihren Termin vorgeschlagen',
  chooseOfferSubject: 'Bitte antworten Sie: Zeiten für den gewünschten Termin vorgeschlagen',
  /** In place of the lead of `proposed`, where several times are. */
  chooseLead: 'Wir schlagen Ihnen neue Zeiten für Ihren Termin vor. Bitte wählen Sie eine davon aus.',
  /** The same of `offered`, and the lead of `message`, about an appointment that is asked for anew. */
  chooseOfferLead:
    'Wir schlagen Ihnen Zeiten für den gewünschten Termin vor. Bitte wählen Sie eine davon aus.',
  messageAboutWish: 'Wir haben eine Nachricht zu dem Termin, den Sie sich gewünscht haben.',
  /** In place of day and time, in the practice’s own words, where there is no visit. */
  dayAsked: 'Wunschtag',
  timeAsked: 'Wunschzeit',
  cannotCome: 'Wenn Sie nicht kommen können, sagen Sie uns bitte so bald wie möglich Bescheid.',
  couldNotMove: 'Wir konnten ihn leider nicht auf die gewünschte Zeit verschieben.',
  asPlanned: 'Er findet wie geplant statt.',
  firstGetsIt:
    'Wir bieten diese Zeit mehreren Patienten zugleich an. Sie geht an die Person, die zuerst annimmt.',
  firstGotIt: (when: string): string =>
    `Wir hatten ${when} mehreren Patienten zugleich angeboten, und jemand anders hat zuerst angenommen.`,
  acceptedToo:
    'Vielen Dank, dass Sie ebenfalls zugesagt haben. Es tut uns leid, dass die Zeit schon vergeben war.',
  staysAsItIs: 'Ihr Termin bleibt, wie er ist.',
  askedToCancel:
    'Sie haben uns gebeten, ihn abzusagen. Bevor wir das tun, möchten wir Ihnen eine andere Zeit anbieten.',
  askedToCancelChoose:
    'Sie haben uns gebeten, ihn abzusagen. Bevor wir das tun, möchten wir Ihnen andere Zeiten anbieten.',
  askedToMove: 'Sie haben uns gebeten, ihn zu verschieben.',
  stillAnswered: 'Ihre Anfrage liegt uns weiterhin vor; wir werden sie beantworten.',
  calendar: {
    BOOKED: 'Der Kalendereintrag in dieser E-Mail trägt den Termin in Ihren Kalender ein.',
    REQUEST: 'Der Kalendereintrag in dieser E-Mail bringt Ihren Kalender auf den neuesten Stand.',
    CANCEL: 'Der Kalendereintrag in dieser E-Mail entfernt den Termin aus Ihrem Kalender.',
  },
  labels: {
    time: 'Zeit',
    newTime: 'Neue Zeit',
    originalTime: 'Ursprüngliche Zeit',
    proposedTime: 'Vorgeschlagene Zeit',
    proposedOf: (number: number): string => `Vorgeschlagene Zeit ${number}`,
    cancelled: 'Abgesagter Termin',
    appointment: 'Ihr Termin',
    duration: 'Dauer',
    with: 'Bei',
    place: 'Ort',
    reason: 'Grund',
    message: 'Nachricht der Praxis',
    late: 'Kurzfristige Absage',
    lateIf: 'Falls Sie absagen',
    portal: 'Patientenportal öffnen',
    answer: 'Im Patientenportal antworten',
    phone: 'Telefon',
  },
  notCharged: 'Diesmal berechnen wir Ihnen dafür nichts.',
  cancelOrApprove: 'Sie können die neue Zeit annehmen oder den Termin ganz absagen.',
  declineOrApprove: 'Sie können die neue Zeit annehmen oder ablehnen.',
  cancelOrChoose: 'Sie können eine der neuen Zeiten annehmen oder den Termin ganz absagen.',
  declineOrChoose: 'Sie können eine der neuen Zeiten annehmen oder alle ablehnen.',
  /** Of times for an appointment that is asked for anew. */
  declineOrApproveOffer: 'Sie können diese Zeit annehmen oder ablehnen.',
  declineOrChooseOffer: 'Sie können eine dieser Zeiten annehmen oder alle ablehnen.',
  heldUntil: 'Bis dahin halten wir sie für Sie frei.',
  staysUntil: 'Bis Sie geantwortet haben, bleibt es bei Ihrem ursprünglichen Termin.',
  /** `until`: an instant in words; `null` where the proposal does not expire. `phone`: '' where the practice names none. */
  answerByPhone: (until: string | null, phone: string, choices: string): string =>
    `Bitte antworten Sie${byWords(until)} telefonisch${atWords(phone)}. ${choices}`,
  answerInPortal: (until: string | null, choices: string): string =>
    `Bitte antworten Sie${byWords(until)} im Patientenportal. ${choices}`,
  anotherTime: (phone: string): string =>
    `Wenn Sie eine andere Zeit brauchen, rufen Sie uns bitte${atWords(phone)} an.`,
  anotherTimeInPortal: (phone: string): string =>
    `Wenn Sie eine andere Zeit brauchen, können Sie im Patientenportal eine vorschlagen oder uns anrufen${atWords(phone)}.`,
  forNewAppointment: (phone: string): string =>
    `Für einen neuen Termin oder bei Fragen rufen Sie uns bitte${atWords(phone)} an.`,
  forQuestions: (phone: string): string => `Bei Fragen rufen Sie uns bitte${atWords(phone)} an.`,
  /** The entry in the patient's calendar. */
  entry: (practice: string): string => `Termin: ${practice}`,
  entryDescription: (practice: string, phone: string): string => `Fragen? ${practice}, Telefon ${phone}`,
};

const byWords = (until: string | null): string => (until === null ? '' : ` bis ${until},`);
const atWords = (phone: string): string => (phone === '' ? '' : ` unter ${phone}`);

/** A message about nothing, to see whether e-mails to patients arrive. */
export const testMessageText = {
  subject: 'Testnachricht',
  body: (practice: string): string =>
    `Diese Nachricht wurde aus den Einstellungen gesendet (${practice}), um zu sehen, ob E-Mails an Patienten ankommen. Niemand muss darauf antworten.`,
};
