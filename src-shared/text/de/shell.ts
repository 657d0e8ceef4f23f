import { formatCount, plural } from './locale.ts';
/** What the program says outside its window: menus, the system's dialogs, notifications. `&` stands before a menu's letter. */
export const menuText = {
  file: '&Datei',
  print: '&Drucken …',
  lock: '&Sperren',
  settings: '&Einstellungen …',
  exit: '&Beenden',
  quit: '&Beenden',
  edit: '&Bearbeiten',
  undo: '&Rückgängig',
  redo: '&Wiederholen',
  cut: '&Ausschneiden',
  copy: '&Kopieren',
  paste: '&Einfügen',
  delete: '&Löschen',
  selectAll: 'Alles a&uswählen',
  requests: '&Anfragen',
  refresh: '&Aktualisieren',
  find: '&Suchen',
  nextRequest: '&Nächste Anfrage',
  previousRequest: '&Vorherige Anfrage',
  undoDecision: 'Entscheidung &rückgängig machen',
  view: 'A&nsicht',
  inbox: '&Eingang',
  attention: '&Zu klären',
  day: '&Tag',
  week: '&Woche',
  list: '&Liste',
  actualSize: '&Originalgröße',
  zoomIn: 'Ver&größern',
  zoomOut: 'Ver&kleinern',
  fullScreen: '&Vollbild ein/aus',
  devTools: 'Entw&icklertools',
  window: '&Fenster',
  minimize: '&Minimieren',
  close: '&Schließen',
  help: '&Hilfe',
  shortcuts: '&Tastenkürzel',
  about: '&Über Reslot',
};

export const dialogText = {
  sheetFolder: 'Ordner für den Notfallplan',
  saveSheet: 'Notfallplan speichern',
  saveExport: 'Exportieren',
  saveDiagnostics: 'Diagnose speichern',
  cannotStart: 'Reslot kann nicht starten',
  windowGivesUp: 'Das Fenster ist mehrmals hintereinander ausgefallen. Bitte starten Sie Reslot neu.',
  windowReopened: 'Das Fenster ist ausgefallen und wurde neu geöffnet.',
  windowReopenedDetail:
    'Alle Ihre Entscheidungen sind erhalten. Text, den Sie gerade getippt haben, müssen Sie vielleicht neu eingeben.',
  mustClose: 'Reslot muss geschlossen werden',
  mustCloseDetail:
    'Ein unerwarteter Fehler ist aufgetreten. Alle Ihre Entscheidungen sind erhalten. Bitte starten Sie Reslot neu.',
};

/** In words that are safe on a screen anybody can see: how many, never whose. */
export const newRequestsText = (count: number): string =>
  plural(count, '1 neue Terminanfrage', `${formatCount(count)} neue Terminanfragen`);
