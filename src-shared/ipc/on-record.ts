import type { CommandName } from './names.ts';

/**
 * What stands on the record of a command that has been done, and by whom (45 CFR 164.312(b), audit controls).
 *
 * - `by-itself`: what it does has a line of its own, in one transaction with it.
 * - `looked-at`: somebody has opened one patient's data.
 * - `searched`: patients were looked for by what somebody typed.
 * - `printed`, `exported`: patients' data have left the program, or the practice's.
 * - `settings`: how the desk or the practice works was changed.
 *
 * And what has no line, by why:
 *
 * - `work-list`: what the desk has to do, which is in front of everybody who is signed in: that they were stands on the record.
 * - `part-of-open`: more of what is open already, whose opening has its line.
 * - `no-patient`: nothing of a patient is shown or changed.
 * - `typing`: what is typed, and leads to nothing before something else is done.
 */
export type OnRecord =
  | 'by-itself'
  | 'looked-at'
  | 'searched'
  | 'printed'
  | 'exported'
  | 'settings'
  | 'work-list'
  | 'part-of-open'
  | 'no-patient'
  | 'typing';

/** Every command. There is no default: one without a row here is a type error. */
export const ON_RECORD = {
  'session.get': 'no-patient',
  'session.signIn': 'by-itself',
  'session.setUp': 'by-itself',
  'session.lock': 'by-itself',
  'session.takeKept': 'typing',
  'session.active': 'no-patient',
  'session.changeSecret': 'by-itself',
  'session.recover': 'by-itself',
  'session.giveRecoveryKey': 'by-itself',
  'users.list': 'no-patient',
  'users.add': 'by-itself',
  'users.save': 'by-itself',
  'users.setSecret': 'by-itself',
  'users.remove': 'by-itself',
  'app.bootstrap': 'no-patient',
  'app.reportCrash': 'no-patient',
  'app.installUpdate': 'no-patient',
  'app.restart': 'no-patient',
  'directory.get': 'no-patient',
  'requests.list': 'searched',
  'requests.get': 'looked-at',
  'requests.settledBy': 'no-patient',
  'requests.email': 'part-of-open',
  'requests.exportHistory': 'exported',
  'requests.ids': 'work-list',
  'requests.byIds': 'work-list',
  'requests.decideShown': 'by-itself',
  'requests.snooze': 'by-itself',
  'requests.wake': 'by-itself',
  'requests.addNote': 'by-itself',
  'requests.workOn': 'typing',
  'requests.openElsewhere': 'no-patient',
  'drafts.list': 'typing',
  'drafts.save': 'typing',
  'decisions.preview': 'part-of-open',
  'decisions.decide': 'by-itself',
  'decisions.undo': 'by-itself',
  'schedule.days': 'work-list',
  'schedule.load': 'no-patient',
  'schedule.freeSlots': 'no-patient',
  'schedule.nextSlots': 'no-patient',
  'schedule.visitsOn': 'no-patient',
  'schedule.freedSlots': 'work-list',
  'appointments.get': 'looked-at',
  'absences.list': 'work-list',
  'absences.begin': 'work-list',
  'absences.get': 'work-list',
  'absences.end': 'no-patient',
  'absences.decide': 'by-itself',
  'absences.print': 'printed',
  'blocks.change': 'settings',
  'blocks.visits': 'work-list',
  'patients.search': 'searched',
  'patients.add': 'by-itself',
  'patients.similar': 'searched',
  'patients.get': 'looked-at',
  'patients.card': 'looked-at',
  'patients.appointments': 'part-of-open',
  'patients.requests': 'part-of-open',
  'attention.list': 'work-list',
  'attention.retry': 'by-itself',
  'attention.calledInstead': 'by-itself',
  'attention.correctAddress': 'by-itself',
  'attention.correctPhone': 'by-itself',
  'attention.chooseAddress': 'by-itself',
  'attention.chooseTime': 'by-itself',
  'attention.dismiss': 'by-itself',
  'calls.list': 'work-list',
  'calls.done': 'by-itself',
  'calls.attempted': 'by-itself',
  'calls.undo': 'by-itself',
  'calls.dismiss': 'by-itself',
  'settings.get': 'no-patient',
  'settings.secrets': 'no-patient',
  'settings.save': 'settings',
  'settings.choose': 'settings',
  'settings.readAuthorities': 'no-patient',
  'settings.previewLetter': 'no-patient',
  'settings.testPortal': 'no-patient',
  'settings.testMail': 'no-patient',
  'report.get': 'no-patient',
  'report.print': 'printed',
  'diagnostics.get': 'no-patient',
  'diagnostics.save': 'exported',
  'sheet.preview': 'work-list',
  'sheet.print': 'printed',
  'sheet.savePdf': 'exported',
  'sheet.writeNow': 'exported',
  'sheet.state': 'no-patient',
  'sheet.chooseFolder': 'no-patient',
  'backups.state': 'no-patient',
  'backups.make': 'no-patient',
  'backups.lost': 'no-patient',
  'backups.restore': 'by-itself',
  'backups.makeRecoveryKey': 'exported',
  'backups.newKeys': 'exported',
  'backups.askForKeys': 'by-itself',
  'backups.dropKeys': 'by-itself',
  'recovery.print': 'printed',
  'backups.checkRecord': 'no-patient',
  'backups.noteRecord': 'by-itself',
  'backups.forgetRestored': 'no-patient',
  'record.list': 'searched',
  'record.export': 'exported',
  'sync.status': 'no-patient',
  'sync.explain': 'no-patient',
  'sync.refresh': 'no-patient',
  'sync.networkReturned': 'no-patient',
  'links.open': 'no-patient',
} as const satisfies { readonly [N in CommandName]: OnRecord };

type NamesOf<K extends OnRecord> = {
  readonly [N in CommandName]: (typeof ON_RECORD)[N] extends K ? N : never;
}[CommandName];

export type LookCommand = NamesOf<'looked-at'>;
export type SearchCommand = NamesOf<'searched'>;
export type TakeOutCommand = NamesOf<'printed' | 'exported'>;
export type SettingsCommand = NamesOf<'settings'>;
