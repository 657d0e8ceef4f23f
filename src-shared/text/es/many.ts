/** Several requests decided in one go. */
import type { AbsenceAct } from '../../domain/absence.ts';
import type { LeftOut, ManyAct } from '../../domain/many-requests.ts';
import type { EpochMs } from '../../domain/time.ts';
import { commandOfAct } from '../../ipc/chosen-request.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment } from '../subjects.ts';
import { errorSentence } from './errors.ts';
import { formatCount, plural, someOf } from './locale.ts';
import { differsWords, obstacleSentences } from './obstacles.ts';
import { MARK, openOn } from './requests.ts';
import { shortDateTime } from './times.ts';

export const manyWords = {
  bar: 'Solicitudes seleccionadas',
  selectAll: 'Seleccionar todo',
  selectAllHint: 'Todas las que coinciden con la búsqueda y los filtros, también las de más abajo',
  decide: 'Decidir',
  clear: 'No seleccionar nada',
  approve: 'Aprobar',
  deny: 'Rechazar',
  propose: 'Proponer horarios',
  message: 'Mensaje',
  writtenTo: 'Se les escribirá',
  messageFirst: 'Escriba el mensaje: después se muestra el correo.',
  included: 'Se decidirán',
  leftOut: 'Quedan fuera, siguen seleccionadas',
  leftOutOfOffer: 'Quedan fuera',
  offer: 'Ofrecer a todos',
  newTime: 'Nuevo horario',
  stop: 'Detener',
  stopping: 'Deteniendo…',
  reading: 'Revisando las solicitudes…',
  lookingForTimes: 'Buscando horarios libres…',
  previewOfFirst: 'El correo a la primera persona',
  nothing: 'Ninguna de estas se puede decidir junto con otras.',
  reload: 'Revisar de nuevo',
};

/** "12 seleccionadas". */
export const selected = (count: number): string =>
  plural(count, '1 seleccionada', `${formatCount(count)} seleccionadas`);

/** The box that chooses a row: "Seleccionar a Maria Lopez". */
export const selectRow = (patientName: string): string => `Seleccionar a ${patientName}`;
/** The box that takes one along: "Incluir a Maria Lopez". */
export const include = (patientName: string): string => `Incluir a ${patientName}`;
/** The field for a patient's new time. */
export const newTimeOf = (patientName: string): string => `Nuevo horario para ${patientName}`;

const requests = (count: number): string => plural(count, '1 solicitud', `${formatCount(count)} solicitudes`);

/** The dialog's title: "Aprobar 12 solicitudes". */
export function title(act: ManyAct, count: number): string {
  if (act === 'propose') return `Proponer un nuevo horario para ${requests(count)}`;
  if (act === 'offer')
    return `Ofrecer un horario a ${plural(count, '1 paciente', `${formatCount(count)} pacientes`)}`;
  if (act === 'message') return `Escribir a los pacientes de ${requests(count)}`;
  return `${manyWords[act]} ${requests(count)}`;
}

/** The button that does it: "Aprobar 12". */
export const doIt = (act: ManyAct, count: number): string =>
  act === 'offer'
    ? manyWords.offer
    : `${{ ...manyWords, propose: 'Proponer', message: 'Escribir a' }[act]} ${formatCount(count)}`;

/** Above those that are left out. */
export const leftOutTitle = (act: ManyAct): string =>
  act === 'offer' ? manyWords.leftOutOfOffer : manyWords.leftOut;

/** Which time is offered, and what becomes of it. */
export function offered(
  { start, practitionerName }: { readonly start: EpochMs; readonly practitionerName: string },
  count: number,
  { now, zone }: Moment,
): string {
  const time = `${shortDateTime(start, now, zone)} con ${practitionerName}`;
  return count > 1
    ? `A todos se les ofrece: ${time}. Lo recibe quien lo acepte primero; a los demás se les avisa, y sus solicitudes vuelven a la bandeja.`
    : `Elija dos o más: se les ofrece ${time}. A una sola persona se le propone un horario en su solicitud.`;
}

/** What will happen to how many: "9 citas pasan al horario solicitado. Se cancelan 3 citas. Se reserva 1 cita nueva tal como se pidió." */
export function whatHappens(
  act: ManyAct,
  {
    reschedules,
    cancellations,
    bookings,
    calls,
  }: {
    readonly reschedules: number;
    readonly cancellations: number;
    readonly bookings: number;
    readonly calls: number;
  },
): string {
  const all = reschedules + cancellations + bookings;
  const told =
    calls === 0
      ? 'Cada paciente recibe su propio correo.'
      : `Cada paciente recibe su propio correo; ${formatCount(calls)} sin dirección ${plural(calls, 'pasa', 'pasan')} a la Lista de llamadas.`;
  if (act === 'offer') return told;
  const parts =
    act === 'message'
      ? ['No se decide nada.']
      : act === 'propose'
        ? [
            plural(
              all,
              '1 solicitud recibe un horario propio; el paciente responde en el portal.',
              `${formatCount(all)} solicitudes reciben cada una su horario; los pacientes responden en el portal.`,
            ),
          ]
        : [
            ...(reschedules === 0
              ? []
              : [
                  act === 'approve'
                    ? plural(
                        reschedules,
                        '1 cita pasa al horario solicitado.',
                        `${formatCount(reschedules)} citas pasan al horario solicitado.`,
                      )
                    : plural(
                        reschedules,
                        '1 cita se mantiene en el horario original.',
                        `${formatCount(reschedules)} citas se mantienen en el horario original.`,
                      ),
                ]),
            ...(cancellations === 0
              ? []
              : [
                  act === 'approve'
                    ? plural(
                        cancellations,
                        'Se cancela 1 cita.',
                        `Se cancelan ${formatCount(cancellations)} citas.`,
                      )
                    : plural(
                        cancellations,
                        '1 cita que se iba a cancelar sigue reservada.',
                        `${formatCount(cancellations)} citas que se iban a cancelar siguen reservadas.`,
                      ),
                ]),
            ...(bookings === 0
              ? []
              : [
                  act === 'approve'
                    ? plural(
                        bookings,
                        'Se reserva 1 cita nueva tal como se pidió.',
                        `Se reservan ${formatCount(bookings)} citas nuevas tal como se pidieron.`,
                      )
                    : plural(
                        bookings,
                        'No se reserva 1 cita nueva.',
                        `No se reservan ${formatCount(bookings)} citas nuevas.`,
                      ),
                ]),
          ];
  return [...parts, told].join(' ');
}

/** How far it has come: "12 de 40". */
export const progress = (done: number, of: number): string => `${formatCount(done)} de ${formatCount(of)}`;

/** What is said at an end that was not the whole of it. */
export function ended(
  act: ManyAct,
  { done, failed, left }: { readonly done: number; readonly failed: number; readonly left: number },
): string {
  const parts = [`${sentence(act, done)}.`];
  if (failed > 0)
    parts.push(plural(failed, '1 no se pudo decidir.', `${formatCount(failed)} no se pudieron decidir.`));
  if (left > 0) parts.push(plural(left, '1 no se empezó.', `${formatCount(left)} no se empezaron.`));
  if (act === 'offer') return parts.join(' ');
  return `${parts.join(' ')} Lo que no se hizo sigue seleccionado.`;
}

/** After the number: of one, of several. */
const DONE: Readonly<Record<ManyAct | AbsenceAct, readonly [one: string, several: string]>> = {
  approve: ['aprobada', 'aprobadas'],
  deny: ['rechazada', 'rechazadas'],
  propose: ['horario propuesto', 'horarios propuestos'],
  message: ['mensaje enviado', 'mensajes enviados'],
  offer: ['oferta del horario', 'ofertas del horario'],
  'new-time': ['cita con horario nuevo', 'citas con horario nuevo'],
  cancel: ['cancelada', 'canceladas'],
};

/** What the undo line says of all of them: "12 aprobadas". */
export const sentence = (act: ManyAct | AbsenceAct, count: number): string =>
  `${formatCount(count)} ${plural(count, ...DONE[act])}`;

export const undoAll: string = 'Deshacer todo';
export const undoEach: string = 'Deshacer una de ellas';

/** Of more than can be looked at in one go. */
export const later = (count: number): string =>
  plural(
    count,
    '1 más sigue seleccionada para la próxima vez: no se revisan tantas de una vez.',
    `${formatCount(count)} más siguen seleccionadas para la próxima vez: no se revisan tantas de una vez.`,
  );
/** Of those that are open no more. */
export const gone = (count: number): string =>
  plural(count, '1 ya no está abierta.', `${formatCount(count)} ya no están abiertas.`);

/** Why a request is left out. `names`: of those that were chosen, by id. */
export function whyLeftOut(
  why: LeftOut,
  row: RequestRow,
  act: ManyAct,
  names: ReadonlyMap<string, string>,
  moment: Moment,
): string {
  const others = 'with' in why ? why.with.map((id) => names.get(id) ?? '') : [];
  switch (why.why) {
    case 'open-elsewhere':
      return openOn(why.desk);
    case 'refused-before':
      return 'Se rechazó una decisión sobre ella: véala por separado';
    case 'typed':
      return 'Hay algo escrito sobre ella';
    case 'marked':
      return MARK[why.mark];
    case 'obstacle':
      if (why.obstacle.code === 'patient-differs') return differsWords(why.obstacle, row);
      return obstacleSentences(why.obstacle, row, moment)
        .map(({ text }) => text)
        .join(' · ');
    case 'not-possible': {
      const code = row.refused[commandOfAct(act, row.kind)];
      return code === undefined ? '' : errorSentence({ code });
    }
    case 'late':
      return 'Su política de cancelación pide aprobarla: decídala por separado';
    case 'changed':
      return 'Cambió después de seleccionarla';
    case 'time-free':
      return 'El horario solicitado está libre';
    case 'no-time':
      return 'No hay horarios libres en las cuatro semanas revisadas';
    case 'same-appointment':
      return `Trata de la misma cita que la solicitud de ${someOf(others)}`;
    case 'same-time':
      return `Pide el mismo horario que ${someOf(others)}`;
    case 'same-patient':
      return `El mismo paciente en un horario que se superpone: ${someOf(others)}`;
  }
}

/** Under a list in which some are selected. */
export const selectionKeys = (singleKeys: boolean): string =>
  singleKeys
    ? 'X selecciona; A, D y P deciden sobre todas las seleccionadas; Esc anula la selección'
    : 'Shift con las flechas selecciona; Esc anula la selección';
