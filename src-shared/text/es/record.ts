import type { RecordSubject } from '../../domain/record-subject.ts';
import { type EpochMs, plainDateOf, plainTimeOf, type ZoneId } from '../../domain/time.ts';
import { formatCount, plural } from './locale.ts';

/** Every sentence of the record's own window. */
export const recordText = {
  title: 'Registro',
  hint: 'Quién inició sesión, miró pacientes, buscó, imprimió, exportó, decidió y cambió la configuración en este puesto. Nada de ello se cambia ni se elimina nunca.',
  open: 'Abrir el registro',
  when: 'Cuándo',
  from: 'Desde',
  to: 'Hasta',
  person: 'Hecho por',
  patient: 'Paciente',
  patientHint: 'Nombre, fecha de nacimiento, teléfono o correo',
  subject: 'Qué',
  everything: 'Todo',
  lines: 'Líneas del registro',
  loading: 'Revisando el registro…',
  none: 'Ninguna línea coincide.',
  noneBody: 'Quite un filtro, o elija otros días.',
  more: 'Mostrar líneas anteriores',
  exportCsv: 'Exportar como CSV',
  exportJson: 'Exportar como FHIR AuditEvent',
  exportHint: 'Se escribe todo lo que coincide con los filtros. Que se hizo también queda en el registro.',
};

export const RECORD_SUBJECT: Readonly<Record<RecordSubject, string>> = {
  looking: 'Consultas y búsquedas',
  'taking-out': 'Impresiones y exportaciones',
  deciding: 'Solicitudes, citas y pacientes',
  'signing-in': 'Inicio de sesión, apertura y cierre',
  settings: 'Configuración y usuarios',
};

/** "120 líneas guardadas en /home/…/reslot-record.csv". */
export const exportedWords = (lines: number, path: string): string =>
  `${plural(lines, '1 línea guardada', `${formatCount(lines)} líneas guardadas`)} en ${path}`;

/** The head of an exported table. */
export const columns = (zone: ZoneId): readonly string[] => [
  'Línea',
  `Hora (${zone})`,
  'Hecho por',
  'Puesto',
  'Qué',
  'Paciente',
  'Fecha de nacimiento',
  'Detalles',
];

/** "2026-11-24 09:00": sorts as it reads. */
export const exportTime = (at: EpochMs, zone: ZoneId): string =>
  `${plainDateOf(at, zone)} ${plainTimeOf(at, zone)}`;
