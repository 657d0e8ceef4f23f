/**
 * The commands of the window, by name. The preload makes one channel of them and knows nothing else of the contract;
 * `contract.ts` says what each takes and gives, and a name without an entry there is a type error.
 */
export const COMMAND_NAMES = [
  'app.bootstrap',
  'app.reportCrash',
  'app.installUpdate',
  'directory.get',
  'requests.list',
  'requests.get',
  'requests.preview',
  'requests.decide',
  'drafts.list',
  'drafts.save',
  'decisions.undo',
  'schedule.days',
  'schedule.load',
  'schedule.freeSlots',
  'schedule.nextSlots',
  'schedule.freedSlots',
  'appointments.get',
  'appointments.preview',
  'appointments.decide',
  'patients.search',
  'patients.add',
  'patients.similar',
  'patients.get',
  'patients.card',
  'patients.appointments',
  'patients.requests',
  'attention.list',
  'attention.retry',
  'attention.calledInstead',
  'attention.correctAddress',
  'attention.chooseAddress',
  'attention.dismiss',
  'calls.list',
  'calls.done',
  'settings.get',
  'settings.secrets',
  'settings.save',
  'settings.readAuthorities',
  'settings.testPortal',
  'settings.testMail',
  'sheet.preview',
  'sheet.print',
  'sheet.savePdf',
  'sheet.writeNow',
  'sheet.state',
  'sheet.chooseFolder',
  'sync.status',
  'sync.refresh',
  'sync.networkReturned',
  'links.open',
] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];

/** The channel of `ipcRenderer.invoke`: `(CHANNEL, name, input)`. */
export const INVOKE_CHANNEL = 'reslot:invoke';
/** The channel on which the main process sends events: `(EVENT_CHANNEL, event)`. */
export const EVENT_CHANNEL = 'reslot:event';
