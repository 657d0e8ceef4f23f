/** Every sentence about who signs in: the lock screen, the header's menu, Settings. */
import type { UserRole } from '../../domain/users.ts';
import { plural } from './locale.ts';

export const USER_ROLE: Readonly<Record<UserRole, string>> = {
  receptionist: 'Receptionist',
  manager: 'Manager',
};

/** Who works at the demo clinic. */
export const DEMO_NAMES: Readonly<Record<UserRole, string>> = {
  manager: 'Morgan Reyes',
  receptionist: 'Sam Whitfield',
};

export const entryText = {
  locked: 'This desk is locked',
  who: 'Who is here?',
  demoHint: 'The demo clinic asks for no PIN.',
  signInAs: (name: string) => `Sign in as ${name}`,
  back: 'Somebody else',
  secret: 'PIN or passphrase',
  signIn: 'Sign in',
  signingIn: 'Signing in …',
  capsLock: 'Caps Lock is on.',
  waitLeft: (seconds: number) =>
    seconds >= 60
      ? `Try again in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.`
      : plural(seconds, 'Try again in 1 second.', `Try again in ${seconds} seconds.`),
  waitHint:
    'Too many wrong tries in a row. If you have forgotten your PIN, a manager can give you a new one in Settings, Users.',
  wentOn: 'Reslot goes on meanwhile: it syncs, and decisions and e-mails leave.',
  forgotten: 'Forgotten?',
};

export const setUpText = {
  title: 'Who works at this desk?',
  hint: 'Everything that is decided here is recorded under the name of whoever did it. You begin, as a manager; others are added in Settings, Users.',
  name: 'Your name',
  secret: 'PIN or passphrase',
  secretHint: 'At least six digits, or at least eight characters.',
  again: 'The same again',
  differ: 'The two are not the same.',
  nameMissing: 'Enter your name.',
  begin: 'Begin',
  beginning: 'Beginning …',
};

export const userMenuText = {
  open: (name: string) => `Signed in as ${name}`,
  lock: 'Lock',
  switchUser: 'Switch user',
  changeSecret: 'Change my PIN',
  current: 'The one you have now',
  newSecret: 'New PIN or passphrase',
};

export const recoverText = {
  title: 'A new PIN',
  hint: 'Another manager can give you one in Settings, Users. If there is none, the recovery key of this desk opens it.',
  recoveryKey: 'Recovery key',
  keyHint: 'Six groups of five letters and digits, written down when it was made (Settings, Backups).',
  keyMissing: 'Enter the recovery key.',
  newSecretOf: (name: string) => `New PIN or passphrase of ${name}`,
  setAndSignIn: 'Set it, and sign in',
};

export const usersText = {
  title: 'Who signs in here',
  hint: 'At this desk alone: other desks have their own.',
  idle: 'Lock after minutes without a touch',
  idleHint: 'From 1 to 30. What is typed is kept. The desk goes on syncing and sending.',
  idleProblem: 'Enter a whole number from 1 to 30.',
  add: 'Add a user',
  addIt: 'Add',
  change: 'Change',
  changeOf: (name: string) => `Change ${name}`,
  newPin: 'New PIN',
  newPinOf: (name: string) => `A new PIN for ${name}`,
  setPin: 'Set the PIN',
  firstSecret: 'Let them type it themselves, or change it at once: the sign in the header, Change my PIN.',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removeHint:
    'They do not sign in at this desk any more. What they have done stays on the record under their name.',
  name: 'Name',
  nameHint: 'Everything they decide is recorded under it.',
  nameMissing: 'Enter a name.',
  role: 'What they may do',
  roleHint: {
    receptionist: 'Requests, schedule, patients, calls, printing; how this desk looks.',
    manager: 'That, and the settings of the practice, connections, users, exports, restoring backups.',
  },
  you: 'you',
  byClick: 'no PIN: the demo clinic',
  waits: 'has to wait after wrong tries',
  managersOnly: 'This is a manager’s to change.',
};
