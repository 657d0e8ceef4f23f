/**
 * The commands of the window, by name. The preload makes one channel of them and knows nothing else of the contract;
 * `contract.ts` says what each takes and gives, and a name without an entry there is a type error.
 *
 * While another program holds the database, what is `in-order` waits for what was given before it: it writes. `at-once`: it writes
 * nothing, or waits for somebody.
 */
const COMMANDS = {
  'app.bootstrap': 'in-order',
  'app.reportCrash': 'in-order',
  'app.installUpdate': 'in-order',
  'directory.get': 'at-once',
  'requests.list': 'at-once',
  'requests.get': 'at-once',
  'requests.settledBy': 'at-once',
  'requests.email': 'at-once',
  'requests.exportHistory': 'at-once',
  'requests.ids': 'at-once',
  'requests.byIds': 'at-once',
  'requests.decideShown': 'in-order',
  'requests.snooze': 'in-order',
  'requests.wake': 'in-order',
  'requests.addNote': 'in-order',
  'requests.workOn': 'at-once',
  'requests.openElsewhere': 'at-once',
  'drafts.list': 'at-once',
  'drafts.save': 'in-order',
  'decisions.preview': 'at-once',
  'decisions.decide': 'in-order',
  'decisions.undo': 'in-order',
  'schedule.days': 'at-once',
  'schedule.load': 'at-once',
  'schedule.freeSlots': 'at-once',
  'schedule.nextSlots': 'at-once',
  'schedule.freedSlots': 'at-once',
  'appointments.get': 'at-once',
  'absences.list': 'at-once',
  'absences.begin': 'in-order',
  'absences.get': 'in-order',
  'absences.end': 'in-order',
  'absences.decide': 'in-order',
  'absences.print': 'at-once',
  'patients.search': 'at-once',
  'patients.add': 'in-order',
  'patients.similar': 'at-once',
  'patients.get': 'at-once',
  'patients.card': 'at-once',
  'patients.appointments': 'at-once',
  'patients.requests': 'at-once',
  'attention.list': 'at-once',
  'attention.retry': 'in-order',
  'attention.calledInstead': 'in-order',
  'attention.correctAddress': 'in-order',
  'attention.chooseAddress': 'in-order',
  'attention.chooseTime': 'in-order',
  'attention.dismiss': 'in-order',
  'calls.list': 'at-once',
  'calls.done': 'in-order',
  'calls.attempted': 'in-order',
  'calls.undo': 'in-order',
  'calls.dismiss': 'in-order',
  'settings.get': 'at-once',
  'settings.secrets': 'at-once',
  'settings.save': 'in-order',
  'settings.choose': 'in-order',
  'settings.readAuthorities': 'in-order',
  'settings.previewLetter': 'at-once',
  'settings.testPortal': 'at-once',
  'settings.testMail': 'at-once',
  'report.get': 'at-once',
  'report.print': 'at-once',
  'diagnostics.get': 'at-once',
  'diagnostics.save': 'at-once',
  'sheet.preview': 'at-once',
  'sheet.print': 'at-once',
  'sheet.savePdf': 'at-once',
  'sheet.writeNow': 'at-once',
  'sheet.state': 'at-once',
  'sheet.chooseFolder': 'at-once',
  'backups.state': 'at-once',
  'backups.make': 'at-once',
  'backups.lost': 'at-once',
  'backups.restore': 'at-once',
  'backups.makeRecoveryKey': 'at-once',
  'backups.checkRecord': 'at-once',
  'backups.noteRecord': 'in-order',
  'backups.forgetRestored': 'in-order',
  'sync.status': 'at-once',
  'sync.explain': 'at-once',
  'sync.refresh': 'at-once',
  'sync.networkReturned': 'at-once',
  'links.open': 'in-order',
} as const satisfies Record<string, 'in-order' | 'at-once'>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export const isInOrder = (name: CommandName): boolean => COMMANDS[name] === 'in-order';

/** The channel of `ipcRenderer.invoke`: `(CHANNEL, name, input)`. */
export const INVOKE_CHANNEL = 'reslot:invoke';
/** The channel on which the main process sends events: `(EVENT_CHANNEL, event)`. */
export const EVENT_CHANNEL = 'reslot:event';
