import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { type HistoryKind, historyKind } from './history.ts';

/** What the lines of the record are about; `deciding`: requests, visits and patients. */
export const recordSubject = z.enum(['looking', 'taking-out', 'deciding', 'signing-in', 'settings']);
export type RecordSubject = Infer<typeof recordSubject>;

/** All that are not about `deciding`. */
const OTHERS: Readonly<Partial<Record<HistoryKind, RecordSubject>>> = {
  'looked-at': 'looking',
  searched: 'looking',
  printed: 'taking-out',
  exported: 'taking-out',
  'signed-in': 'signing-in',
  'sign-in-failed': 'signing-in',
  locked: 'signing-in',
  'recovery-key-used': 'signing-in',
  'recovery-key-refused': 'signing-in',
  started: 'signing-in',
  stopped: 'signing-in',
  'settings-changed': 'settings',
  'user-added': 'settings',
  'user-changed': 'settings',
  'user-removed': 'settings',
  'secret-changed': 'settings',
  'backup-restored': 'settings',
  'record-fault-noted': 'settings',
  'keys-change-asked': 'settings',
  'keys-change-dropped': 'settings',
  'keys-changed': 'settings',
};

export const subjectOf = (kind: HistoryKind): RecordSubject => OTHERS[kind] ?? 'deciding';

export const kindsAbout = (subject: RecordSubject): HistoryKind[] =>
  historyKind.options.filter((kind) => subjectOf(kind) === subject);
