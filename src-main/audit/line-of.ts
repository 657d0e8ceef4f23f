import type { HistoryDetail, HistoryKind, TakenOut } from '../../src-shared/domain/history.ts';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { LookCommand, SearchCommand, TakeOutCommand } from '../../src-shared/ipc/on-record.ts';

/** What stands on the record of a command that was answered. */
export interface AuditLine {
  readonly kind: HistoryKind;
  /** Whose data it was about; null where it was nobody's alone. */
  readonly patientId: string | null;
  readonly requestId: string | null;
  readonly appointmentId: string | null;
  readonly detail: HistoryDetail;
}

/** Of a line that is about no single patient. */
export const NOBODYS = { patientId: null, requestId: null, appointmentId: null };

type LookOf<N extends LookCommand> = (input: CommandInput<N>, value: CommandOutput<N>) => AuditLine;

const looked = (about: Partial<AuditLine>): AuditLine => ({
  kind: 'looked-at',
  detail: {},
  ...NOBODYS,
  ...about,
});

/** Whose data somebody has opened. Of a request or a visit of which nobody can tell whose it is, which it was. */
export const LOOKS: { readonly [N in LookCommand]: LookOf<N> } = {
  'patients.get': ({ id }) => looked({ patientId: id }),
  'patients.card': ({ id }) => looked({ patientId: id }),
  'requests.get': ({ id }, { row }) =>
    looked(row.patient === null ? { requestId: id } : { patientId: row.patient.id }),
  'appointments.get': ({ id }, { patient }) =>
    looked(patient === null ? { appointmentId: id } : { patientId: patient.id }),
};

/** What somebody looked for. */
export interface Search {
  readonly where: NonNullable<HistoryDetail['search']>['where'];
  /** As typed, without white space around it; '' where nothing was looked for. */
  readonly text: string;
  readonly found: number;
}

type SearchOf<N extends SearchCommand> = (input: CommandInput<N>, value: CommandOutput<N>) => Search;

export const SEARCHES: { readonly [N in SearchCommand]: SearchOf<N> } = {
  'patients.search': ({ text }, found) => ({ where: 'patients', text: text.trim(), found: found.length }),
  'patients.similar': ({ givenName, familyName }, found) => ({
    where: 'similar-patients',
    text: `${givenName} ${familyName}`.trim(),
    found: found.length,
  }),
  'requests.list': ({ search }, { total }) => ({ where: 'requests', text: search.trim(), found: total }),
  // The record names patients, too: also who reads all of it has looked for something.
  'record.list': ({ patient, person, subject, from, to }, { lines }) => ({
    where: 'record',
    text:
      [patient.trim(), person.trim(), subject ?? '', from ?? '', to ?? '']
        .filter((part) => part !== '')
        .join(' · ') || '*',
    found: lines.length,
  }),
};

type TakenOutOf<N extends TakeOutCommand> = (
  input: CommandInput<N>,
  value: CommandOutput<N>,
) => { readonly what: TakenOut; readonly file?: string; readonly patient?: string } | null;

/** What has left the program; null where it was let go in the system's dialog. */
export const TAKEN_OUT: { readonly [N in TakeOutCommand]: TakenOutOf<N> } = {
  'sheet.print': (_, { printed }) => (printed ? { what: 'downtime-sheet' } : null),
  'absences.print': (_, { printed }) => (printed ? { what: 'absence-list' } : null),
  'report.print': (_, { printed }) => (printed ? { what: 'report' } : null),
  'recovery.print': (_, { printed }) => (printed ? { what: 'recovery-key' } : null),
  'sheet.savePdf': (_, { path }) => (path === null ? null : { what: 'downtime-sheet', file: path }),
  'sheet.writeNow': (_, { path }) => ({ what: 'downtime-sheet', file: path }),
  'requests.exportHistory': (_, { path }) => (path === null ? null : { what: 'request-history', file: path }),
  'diagnostics.save': (_, { path }) => (path === null ? null : { what: 'diagnostics', file: path }),
  'backups.makeRecoveryKey': () => ({ what: 'new-recovery-key' }),
  'backups.newKeys': () => ({ what: 'new-recovery-key' }),
  'record.export': ({ patient }, { path }) =>
    path === null ? null : { what: 'record', file: path, ...(patient === '' ? {} : { patient }) },
};
