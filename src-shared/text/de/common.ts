import type { StorageTrouble } from '../../ipc/sync-views.ts';
/** Words used all over the window. */
import { formatCount } from './locale.ts';
export const common = {
  product: 'Reslot',
  schedule: 'Kalender',
  patients: 'Patienten',
  settings: 'Einstellungen',
  appointmentRequests: 'Terminanfragen',
  day: 'Tag',
  week: 'Woche',
  list: 'Liste',
  refresh: 'Aktualisieren',
  refreshing: 'Wird aktualisiert …',
  tryAgain: 'Erneut versuchen',
  loading: 'Wird geladen …',
  starting: 'Arbeitsplatz wird geöffnet …',
  cancel: 'Abbrechen',
  back: 'Zurück',
  close: 'Schließen',
  save: 'Speichern',
  halfTyped:
    'Ein Datum oder eine Uhrzeit ist nur halb eingegeben, oder es gibt sie nicht. Ergänzen Sie die Angabe, oder leeren Sie das Feld.',
  demoPortal: 'Demo-Portal',
  demoMailbox: 'Demo-Postfach',
  demoHint: 'Erfundene Patienten: Probieren Sie alles aus. Nichts verlässt diesen Computer.',
  places: 'Bereiche',
  crashTitle: 'Dieser Teil des Fensters funktioniert nicht mehr.',
  crashBody: 'Ihre Eingaben sind erhalten. Laden Sie das Fenster neu, um weiterzuarbeiten.',
  reload: 'Neu laden',
  provider: 'Behandler',
  allProviders: 'Alle Behandler',
  loadingFromPortal: 'Wird aus dem Portal geladen',
  storageTrouble: {
    'disk-full':
      'Der Datenträger ist voll, nichts kann gespeichert werden. Schaffen Sie Platz auf diesem Computer: Was wartet, wird von selbst erneut versucht.',
    'database-unwritable':
      'In die Datenbank von Reslot kann nicht geschrieben werden, nichts kann gespeichert werden. Prüfen Sie den Datenträger und die Zugriffsrechte des Ordners von Reslot: Was wartet, wird von selbst erneut versucht.',
    'database-moved':
      'Der Datenordner von Reslot wurde im laufenden Betrieb verschoben, ersetzt oder gelöscht: Nichts kann gespeichert werden, und nichts wird gesendet. Legen Sie ihn an seinen alten Ort zurück, oder schließen Sie Reslot und starten Sie es neu.',
    'database-damaged':
      'Die Datenbank von Reslot ist an einer Stelle beschädigt. Schließen Sie Reslot und starten Sie es neu: Es prüft sie dann und bietet die neueste gute Sicherung an.',
  } satisfies Record<StorageTrouble, string>,
  databaseBusy:
    'Ein anderes Programm benutzt die Datenbank von Reslot (eine Datensicherung oder ein Virenscanner?). Was Sie entschieden haben, ist erhalten und wird erneut versucht; ansehen können Sie weiterhin alles.',
};

/** "Eingang (14)"; the bare word while the number is not known. */
export const withCount = (word: string, count: number | null): string =>
  count === null ? word : `${word} (${formatCount(count)})`;

/** With its first letter as a sentence begins. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Notices behind the one that is shown: "2 weitere". */
export const moreNotices = (count: number): string => `${formatCount(count)} weitere`;
export const fewerNotices: string = 'Nur einen zeigen';

/** Somebody's own words, as they wrote them. */
export const quoted = (words: string): string => `„${words}“`;
