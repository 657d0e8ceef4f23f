/** Every sentence about who signs in: the lock screen, the header's menu, Settings. */
import type { UserRole } from '../../domain/users.ts';
import { plural } from './locale.ts';

export const USER_ROLE: Readonly<Record<UserRole, string>> = {
  receptionist: 'Empfang',
  manager: 'Leitung',
};

/** Who works at the demo clinic. */
export const DEMO_NAMES: Readonly<Record<UserRole, string>> = {
  manager: 'Morgan Reyes',
  receptionist: 'Sam Whitfield',
};

export const entryText = {
  locked: 'Dieser Arbeitsplatz ist gesperrt',
  who: 'Wer ist da?',
  demoHint: 'Die Demo-Praxis fragt nach keiner PIN.',
  signInAs: (name: string) => `Als ${name} anmelden`,
  back: 'Jemand anderes',
  secret: 'PIN oder Passphrase',
  signIn: 'Anmelden',
  signingIn: 'Anmeldung läuft …',
  capsLock: 'Die Feststelltaste ist aktiv.',
  waitLeft: (seconds: number) =>
    seconds >= 60
      ? `Erneut versuchen in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} Minuten.`
      : plural(seconds, 'Erneut versuchen in 1 Sekunde.', `Erneut versuchen in ${seconds} Sekunden.`),
  waitHint:
    'Zu viele falsche Versuche hintereinander. Wenn Sie Ihre PIN vergessen haben, kann die Leitung Ihnen unter „Einstellungen“, „Benutzer“ eine neue geben.',
  wentOn: 'Reslot arbeitet inzwischen weiter: Es gleicht ab, und Entscheidungen und E-Mails gehen hinaus.',
  forgotten: 'Vergessen?',
};

export const setUpText = {
  title: 'Wer arbeitet an diesem Arbeitsplatz?',
  hint: 'Alles, was hier entschieden wird, steht im Protokoll unter dem Namen der Person, die es getan hat. Sie beginnen mit der Rolle Leitung; weitere Personen fügen Sie unter „Einstellungen“, „Benutzer“ hinzu.',
  name: 'Ihr Name',
  secret: 'PIN oder Passphrase',
  secretHint: 'Mindestens sechs Ziffern oder mindestens acht Zeichen.',
  again: 'Noch einmal dasselbe',
  differ: 'Die beiden Eingaben sind nicht gleich.',
  nameMissing: 'Geben Sie Ihren Namen ein.',
  begin: 'Beginnen',
  beginning: 'Wird eingerichtet …',
};

export const userMenuText = {
  open: (name: string) => `Angemeldet als ${name}`,
  lock: 'Sperren',
  switchUser: 'Benutzer wechseln',
  changeSecret: 'Meine PIN ändern',
  current: 'Die jetzige',
  newSecret: 'Neue PIN oder Passphrase',
};

export const recoverText = {
  title: 'Eine neue PIN',
  hint: 'Jemand anderes mit der Rolle Leitung kann Ihnen unter „Einstellungen“, „Benutzer“ eine geben. Gibt es niemanden, öffnet der Wiederherstellungsschlüssel diesen Arbeitsplatz.',
  recoveryKey: 'Wiederherstellungsschlüssel',
  keyHint:
    'Sechs Gruppen aus fünf Buchstaben und Ziffern, beim Erstellen aufgeschrieben („Einstellungen“, „Sicherungen“).',
  keyMissing: 'Geben Sie den Wiederherstellungsschlüssel ein.',
  newSecretOf: (name: string) => `Neue PIN oder Passphrase für ${name}`,
  setAndSignIn: 'Festlegen und anmelden',
};

export const usersText = {
  title: 'Wer sich hier anmeldet',
  hint: 'Nur an diesem Arbeitsplatz: Andere haben ihre eigenen Benutzer.',
  idle: 'Sperren nach Minuten ohne Eingabe',
  idleHint: 'Von 1 bis 30. Eingaben bleiben erhalten. Der Arbeitsplatz gleicht weiter ab und sendet weiter.',
  idleProblem: 'Geben Sie eine ganze Zahl von 1 bis 30 ein.',
  add: 'Benutzer hinzufügen',
  addIt: 'Hinzufügen',
  change: 'Ändern',
  changeOf: (name: string) => `${name} ändern`,
  newPin: 'Neue PIN',
  newPinOf: (name: string) => `Neue PIN für ${name}`,
  setPin: 'PIN festlegen',
  firstSecret:
    'Lassen Sie die Person sie selbst eingeben oder gleich danach ändern: Schaltfläche mit dem Namen in der Kopfzeile, „Meine PIN ändern“.',
  remove: 'Entfernen',
  removeOf: (name: string) => `${name} entfernen`,
  removeHint:
    'Die Person meldet sich an diesem Arbeitsplatz nicht mehr an. Was sie getan hat, bleibt unter ihrem Namen im Protokoll.',
  name: 'Name',
  nameHint: 'Alles, was die Person entscheidet, steht darunter im Protokoll.',
  nameMissing: 'Geben Sie einen Namen ein.',
  role: 'Rolle',
  roleHint: {
    receptionist: 'Anfragen, Kalender, Patienten, Anrufe, Drucken; Darstellung dieses Arbeitsplatzes.',
    manager:
      'All das und die Einstellungen der Praxis, Verbindungen, Benutzer, Exporte, Wiederherstellen von Sicherungen.',
  },
  you: 'Sie',
  byClick: 'keine PIN: Demo-Praxis',
  waits: 'muss nach falschen Versuchen warten',
  managersOnly: 'Das kann nur die Leitung ändern.',
};
