import type { ZoneId } from '../../domain/time.ts';
import { formatCount, plural } from './locale.ts';

/** The columns of a history that is written into a file, in their order: the zone of its times stands with each. */
export const columns = (zone: ZoneId): readonly string[] => [
  'Solicitud',
  'Paciente',
  'Fecha de nacimiento',
  'Profesional',
  'Tipo',
  'Resultado',
  'Motivo',
  'Resuelta por',
  `Pedida (${zone})`,
  `Resuelta (${zone})`,
  `Movida desde (${zone})`,
  `Movida a (${zone})`,
  `Horario solicitado (${zone})`,
  `Cita ahora (${zone})`,
  'Nota del paciente',
];

export const exportCsv: string = 'Exportar como CSV';

/** "12 solicitudes guardadas en /home/…/request-history.csv". */
export const saved = (rows: number, path: string): string =>
  `${plural(rows, '1 solicitud guardada', `${formatCount(rows)} solicitudes guardadas`)} en ${path}`;
