import {
  type EpochMs,
  HOUR_MS,
  MINUTE_MS,
  type PlainDate,
  type Weekday,
  type ZoneId,
} from '../../domain/time.ts';
import type { RequestReportView } from '../../ipc/report-views.ts';
import { formatCount } from './locale.ts';
import { OUTCOME } from './requests.ts';
import { formatDateTime, formatPlainDate, weekdayName } from './times.ts';

export const words = {
  open: 'Informe',
  title: 'Solicitudes de pacientes',
  from: 'Pedidas desde',
  to: 'Pedidas hasta',
  print: 'Imprimir',
  printed: 'Enviado a la impresora.',
  loading: 'Contando…',
  nothing: 'Nadie pidió nada en estos días.',
  badDays: 'Elija un primer día, y un último que no sea anterior.',
  chart: 'Solicitudes por semana',
  reschedule: 'Cambio de horario',
  cancel: 'Cancelación',
  new: 'Cita nueva',
  terms: 'Qué se cuenta',
};

/** "lun, 7 sept 2026 – dom, 29 nov 2026". */
export const period = (from: PlainDate, to: PlainDate): string =>
  `${formatPlainDate(from)} – ${formatPlainDate(to)}`;

export const madeWords = (at: EpochMs, zone: ZoneId): string =>
  `Hecho el ${formatDateTime(at, zone)} (${zone})`;

/** What each word of the report means. */
export const terms = (zone: ZoneId, weekStart: Weekday): readonly string[] => [
  `Una solicitud cuenta en el día y en la semana en que el paciente la hizo, según la fecha del portal. Los días son los de ${zone}; una semana empieza el ${weekdayName(weekStart)}.`,
  'Respondida: el consultorio decidió por primera vez sobre ella (aprobada, rechazada, mantenida, propuesta, actualizada, cancelada), o lo hizo su política. Lo que se deshizo o el portal rechazó no es una respuesta; lo que los pacientes retiraron o reemplazaron antes no está respondido.',
  'Tiempo de respuesta: desde que el paciente la hizo hasta esa decisión, según el reloj, noches y fines de semana incluidos. Mediana y percentil 90 por el rango más cercano, de las respondidas.',
  'Mismo día: respondida el día en que el paciente la hizo; la proporción es de las respondidas.',
  'Una decisión de otro puesto cuenta desde que este puesto la leyó. El profesional es el de la cita tal como está ahora. No se nombra a ningún paciente.',
];

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of the report, in their order, for the screen and for paper. */
export function tables({ all, weeks, outcomes, providers }: RequestReportView): readonly Table[] {
  const head = ['Solicitudes', 'Respondidas', 'Mediana', 'Percentil 90', 'Mismo día'];
  return [
    {
      title: 'Tiempo de respuesta',
      head: ['Profesional', ...head],
      rows: [
        ['Todos', ...answerCells(all)],
        ...providers.map(({ name, ...answers }) => [
          name ?? 'Profesional desconocido',
          ...answerCells(answers),
        ]),
      ],
    },
    {
      title: 'Por semana y clase',
      head: ['Semana desde', words.reschedule, words.cancel, words.new, 'En total'],
      rows: weeks.map(({ from, reschedule, cancel, new: anew }) => [
        formatPlainDate(from),
        formatCount(reschedule),
        formatCount(cancel),
        formatCount(anew),
        formatCount(reschedule + cancel + anew),
      ]),
    },
    {
      title: 'Por resultado',
      head: ['Resultado', 'Solicitudes', 'Proporción'],
      rows: outcomes.map(({ outcome, requests }) => [
        outcome === null ? 'Todavía sin cerrar' : OUTCOME[outcome],
        formatCount(requests),
        share(requests, all.requests),
      ]),
    },
  ];
}

const answerCells = (answers: RequestReportView['all']): readonly string[] => [
  formatCount(answers.requests),
  formatCount(answers.answered),
  tookWords(answers.medianMs),
  tookWords(answers.p90Ms),
  share(answers.sameDay, answers.answered),
];

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;

/** "12 min", "3 h 20 min", "2 d 4 h". */
export function tookWords(ms: number | null): string {
  if (ms === null) return '–';
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  const whole = Math.round(ms / HOUR_MS);
  return `${formatCount(Math.floor(whole / 24))} d ${whole % 24} h`;
}
