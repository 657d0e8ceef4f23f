import type { ZoneId } from '../../domain/time.ts';
import { formatCount, plural } from './locale.ts';

/** The columns of a history that is written into a file, in their order: the zone of its times stands with each. */
export const columns = (zone: ZoneId): readonly string[] => [
  'Request',
  'Patient',
  'Date of birth',
  'Provider',
  'Type',
  'Outcome',
  'Reason',
  'Settled by',
  `Asked (${zone})`,
  `Settled (${zone})`,
  `Moved from (${zone})`,
  `Moved to (${zone})`,
  `Requested time (${zone})`,
  `Appointment now (${zone})`,
  'Patient’s note',
];

export const exportCsv: string = 'Export as CSV';

/** "12 requests saved to /home/…/request-history.csv". */
export const saved = (rows: number, path: string): string =>
  `${formatCount(rows)} ${plural(rows, 'request', 'requests')} saved to ${path}`;
