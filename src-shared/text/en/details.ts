/** What stands beside a sentence as its detail: why the portal, the mail server or the system is not believed. */
export const detailText = {
  noAnswer: 'No answer.',
  notWrittenTo:
    'The patient has died, or this record is not to be used as it is: nothing is e-mailed. See whom to tell, if anybody.',
  noAddress: 'There is no e-mail address on file for this patient.',
  notAnAddress: 'This is not an e-mail address.',
  cannotBeMailed:
    'This address cannot be mailed: it has letters that the mail server cannot send to. Please call the patient.',
  notSent: 'The program failed to send it.',
  undoneOrNot:
    'It could still be undone when the backup was made that has been restored, so nobody knows whether it was. Look in the portal or ask, then send it again or take it back.',
  toldTooLate: 'It could not be sent in time, and what it says is not so any more.',
  noPortal: 'no portal is configured',
  readOnly: 'the portal is read-only',
  connectionChanged: 'the connection was changed in Settings',
  closing: 'the desk is closing',
  checkStopped: 'The test was ended early',
  keyStoreSilent: 'the key store has not answered',
  clearText: 'the address is not encrypted',
  noSecret: 'no secret is stored',
  secretsUnreadable: 'the file in which secrets are kept (secrets.json) cannot be read',
  unfitToken: 'the token has characters a header cannot hold',
  clocksApart: (refusal: string, daysAhead: number): string =>
    `${refusal}; its clock is ${Math.abs(daysAhead) === 1 ? 'a day' : `${Math.abs(daysAhead)} days`} ${daysAhead < 0 ? 'behind' : 'ahead of'} this computer’s: have the one that is wrong set right`,
  otherKey: (algorithm: string): string => `the private key is no ${algorithm} key`,
  foreignAddress: 'The portal pointed to an address outside its own; it was not followed',
  answerTooLarge: 'The answer is larger than 32 MiB',
  notABundle: 'The answer is not a FHIR Bundle',
  notA: (type: string): string => `The answer is not a ${type}`,
  pagesInACircle: (type: string): string => `The portal's pages of ${type} go round in a circle`,
  subscribed: 'A front desk reads what is new',
  pagesGoRound: 'The portal’s pages go round in a circle',
  noProviders:
    'The portal finds appointments only by provider, and lists none: name them in Settings, Portal connection',
  noSuchProvider: (id: string): string =>
    `The portal has no provider with the id ${id}: check Settings, Portal connection`,
  visitsOf: (provider: string, said: string): string =>
    `The appointments of the provider ${provider} could not be read. ${said}`,
  notPutIntoWords: 'The decision could not be put into words for the portal',
  noPatientVersion: 'The portal has no version of the patient that could be changed',
  notATransaction: 'The answer is not a transaction response',
  seenInPart: 'The portal shows a part of the decision, and not yet the rest',
  notLetIn: (isNewPatient: boolean, said: string): string =>
    `The portal does not let this desk ${isNewPatient ? 'create patients' : 'change this'}: ask the portal’s operator. ${said}`,
  noTransactions: (said: string): string =>
    `The portal carries out no transactions, and every decision is one: ask the portal’s operator to offer them. ${said}`,
  unclear: (type: string): string => `The answer does not say what became of ${type}`,
  notWhatWasWritten: (type: string): string => `The answer is not the ${type} that was written`,
};

/** Where nobody has given a name. */
export const UNKNOWN = {
  patient: 'Unknown patient',
  unnamed: 'Unnamed patient',
  provider: 'Unknown provider',
};

/** Who decided, where it was no receptionist. */
export const DECIDED_BY = {
  patient: 'Patient (portal)',
  policy: 'Cancellation policy',
  portal: 'Portal',
  user: 'Front desk',
};
