import { plural } from './locale.ts';
/** What the program says outside its window: menus, the system's dialogs, notifications. `&` stands before a menu's letter. */
export const menuText = {
  file: '&File',
  print: '&Print…',
  lock: '&Lock',
  settings: '&Settings…',
  exit: 'E&xit',
  quit: '&Quit',
  edit: '&Edit',
  undo: '&Undo',
  redo: '&Redo',
  cut: 'Cu&t',
  copy: '&Copy',
  paste: '&Paste',
  delete: '&Delete',
  selectAll: 'Select &All',
  requests: '&Requests',
  refresh: '&Refresh',
  find: '&Find',
  nextRequest: '&Next request',
  previousRequest: '&Previous request',
  undoDecision: '&Undo decision',
  view: '&View',
  inbox: '&Inbox',
  attention: 'Needs &attention',
  day: '&Day',
  week: '&Week',
  list: '&List',
  actualSize: 'Actual &Size',
  zoomIn: '&Zoom In',
  zoomOut: 'Zoom &Out',
  fullScreen: 'Toggle &Full Screen',
  devTools: 'Developer &Tools',
  window: '&Window',
  minimize: '&Minimize',
  close: '&Close',
  help: '&Help',
  shortcuts: '&Keyboard shortcuts',
  about: '&About Reslot',
};

export const dialogText = {
  sheetFolder: 'Folder for the downtime sheet',
  saveSheet: 'Save the downtime sheet',
  saveExport: 'Export',
  saveDiagnostics: 'Save diagnostics',
  cannotStart: 'Reslot cannot start',
  windowGivesUp: 'The window stopped working several times in a row. Please start Reslot again.',
  windowReopened: 'The window stopped working and was opened again.',
  windowReopenedDetail: 'Every decision you made is kept. Text you were typing may have to be typed again.',
  mustClose: 'Reslot must close',
  mustCloseDetail:
    'An unexpected error occurred. Every decision you made is kept. Please start Reslot again.',
};

/** In words that are safe on a screen anybody can see: how many, never whose. */
export const newRequestsText = (count: number): string =>
  plural(count, '1 new appointment request', `${count} new appointment requests`);
