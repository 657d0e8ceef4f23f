/** Times as the practice says them: in e-mails, on paper and on pages for patients, the same wherever they are read. */
import { timeFormats } from '../time-formats.ts';
import { DATES } from './locale.ts';

export const { formatDate, formatPlainDate, formatTime, formatDateTime } = timeFormats(DATES, 'h12');
