import type { UserRole } from '../domain/users.ts';
import type { CommandInput } from './contract.ts';
import type { CommandName } from './names.ts';

/** `anybody`: also while the desk is locked. */
type Need = 'anybody' | 'signed-in' | 'manager';
/** Who may give a command; where that depends on what it is given, whether it is for a manager alone. */
type Verdict<N extends CommandName> = Need | ((input: CommandInput<N>) => boolean);

/** What everybody may change of this desk's settings: how it looks, and how they work at it. */
export const EVERYBODYS: ReadonlySet<string> = new Set([
  'appearance',
  'language',
  'density',
  'singleKeys',
  'calendar',
]);

/**
 * Every command, by who may give it. There is no default: a command without a row here is a type error. What `anybody` may ask gives
 * nothing of the practice or its patients away.
 */
const WHO_MAY: { readonly [N in CommandName]: Verdict<N> } = {
  'session.get': 'anybody',
  'session.signIn': 'anybody',
  'session.setUp': 'anybody',
  'session.lock': 'anybody',
  'session.takeKept': 'signed-in',
  'session.active': 'signed-in',
  'session.changeSecret': 'signed-in',
  'session.recover': 'anybody',
  'session.giveRecoveryKey': 'anybody',
  'users.list': 'manager',
  'users.add': 'manager',
  'users.save': 'manager',
  'users.setSecret': 'manager',
  'users.remove': 'manager',
  'app.bootstrap': 'signed-in',
  'app.reportCrash': 'anybody',
  'app.installUpdate': 'signed-in',
  'app.restart': 'manager',
  'directory.get': 'signed-in',
  'requests.list': 'signed-in',
  'requests.get': 'signed-in',
  'requests.settledBy': 'signed-in',
  'requests.email': 'signed-in',
  'requests.exportHistory': 'manager',
  'requests.ids': 'signed-in',
  'requests.byIds': 'signed-in',
  'requests.decideShown': 'signed-in',
  'requests.snooze': 'signed-in',
  'requests.wake': 'signed-in',
  'requests.addNote': 'signed-in',
  'requests.workOn': 'signed-in',
  'requests.openElsewhere': 'signed-in',
  'drafts.list': 'signed-in',
  'drafts.save': 'signed-in',
  'decisions.preview': 'signed-in',
  'decisions.decide': 'signed-in',
  'decisions.undo': 'signed-in',
  'schedule.days': 'signed-in',
  'schedule.load': 'signed-in',
  'schedule.freeSlots': 'signed-in',
  'schedule.nextSlots': 'signed-in',
  'schedule.freedSlots': 'signed-in',
  'schedule.visitsOn': 'signed-in',
  'appointments.get': 'signed-in',
  'absences.list': 'signed-in',
  'absences.begin': 'signed-in',
  'absences.get': 'signed-in',
  'absences.end': 'signed-in',
  'absences.decide': 'signed-in',
  'absences.print': 'signed-in',
  'blocks.change': 'signed-in',
  'blocks.visits': 'signed-in',
  'patients.search': 'signed-in',
  'patients.add': 'signed-in',
  'patients.similar': 'signed-in',
  'patients.get': 'signed-in',
  'patients.card': 'signed-in',
  'patients.appointments': 'signed-in',
  'patients.requests': 'signed-in',
  'attention.list': 'signed-in',
  'attention.retry': 'signed-in',
  'attention.calledInstead': 'signed-in',
  'attention.correctAddress': 'signed-in',
  'attention.correctPhone': 'signed-in',
  'attention.chooseAddress': 'signed-in',
  'attention.chooseTime': 'signed-in',
  'attention.dismiss': 'signed-in',
  'calls.list': 'signed-in',
  'calls.done': 'signed-in',
  'calls.attempted': 'signed-in',
  'calls.undo': 'signed-in',
  'calls.dismiss': 'signed-in',
  'settings.get': 'signed-in',
  'settings.secrets': 'signed-in',
  'settings.save': (input) => Object.keys(input).some((name) => !EVERYBODYS.has(name)),
  'settings.choose': 'manager',
  'settings.readAuthorities': 'manager',
  'settings.previewLetter': 'signed-in',
  'settings.testPortal': 'manager',
  'settings.testMail': 'manager',
  'report.get': 'signed-in',
  'report.print': 'signed-in',
  'diagnostics.get': 'signed-in',
  'diagnostics.save': 'manager',
  'sheet.preview': 'signed-in',
  'sheet.print': 'signed-in',
  'sheet.savePdf': 'signed-in',
  'sheet.writeNow': 'signed-in',
  'sheet.state': 'signed-in',
  'sheet.chooseFolder': 'manager',
  'backups.state': 'signed-in',
  'backups.make': 'signed-in',
  'backups.lost': 'signed-in',
  'backups.restore': 'manager',
  'backups.makeRecoveryKey': 'manager',
  'backups.newKeys': 'manager',
  'backups.askForKeys': 'manager',
  'backups.dropKeys': 'manager',
  'recovery.print': 'manager',
  'backups.checkRecord': 'signed-in',
  'backups.noteRecord': 'manager',
  'backups.forgetRestored': 'signed-in',
  'record.list': 'manager',
  'record.export': 'manager',
  'sync.status': 'signed-in',
  'sync.explain': 'signed-in',
  'sync.refresh': 'signed-in',
  // What a locked desk does goes on, and sooner where the network is back.
  'sync.networkReturned': 'anybody',
  'links.open': 'signed-in',
};

/** Whether somebody has to be signed in for this command. */
export const needsSignIn = (name: CommandName): boolean => WHO_MAY[name] !== 'anybody';

/** Whether somebody with this role may give a command with this input. */
export function mayGive<N extends CommandName>(role: UserRole, name: N, input: CommandInput<N>): boolean {
  const verdict: Verdict<N> = WHO_MAY[name];
  return role === 'manager' || !(typeof verdict === 'function' ? verdict(input) : verdict === 'manager');
}
