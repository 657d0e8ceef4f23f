import type { EmailKind } from '../../domain/email-kind.ts';
import type { CallScriptWords } from '../letter-words.ts';

/** What to say on the phone in Spanish, as it is spoken in the United States. */
export const callScriptText: CallScriptWords = {
  greeting: (practice, patient) =>
    patient === ''
      ? `Hola, le llamamos de ${practice}.`
      : `Hola, le llamamos de ${practice}. ¿Hablo con ${patient}? ¿Me puede decir su fecha de nacimiento, por favor?`,
  greetingAbout: (practice, patient) =>
    `Hola, le llamamos de ${practice}. Es por una cita a nombre de ${patient}.`,
  when: (day, time) => `${day} ${/^1:/.test(time) ? 'a la' : 'a las'} ${time}`,
  leads: {
    booked: (when) => `Su cita está reservada para el ${when}.`,
    approved: (when) => `Usted nos pidió cambiar su cita. Ahora es el ${when}.`,
    accepted: (when) => `Su cita está confirmada para el ${when}.`,
    denied: (when) => `Usted nos pidió cambiar su cita. No pudimos hacerlo: se mantiene el ${when}.`,
    kept: (when) =>
      `Usted nos pidió cancelar su cita. No la cancelamos: tendrá lugar el ${when}, como estaba previsto.`,
    updated: (when) => `Su cita ha cambiado. Ahora es el ${when}.`,
    cancelled: (when) => `Su cita del ${when} está cancelada.`,
    proposed: (when) => `Podemos ofrecerle otro horario para su cita: el ${when}.`,
    'proposal-withdrawn': (when) =>
      `El nuevo horario que le ofrecimos ya no es válido. Su cita se mantiene el ${when}.`,
    reminder: (when) => `Le llamo para recordarle su cita del ${when}.`,
    message: (when) => `Tengo un mensaje para usted sobre su cita del ${when}.`,
    'not-booked': () => 'Usted nos pidió una cita nueva. No pudimos reservarla.',
    offered: (when) => `Usted nos pidió una cita nueva. Podemos ofrecerle un horario: el ${when}.`,
    'offer-withdrawn': () => 'El horario que le ofrecimos para su cita nueva ya no es válido.',
    'offer-taken': (when) =>
      `El horario que le ofrecimos, el ${when}, ya es de otra persona, que lo aceptó primero.`,
  } satisfies Record<EmailKind, (when: string) => string>,
  offered: (whens) => `Podemos ofrecerle otros horarios para su cita: ${whens}.`,
  offeredAnew: (whens) => `Usted nos pidió una cita nueva. Podemos ofrecerle estos horarios: ${whens}.`,
  messageAboutWish: 'Tengo un mensaje para usted sobre la cita que pidió.',
  or: 'o',
  askedToMove: (when) => `Usted nos pidió cambiar su cita del ${when}.`,
  askedToCancel: (when) => `Usted nos pidió cancelar su cita del ${when}.`,
  notOn: (when) => `Ya no es el ${when}.`,
  stillAnswered: 'Tenemos su solicitud y le responderemos.',
  withAt: (provider, place) =>
    provider === '' ? `Tendrá lugar en ${place}.` : `Es con ${provider}, en ${place}.`,
  reason: (reason) => `El motivo: ${reason}.`,
  late: (notice) => `Sobre las cancelaciones tardías: ${notice}`,
  lateIf: (notice) => `Si cancela, tenga en cuenta: ${notice}`,
  notCharged: 'Esta vez no le cobramos nada.',
  ask: '¿Le conviene ese horario?',
  firstGetsIt: 'Lo ofrecemos a varios pacientes: será para quien lo acepte primero.',
  acceptedToo: 'Usted también lo aceptó, y lamentamos que ya no estuviera disponible.',
  staysOn: (when) => `Su cita se mantiene el ${when}.`,
  askWhich: '¿Cuál de ellos le conviene?',
  otherwiseMove: (when) => `Si no, su cita se mantiene por ahora el ${when}.`,
  otherwiseNew: 'Si no, buscaremos otro horario.',
  otherwiseCancel: 'Si no, ¿quiere que cancele la cita por completo?',
  closing: '¿Tiene alguna pregunta? Muchas gracias, y hasta luego.',
  voicemail: (practice, patient, phone) =>
    `Hola, le llamamos de ${practice} con un mensaje${patient === '' ? '' : ` para ${patient}`}. Por favor, llámenos${phone === '' ? '' : ` al ${phone}`}. Muchas gracias, y hasta luego.`,
};
