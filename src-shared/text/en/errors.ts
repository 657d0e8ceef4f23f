import type { AppError, ErrorCode } from '../../errors.ts';

/** One sentence for each way a command can be refused: what is so, and what to do next. */
export const ERROR_SENTENCES: Readonly<Record<ErrorCode, string>> = {
  'bad-input': 'This entry cannot be used as it is. Check the fields and try again.',
  'unknown-command': 'This window and the program do not match. Close Reslot and start it again.',
  'forbidden-sender': 'This window may not do that. Close Reslot and start it again.',
  internal: 'Something went wrong inside Reslot, and nothing was changed. Try again; what you typed is kept.',
  locked: 'This desk is locked. Sign in first.',
  'not-allowed':
    'That is for a manager. Ask one to do it, or to sign in at this desk (the button with your name, Switch user).',
  'sign-in-wrong': 'That is not the right PIN or passphrase. Check Caps Lock and Num Lock, and try again.',
  'sign-in-wait':
    'Too many wrong tries. Wait until the time is up. If you have forgotten your PIN, a manager can give you a new one.',
  'already-set-up': 'Somebody has set this desk up already. Sign in.',
  'user-not-found': 'This person does not sign in at this desk any more.',
  'user-name-taken': 'Somebody with this name signs in at this desk already. Add an initial, say.',
  'user-name-nobodys':
    'The record has this name for what is done without anybody signed in. Add an initial, say.',
  'user-is-you': 'You cannot remove yourself. Another manager can.',
  'last-manager': 'This is the only manager. Make somebody else a manager first.',
  'recovery-key-none': 'No recovery key has been made at this desk. Ask another manager for a new PIN.',
  'recovery-key-typo':
    'This is not a whole recovery key: six groups of five letters and digits. Compare it with what was written down.',
  'recovery-key-other':
    'This is the recovery key of another desk, or one that has been replaced. Look for the newest one.',
  'key-file-unreadable':
    'The file keys.json in Reslot’s folder cannot be read. Put it back: a copy lies among the backups.',
  'secret-short': 'Take at least six digits, or at least eight characters of a passphrase.',
  'secret-common': 'That one is guessed at once. Take another.',
  'request-not-found': 'This request is not here any more. Refresh the list.',
  'patient-not-found': 'This patient is not in the portal any more. Choose another one.',
  'appointment-not-found': 'This appointment is not on the schedule any more. Refresh and look again.',
  'decision-not-found': 'This decision is not known any more. Look at the history of the request.',
  'item-not-found': 'This entry is not on the list any more: somebody has dealt with it.',
  'already-resolved': 'This request is already closed. Its history says how.',
  'snooze-too-long':
    'By then the appointment, or the time asked for, would be past. Choose an earlier time, or decide now.',
  'note-empty': 'Write something first.',
  'wrong-kind': 'That cannot be chosen for this kind of request.',
  'no-proposal':
    'No proposal is waiting for the patient any more. Look at the request again before you go on.',
  'awaiting-patient':
    'The patient has not answered the proposal yet. Withdraw or replace the proposal instead.',
  'patient-unmatched':
    'Nobody knows yet whose request this is. Open Reschedule and choose the patient first.',
  'patient-not-bookable':
    'The portal says that this patient has died, or that this record is not to be used as it is: nothing new is booked for it.',
  'patient-differs':
    'This request is not certainly from the appointment’s own patient, so it cannot be granted. Ask the patient, assign it to them, or close it.',
  'appointment-of-another':
    'This desk cannot tell whose appointment this is, so its request can be given to nobody. Close it, or wait until the portal shows the patient.',
  'appointment-not-active':
    'The appointment is not booked any more, so it can be neither moved nor cancelled. A request about it can be denied.',
  'time-past': 'That time is already past. Choose a later one.',
  'no-requested-time': 'The patient named no time. Open Reschedule and choose one.',
  'wish-open': 'The patient has left something open that has to be chosen: open Book and choose it.',
  'location-missing': 'Choose a location first: nobody has said yet where the visit is to take place.',
  'end-before-start': 'The appointment would end before it starts. Check the time and the duration.',
  'too-long': 'An appointment can take 12 hours at most. Choose a shorter duration.',
  'times-alike': 'Two of the times are the same. Take one of them out.',
  'offer-taken': 'The time was offered to several patients, and another has accepted it.',
  'time-not-chosen': 'Several times are proposed. Say which of them the patient accepted.',
  'nothing-changed': 'That is when and where the appointment already is. Change something first.',
  'reason-missing': 'Choose a reason first.',
  'message-missing': 'Write the message to the patient first.',
  'message-too-long': 'The message is longer than 1,000 characters. Shorten it before sending.',
  'no-late-charge':
    'The charges notice does not apply to this cancellation any more: there is nothing to charge or waive. Look at the request again.',
  'not-expired': 'The proposal has not expired yet.',
  'own-times-not-taken': 'The practice asks patients to call about other times.',
  'policy-needs-approval':
    'The cancellation policy asks for an approval here. Decide about the request yourself.',
  'over-midnight':
    'An appointment ends on the day on which it begins. Choose an earlier time or a shorter duration.',
  'status-not-possible':
    'The appointment cannot go straight from its status to that one. Set it back to Booked first.',
  'status-too-early': 'It is too early for that: the appointment is still to come.',
  'time-conflict':
    'That time is taken, or the practice is closed then. Choose another one, or say why it is to be booked anyway.',
  'name-missing': 'Enter the patient’s name.',
  'name-too-long': 'A name can have 200 characters at most. Shorten it.',
  'birth-date-invalid': 'This is not a day of the calendar. Check the date of birth.',
  'birth-date-future': 'The date of birth lies in the future. Check it.',
  'birth-date-too-early': 'The date of birth lies more than 130 years back. Check the year.',
  'phone-invalid': 'This is not a phone number. Use digits, with spaces or signs between them.',
  'email-invalid': 'This is not an e-mail address. Check it, or leave the field empty.',
  'address-invalid': 'This is not an e-mail address. Check it.',
  'changed-since-shown': 'It has changed since you saw it. Look at it again.',
  'email-on-its-way': 'The last e-mail is still on its way. Send it again when it has gone out.',
  'undo-too-late':
    'It is too late to undo: the decision has left the desk. Choose what should happen now instead.',
  'undo-slot-taken':
    'The time has been given to somebody else since, so this cannot be undone. Choose what should happen now instead.',
  'not-failed': 'This is on its way or done already: there is nothing to try again.',
  'call-again-past': 'That time is over. Choose one that is to come.',
  'call-again-too-late': 'The patient has to be told before that. Choose an earlier time.',
  'call-still-true':
    'The patient is to be told of it still, so it stays on the list. Choose Called once you have phoned.',
  'address-moved':
    'The address on file has changed meanwhile, so nothing was done. It is shown here now: look at it, and choose again.',
  'phone-moved':
    'The phone number on file has changed meanwhile, so nothing was done. It is shown here now: look at it, and choose again.',
  'phone-same': 'That is the number on file.',
  'address-same': 'That is the address that was tried. Enter the right one, or choose Retry.',
  'email-outdated':
    'What this e-mail tells is not so any more, so it was not sent. Look at the appointment, and tell the patient by phone if they need to know.',
  'email-still-true':
    'What this e-mail tells is so, and the patient has not been told. Send it again, or choose Called instead once you have phoned.',
  'read-only':
    'This desk only reads from the portal (Settings, Portal connection), so nothing can be decided or changed here. Do it in the clinic’s own system.',
  'decisions-waiting':
    'Decisions made here have not reached the portal. Say first what is to become of them.',
  'no-mail-server':
    'No mail server is set up, so nothing was sent. Set one up in Settings, or tell the patient by phone.',
  'no-portal': 'No portal is set up, so nothing was sent. Set it up in Settings, or take the decision back.',
  'export-too-long': 'More lines fit than one file holds (50,000). Choose fewer days.',
  'zone-unknown': 'This time zone is not known. Choose one from the list.',
  'settings-newer':
    'Another desk has saved these settings with a newer version of Reslot, so they cannot be saved from here. Update Reslot at this desk first; what you typed is kept.',
  'settings-moved-on':
    'These settings have changed meanwhile, so nothing was done. They are shown here as they are now: look at them, and choose again.',
  'secrets-unavailable':
    'This computer has no safe place to keep a password, so it was not saved. Set up the system keyring and try again.',
  'secrets-waiting':
    'This computer’s key store has not answered, so nothing was saved or sent. It may be asking for your password in a window of its own: answer it, then try again.',
  'secrets-unreadable':
    'The file in which secrets are kept (secrets.json in Reslot’s folder) can be neither read nor written, so nothing was saved. Check its permissions and try again.',
  'secret-elsewhere':
    'The stored password or key was entered for another server or user. Enter it again: it is sent nowhere else.',
  'clear-text':
    'This connection is not encrypted and leads to another computer, so nothing was sent. Use https, or TLS or STARTTLS.',
  'authority-not-pem':
    'This is no certificate in PEM form, or it is damaged or cut off. Choose a file that begins with “-----BEGIN CERTIFICATE-----” (called “Base-64” where certificates are exported).',
  'authority-private-key':
    'This holds a private key, which nobody should pass on. It was not kept. Ask for the certificate of the authority alone.',
  'authority-not-ca':
    'This certificate is not an authority’s: it vouches for one server only. Ask for the certificate of the authority that signed it.',
  'authority-expired': 'This certificate has expired. Ask for the present one of the same authority.',
  'link-refused': 'This link leads somewhere Reslot does not open.',
  'update-none': 'No newer version lies ready. Reslot looks for one by itself.',
  'update-dialog-open': 'Something is still open. Finish or close it, then restart.',
  'update-unsaved':
    'Something typed is not saved yet: in Settings, in the note of a call or in a form. Save or clear it, then restart.',
  'update-undo-time': 'A decision can still be undone. Restart in a few seconds, when that time is over.',
  'update-being-written':
    'A decision is on its way. Restart once the state at the top says that everything has been synced.',
  'no-printer': 'This computer has no printer. Add one, or save the sheet as PDF instead.',
  'print-failed':
    'The printer did not take the sheet. See whether it is on and has paper, then print again, or save the sheet as PDF instead.',
  'print-unanswered':
    'The system has not said whether the sheet was printed. Look at the printer before you print it again.',
  'pdf-failed': 'The PDF could not be made on this computer. Print the sheet instead.',
  'pdf-needs-browser':
    'To make PDFs the preview needs Chromium: install it (on Debian: apt-get install chromium) and try again. Reslot need not be started anew.',
  'sheet-no-folder': 'No folder is chosen for the downtime sheet. Choose one, as a whole path.',
  'sheet-folder-gone': 'The folder is not there. Connect its drive, or choose another folder.',
  'sheet-folder-unwritable':
    'The folder cannot be written. Ask for the right to write there, close the file if it is open, or choose another folder.',
  'sheet-folder-full': 'The disk of that folder is full. Free some space, or choose another folder.',
  'sheet-folder-slow': 'The folder does not answer. Check the network drive, or choose another folder.',
  'disk-full':
    'The disk is full, so nothing could be saved. Free some space and try again; what you typed is still here.',
  'database-unwritable':
    'The database cannot be written, so nothing was saved. Check the folder’s permissions and try again; what you typed is still here.',
  'database-moved':
    'Reslot’s data folder was moved, replaced or deleted while Reslot was running, so nothing was saved. Put it back where it was and try again, or close Reslot and start it again.',
  'database-damaged':
    'Reslot’s database is damaged where this stands, so nothing was saved. Close Reslot and start it again: it will look, and offer the newest good backup.',
  'database-busy':
    'Another program did not let go of Reslot’s database, so nothing was saved. Wait until its backup or virus scan has ended and try again; what you typed is still here.',
  'backup-no-space':
    'The disk has not enough room for a backup, so none was made. Free some space: Reslot tries again by itself.',
  'backup-folder-unwritable':
    'The backups’ folder cannot be written, so no backup was made. Check its permissions: Reslot tries again by itself.',
  'backup-damage-found':
    'The database is damaged, so no backup of it was kept. Close Reslot and start it again: it will look, and offer the newest good backup.',
  'backup-failed':
    'No backup could be made. Reslot tries again by itself; if this stays, ask whoever looks after this computer to check its disk.',
  'backup-none': 'There is no backup of this desk that can be restored.',
  'backup-gone': 'This backup is not there any more. Choose another one.',
  'backup-damaged': 'This backup is damaged and was not used. Choose another one.',
  'keys-asked-already':
    'New keys have been asked for already: they count from the next start on. Restart Reslot, or keep the present keys first.',
  'keys-not-shown':
    'These keys are not the ones that were shown last, so nothing was changed. Destroy the page, and begin anew.',
  'keys-file-unwritable':
    'Nothing was changed: keys.json in Reslot’s folder cannot be read or written. The present recovery key still opens the database; a new one that was shown is of no use.',
  'keys-no-key-store':
    'The keys were not changed: this computer’s key store does not take or give the new one. Unlock it, and try again. The present keys count as before.',
  'keys-no-space':
    'The keys were not changed: the disk has no room for the copy of the database that this takes. Free some space and restart Reslot. The present keys count as before.',
  'keys-database-busy':
    'The keys were not changed: another program held the database (a backup or a virus scanner?). Restart Reslot to try again. The present keys count as before.',
  'keys-database-damaged':
    'The keys were not changed: the copy of the database did not hold together. Make a backup to see whether the database is sound. The present keys count as before.',
  'keys-failed':
    'The keys were not changed: the database could not be copied or replaced. Restart Reslot to try again. The present keys count as before.',
  'recovery-key-unwritable':
    'No recovery key was made: keys.json in Reslot’s folder cannot be read or written. The one before still opens the database.',
  'backup-locked':
    'This backup is encrypted with another key than this desk has. Choose another one, or start Reslot with the keys.json that lay beside it.',
  'backup-foreign': 'This file is no backup of Reslot’s. Choose another one.',
  'backup-other-kind':
    'This backup holds the data of another clinic’s kind (a demo clinic’s, or a real one’s). Choose another one.',
  'backup-newer': 'This backup was made by a newer version of Reslot. Install that version first.',
  'restore-no-space':
    'The disk has not enough room to restore a backup, so nothing was changed. Free some space and try again.',
  'restore-failed':
    'The backup could not be put in its place, so nothing was changed. Close other programs that may use Reslot’s folder, and try again.',
};

/** The sentence for a refusal. For an unexpected failure it ends with the reference under which the log has it. */
export function errorSentence(error: AppError): string {
  if (error.code === 'appointment-of-another' && error.patientName !== undefined)
    return `This is ${error.patientName}’s appointment, so its request can be given to nobody else. Choose ${error.patientName}, or close the request.`;
  if (error.code === 'recovery-key-typo' && error.group !== undefined)
    return `Something is wrong in group ${error.group} of six. Compare it with what was written down.`;
  const sentence = ERROR_SENTENCES[error.code];
  if (error.certificate !== undefined) return `${error.certificate}: ${sentence}`;
  return error.code === 'internal' && error.reference !== undefined
    ? `${sentence} (Reference ${error.reference})`
    : sentence;
}
