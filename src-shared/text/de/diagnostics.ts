/** What is given to somebody who helps. */
export const words = {
  title: 'Für den Support',
  hint: 'Versionen, Stand der Verbindungen, was wartet, und das Log. Keine Patienten, keine Namen, keine Adressen, keine Passwörter: Alles wird vor dem Speichern gezeigt.',
  show: 'Diagnose anzeigen',
  again: 'Neu laden',
  save: 'Diagnose speichern …',
  what: 'Genau das würde gespeichert',
  program: 'Programm',
  desk: 'Arbeitsplatz',
  waiting: 'Zahlen',
  sync: 'Verbindung zum Portal',
  log: 'Log, die letzten Zeilen',
};

export const savedWords = (path: string): string => `Gespeichert als ${path}`;
