import type { CommandInput } from './contract.ts';
import type { CommandName } from './names.ts';

/** What a command is where the portal is read-only. A rule: it depends on what it is given, and is refused where that is true. */
type Verdict<N extends CommandName> = 'allowed' | 'refused' | ((input: CommandInput<N>) => boolean);

/**
 * Every command, by whether it makes a decision or has something written to the portal. There is no default: a command without a row
 * here is a type error. What only takes back, forgets or notes at the desk is allowed.
 */
const WHERE_READ_ONLY: { readonly [N in CommandName]: Verdict<N> } = {
  'app.bootstrap': 'allowed',
  'app.reportCrash': 'allowed',
  'app.installUpdate': 'allowed',
  'directory.get': 'allowed',
  'requests.list': 'allowed',
  'requests.get': 'allowed',
  'requests.settledBy': 'allowed',
  'requests.email': 'allowed',
  'requests.exportHistory': 'allowed',
  'requests.ids': 'allowed',
  'requests.byIds': 'allowed',
  'requests.decideShown': 'refused',
  'requests.snooze': 'allowed',
  'requests.wake': 'allowed',
  'requests.addNote': 'allowed',
  // A sign for other desks, in the request itself.
  'requests.workOn': ({ ids }) => ids.length > 0,
  'requests.openElsewhere': 'allowed',
  'drafts.list': 'allowed',
  'drafts.save': 'allowed',
  'decisions.preview': 'allowed',
  'decisions.decide': 'refused',
  'decisions.undo': 'allowed',
  'schedule.days': 'allowed',
  'schedule.load': 'allowed',
  'schedule.freeSlots': 'allowed',
  'schedule.nextSlots': 'allowed',
  'schedule.freedSlots': 'allowed',
  'appointments.get': 'allowed',
  'absences.list': 'allowed',
  'absences.begin': 'allowed',
  'absences.get': 'allowed',
  'absences.end': 'allowed',
  'absences.decide': 'refused',
  'absences.print': 'allowed',
  'patients.search': 'allowed',
  'patients.add': 'refused',
  'patients.similar': 'allowed',
  'patients.get': 'allowed',
  'patients.card': 'allowed',
  'patients.appointments': 'allowed',
  'patients.requests': 'allowed',
  'attention.list': 'allowed',
  'attention.retry': ({ kind }) => kind === 'decision',
  'attention.calledInstead': 'allowed',
  'attention.correctAddress': 'refused',
  'attention.chooseAddress': ({ choice }) => choice === 'entered',
  'attention.chooseTime': 'allowed',
  'attention.dismiss': 'allowed',
  'calls.list': 'allowed',
  'calls.done': 'allowed',
  'calls.attempted': 'allowed',
  'calls.undo': 'allowed',
  'calls.dismiss': 'allowed',
  'settings.get': 'allowed',
  'settings.secrets': 'allowed',
  'settings.save': 'allowed',
  'settings.choose': ({ choice }) => choice === 'mine',
  'settings.readAuthorities': 'allowed',
  'settings.previewLetter': 'allowed',
  'settings.testPortal': ({ writes }) => writes,
  'settings.testMail': 'allowed',
  'report.get': 'allowed',
  'report.print': 'allowed',
  'sheet.preview': 'allowed',
  'sheet.print': 'allowed',
  'sheet.savePdf': 'allowed',
  'sheet.writeNow': 'allowed',
  'sheet.state': 'allowed',
  'sheet.chooseFolder': 'allowed',
  'backups.state': 'allowed',
  'backups.make': 'allowed',
  'backups.lost': 'allowed',
  'backups.restore': 'allowed',
  'backups.makeRecoveryKey': 'allowed',
  'backups.forgetRestored': 'allowed',
  'sync.status': 'allowed',
  'sync.explain': 'allowed',
  'sync.refresh': 'allowed',
  'sync.networkReturned': 'allowed',
  'links.open': 'allowed',
};

/** Whether a command with this input is refused as long as the portal is read-only. */
export function isRefusedReadOnly<N extends CommandName>(name: N, input: CommandInput<N>): boolean {
  const verdict: Verdict<N> = WHERE_READ_ONLY[name];
  return typeof verdict === 'function' ? verdict(input) : verdict === 'refused';
}
