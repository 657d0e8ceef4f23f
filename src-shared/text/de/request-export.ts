import type { ZoneId } from '../../domain/time.ts';
import { formatCount, plural } from './locale.ts';

/** The columns of a history that is written into a file, in their order: the zone of its times stands with each. */
export const columns = (zone: ZoneId): readonly string[] => [
  'Anfrage',
  'Patient',
  'Geburtsdatum',
  'Behandler',
  'Terminart',
  'Ergebnis',
  'Grund',
  'Erledigt von',
  `Gestellt (${zone})`,
  `Erledigt (${zone})`,
  `Verschoben von (${zone})`,
  `Verschoben auf (${zone})`,
  `Gewünschte Zeit (${zone})`,
  `Termin jetzt (${zone})`,
  'Nachricht des Patienten',
];

export const exportCsv: string = 'Als CSV exportieren';

/** "12 Anfragen gespeichert: /home/…/request-history.csv". */
export const saved = (rows: number, path: string): string =>
  `${formatCount(rows)} ${plural(rows, 'Anfrage', 'Anfragen')} gespeichert: ${path}`;
