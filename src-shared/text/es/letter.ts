import type { EmailKind } from '../../domain/email-kind.ts';
import type { LetterWords } from '../letter-words.ts';

/** The e-mails to patients in Spanish, as it is spoken in the United States. What is put into a sentence has been made safe for it. */
export const letterText: LetterWords = {
  greeting: (patientName) => (patientName === '' ? 'Hola:' : `Hola, ${patientName}:`),
  subjects: {
    booked: 'Su cita está reservada',
    approved: 'Su cita está confirmada para el nuevo horario',
    accepted: 'Su cita está confirmada para el nuevo horario',
    denied: 'Su cita se mantiene en el horario original',
    kept: 'Su cita se mantiene en el horario original',
    updated: 'Su cita ha cambiado',
    cancelled: 'Su cita está cancelada',
    proposed: 'Por favor, responda: le proponemos un nuevo horario para su cita',
    'proposal-withdrawn': 'El nuevo horario propuesto para su cita ya no es válido',
    reminder: 'Recordatorio: su cita',
    message: 'Un mensaje sobre su cita',
    'not-booked': 'Su solicitud de una cita nueva',
    offered: 'Por favor, responda: le proponemos un horario para la cita que pidió',
    'offer-withdrawn': 'El horario propuesto para su cita nueva ya no es válido',
    'offer-taken': 'El horario que le ofrecimos ya es de otra persona',
  } satisfies Record<EmailKind, string>,
  leads: {
    booked: 'Su cita está reservada.',
    approved: 'Su cita está confirmada para el nuevo horario.',
    accepted: 'Gracias por su respuesta. Su cita está confirmada para el nuevo horario.',
    denied: 'Su cita se mantiene en el horario original.',
    kept: 'Su cita se mantiene en el horario original.',
    updated: 'Su cita ha cambiado.',
    cancelled: 'Su cita está cancelada.',
    proposed: 'Le proponemos un nuevo horario para su cita.',
    'proposal-withdrawn':
      'El nuevo horario que le propusimos ya no es válido. Su cita se mantiene en el horario original.',
    reminder: 'Le esperamos en su cita.',
    message: 'Tenemos un mensaje para usted sobre su cita.',
    'not-booked': 'No pudimos reservar la cita que usted pidió.',
    offered: 'Le proponemos un horario para la cita que usted pidió.',
    'offer-withdrawn': 'El horario que le propusimos para su cita nueva ya no es válido.',
    'offer-taken': 'El horario que le ofrecimos ya es de otra persona.',
  } satisfies Record<EmailKind, string>,
  chooseSubject: 'Por favor, responda: le proponemos nuevos horarios para su cita',
  chooseOfferSubject: 'Por favor, responda: le proponemos horarios para la cita que pidió',
  chooseLead: 'Le proponemos nuevos horarios para su cita. Por favor, elija uno.',
  chooseOfferLead: 'Le proponemos horarios para la cita que usted pidió. Por favor, elija uno.',
  messageAboutWish: 'Tenemos un mensaje para usted sobre la cita que pidió.',
  dayAsked: 'el día que usted pidió',
  timeAsked: 'la hora que usted pidió',
  cannotCome: 'Si no puede venir, avísenos lo antes posible.',
  couldNotMove: 'No pudimos cambiarla al horario que usted pidió.',
  asPlanned: 'Tendrá lugar como estaba previsto.',
  firstGetsIt: 'Ofrecemos este horario a varios pacientes a la vez. Será para quien lo acepte primero.',
  firstGotIt: (when) =>
    `Habíamos ofrecido el horario del ${when} a varios pacientes a la vez, y otra persona lo aceptó primero.`,
  acceptedToo: 'Gracias por haberlo aceptado también. Lamentamos que ya no estuviera disponible.',
  staysAsItIs: 'Su cita se mantiene como está.',
  askedToCancel: 'Usted nos pidió cancelarla. Antes de hacerlo, le ofrecemos otro horario.',
  askedToCancelChoose: 'Usted nos pidió cancelarla. Antes de hacerlo, le ofrecemos otros horarios.',
  askedToMove: 'Usted nos pidió cambiarla.',
  stillAnswered: 'Tenemos su solicitud y le responderemos.',
  calendar: {
    BOOKED: 'La entrada de calendario que acompaña este correo pone la cita en su calendario.',
    REQUEST: 'La actualización de calendario que acompaña este correo pone al día su calendario.',
    CANCEL: 'La actualización de calendario que acompaña este correo quita la cita de su calendario.',
  },
  labels: {
    time: 'Horario',
    newTime: 'Nuevo horario',
    originalTime: 'Horario original',
    proposedTime: 'Horario propuesto',
    proposedOf: (number) => `Horario propuesto ${number}`,
    cancelled: 'Cita cancelada',
    appointment: 'Su cita',
    duration: 'Duración',
    with: 'Con',
    place: 'Lugar',
    reason: 'Motivo',
    message: 'Mensaje del consultorio',
    late: 'Cancelación tardía',
    lateIf: 'Si cancela',
    portal: 'Abrir el portal del paciente',
    answer: 'Responder en el portal del paciente',
    phone: 'Teléfono',
  },
  notCharged: 'Esta vez no le cobramos nada.',
  cancelOrApprove: 'Puede aceptar el nuevo horario o cancelar la cita por completo.',
  declineOrApprove: 'Puede aceptar o rechazar el nuevo horario.',
  cancelOrChoose: 'Puede aceptar uno de los nuevos horarios o cancelar la cita por completo.',
  declineOrChoose: 'Puede aceptar uno de los nuevos horarios o rechazarlos.',
  declineOrApproveOffer: 'Puede aceptar o rechazar este horario.',
  declineOrChooseOffer: 'Puede aceptar uno de estos horarios o rechazarlos.',
  heldUntil: 'Hasta entonces, se lo guardamos.',
  staysUntil: 'Hasta que usted responda, su cita se mantiene en el horario original.',
  answerByPhone: (until, phone, choices) =>
    `Por favor, responda${byWords(until)}: llámenos${atWords(phone)}. ${choices}`,
  answerInPortal: (until, choices) =>
    `Por favor, responda${byWords(until)} en el portal del paciente. ${choices}`,
  anotherTime: (phone) => `Si necesita otro horario, llámenos${atWords(phone)}.`,
  anotherTimeInPortal: (phone) =>
    `Si necesita otro horario, puede proponerlo en el portal del paciente o llamarnos${atWords(phone)}.`,
  forNewAppointment: (phone) => `Para una cita nueva, o si tiene preguntas, llámenos${atWords(phone)}.`,
  forQuestions: (phone) => `Si tiene preguntas, llámenos${atWords(phone)}.`,
  entry: (practice) => `Cita en ${practice}`,
  entryDescription: (practice, phone) => `¿Preguntas? Llame a ${practice}: ${phone}`,
};

const byWords = (until: string | null): string => (until === null ? '' : ` antes del ${until}`);
const atWords = (phone: string): string => (phone === '' ? '' : ` al ${phone}`);

/** A message about nothing, to see whether e-mails to patients arrive. */
export const testMessageText = {
  subject: 'Mensaje de prueba',
  body: (practice: string): string =>
    `Este mensaje se envió desde la Configuración de ${practice} para comprobar si los correos a los pacientes llegan. No hace falta responderlo.`,
};
