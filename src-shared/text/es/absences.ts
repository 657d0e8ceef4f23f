/** A provider is away: the visits in that time, and what becomes of each. */
import type { AbsenceAct, AbsenceState, AbsenceWhy } from '../../domain/absence.ts';
import type { EpochMs } from '../../domain/time.ts';
import { type AbsenceListed, type AbsenceVisit, newStartsOf } from '../../ipc/absence-views.ts';
import type { Moment, Telling } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { sentence } from './many.ts';
import { daysOrRange, shortDateTime } from './times.ts';

export const words = {
  open: 'Profesional ausente',
  away: 'Ausente',
  title: 'Un profesional está ausente',
  about: 'Se listan todas las citas de ese período, cada una con su mejor horario nuevo.',
  chooseProvider: 'Elija quién está ausente',
  providerMissing: 'Elija quién está ausente.',
  fromDate: 'Desde',
  fromTime: 'Desde, hora',
  untilDate: 'Hasta',
  untilTime: 'Hasta, hora',
  wholeDays: 'Sin hora: el día entero.',
  problems: {
    bad: 'Elija el primer día y el último.',
    order: 'El final tiene que ser posterior al comienzo.',
    past: 'Ese período ya pasó.',
    'too-long': 'Es más de un año.',
    skipped: 'Esa hora no existe esa noche: los relojes se adelantan.',
  },
  listVisits: 'Listar las citas',
  known: 'Ya empezadas',
  what: 'Qué hacer',
  acts: { 'new-time': 'Dar horarios nuevos', cancel: 'Cancelar las citas' } satisfies Record<
    AbsenceAct,
    string
  >,
  withWhom: 'Horarios nuevos con',
  same: 'El mismo profesional',
  any: 'Cualquier profesional',
  toDo: 'Por hacer',
  singly: 'Para ver por separado',
  settled: 'Qué pasó con las demás',
  noTime: 'No hay horarios libres en las cuatro semanas revisadas',
  nothing: 'No hay ninguna cita en ese período.',
  openVisit: 'Abrir',
  print: 'Imprimir',
  notAway: 'No está ausente',
  notAwayHint: 'Las citas quedan como están; lo que esté libre se vuelve a ofrecer',
  goOn: 'Continuar',
  noEmail: 'llamada',
  hasEmail: 'correo',
  columns: {
    time: 'Cita',
    patient: 'Paciente',
    born: 'Nac.',
    phone: 'Teléfono',
    email: 'Aviso por',
    type: 'Tipo',
    state: 'Estado',
    notes: 'Notas',
  },
};

/** Of a visit, "cita". */
export const STATE: Readonly<Record<AbsenceState, string>> = {
  'to-do': 'Por hacer',
  proposed: 'Nuevo horario propuesto',
  moved: 'Movida',
  cancelled: 'Cancelada',
  'moved-elsewhere': 'Movida por otros',
  'cancelled-elsewhere': 'Cancelada por otros',
  gone: 'Ya no existe',
  over: 'Ya pasó',
};

/** Why somebody has to look at a visit by itself. */
export const WHY: Readonly<Record<AbsenceWhy | 'hidden' | 'together', string>> = {
  hidden: 'No se puede mostrar: vea “Requiere atención”',
  together: 'Cita de otro profesional en la que este participa: muévala allí',
  outdated: 'El portal tiene una versión más reciente que no se puede mostrar: vea “Requiere atención”',
  proposal: 'Hay un horario propuesto al paciente: reemplace o retire la propuesta',
  'checked-in': 'El paciente ya llegó',
  nobody: 'No se sabe de quién es la cita',
  standing: 'A este paciente no se le escribe: vea su ficha',
  'refused-before': 'Se rechazó una decisión sobre ella: véala por separado',
  typed: 'Hay algo escrito sobre ella',
  'asks-to-cancel': 'El paciente pide cancelarla: decida la solicitud',
  'several-requests': 'Hay varias solicitudes sobre ella',
};

/** "Ausencia de Dr. Adams: lun, 30 nov, 8:00 a.m. – 5:00 p.m.". */
export const title = (
  { practitionerName, ...time }: Pick<AbsenceListed, 'practitionerName' | 'start' | 'end'>,
  telling: Telling,
): string => `Ausencia de ${practitionerName}: ${daysOrRange(time, telling)}`;

const visitsWords = (count: number): string => plural(count, '1 cita', `${formatCount(count)} citas`);

/** "12 citas por hacer". */
export const leftWords = (left: number): string =>
  left === 0 ? 'No queda nada por hacer' : `${visitsWords(left)} por hacer`;

/** What has become of a visit: "Movida al jue, 3 dic, 9:00 a.m., Dr. Adams · Robin Field", "Por hacer · El paciente ya llegó". */
export function stateWords(visit: AbsenceVisit, { now, zone }: Moment): string {
  const { state, to, by, why, call } = visit;
  const starts = newStartsOf(visit).map((start) => shortDateTime(start, now, zone));
  const alone = state === 'to-do' ? (why.cancel ?? why['new-time']) : null;
  const parts = [
    STATE[state] +
      (to === null
        ? ''
        : `${state === 'proposed' ? ':' : ' al'} ${starts.join(' / ')}, ${to.practitionerName}`),
    ...(alone === null ? [] : [alone]),
    ...(by === '' ? [] : [by]),
    ...(call === null ? [] : [call === 'open' ? 'en la Lista de llamadas' : 'se avisó por teléfono']),
  ];
  return parts.join(' · ');
}

/** The button that does it: "Dar 12 horarios nuevos", "Cancelar 12 citas". */
export const doIt = (act: AbsenceAct, count: number): string =>
  act === 'cancel'
    ? `Cancelar ${visitsWords(count)}`
    : plural(count, 'Dar 1 horario nuevo', `Dar ${formatCount(count)} horarios nuevos`);

/** What will happen to how many. */
export function whatHappens(act: AbsenceAct, visits: readonly AbsenceVisit[]): string {
  const proposed = act === 'cancel' ? 0 : visits.filter(({ request }) => request !== null).length;
  const done = visits.length - proposed;
  const calls = visits.filter(({ patient }) => patient?.email == null).length;
  const parts = [
    ...(done === 0
      ? []
      : [
          act === 'cancel'
            ? plural(done, 'Se cancela 1 cita.', `Se cancelan ${formatCount(done)} citas.`)
            : plural(
                done,
                'Se mueve 1 cita de inmediato.',
                `Se mueven ${formatCount(done)} citas de inmediato.`,
              ),
        ]),
    ...(proposed === 0
      ? []
      : [
          plural(
            proposed,
            'A 1 paciente que pidió otro horario se le propone uno; responde en el portal.',
            `A ${formatCount(proposed)} pacientes que pidieron otro horario se les propone uno; responden en el portal.`,
          ),
        ]),
    calls === 0
      ? 'Cada paciente recibe su propio correo.'
      : `Cada paciente recibe su propio correo; ${formatCount(calls)} sin dirección ${plural(calls, 'pasa', 'pasan')} a la Lista de llamadas.`,
  ];
  return parts.join(' ');
}

/** What is said at an end that was not the whole of it. */
export function ended(
  act: AbsenceAct,
  { done, failed, left }: { readonly done: number; readonly failed: number; readonly left: number },
): string {
  const parts = [`${sentence(act, done)}.`];
  if (failed > 0)
    parts.push(plural(failed, '1 no se pudo decidir.', `${formatCount(failed)} no se pudieron decidir.`));
  if (left > 0) parts.push(plural(left, '1 no se empezó.', `${formatCount(left)} no se empezaron.`));
  return `${parts.join(' ')} Lo que no se hizo sigue por hacer.`;
}

/** The box that takes one along: "Incluir a Maria Lopez, lun, 30 nov, 9:00 a.m.". */
export const include = (patientName: string, when: string): string => `Incluir a ${patientName}, ${when}`;
export const newTimeOf = (patientName: string, when: string): string =>
  `Nuevo horario para ${patientName}, ${when}`;
export const openLabel = (patientName: string, when: string): string => `Abrir ${patientName}, ${when}`;

/** How the patient hears of it. */
export const toldWords = ({ patient }: Pick<AbsenceVisit, 'patient'>): string =>
  patient?.email == null ? `sin correo${patient?.phone == null ? '' : `, ${patient.phone}`}` : 'correo';

/** Of a visit whose patient has asked for another time. */
export const askedWords = (requested: EpochMs | null, { now, zone }: Moment): string =>
  requested === null
    ? 'El paciente pide otro horario'
    : `El paciente pide el ${shortDateTime(requested, now, zone)}`;
