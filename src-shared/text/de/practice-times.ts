/** Times as the practice says them: in e-mails, on paper and on pages for patients, the same wherever they are read. */
import { timeFormats } from '../time-formats.ts';
import { LOCALE } from './locale.ts';

export const { formatDate, formatPlainDate, formatTime, formatDateTime, formatRange } = timeFormats(
  LOCALE,
  'h23',
);
