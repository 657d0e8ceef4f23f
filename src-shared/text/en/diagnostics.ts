/** What is given to somebody who helps. */
export const words = {
  title: 'For support',
  hint: 'Versions, how the connections stand, what waits, and the log. No patients, no names, no addresses, no passwords: it is shown before it is saved.',
  show: 'Show diagnostics',
  again: 'Look anew',
  save: 'Save diagnostics …',
  what: 'Exactly what would be saved',
  program: 'Program',
  desk: 'Desk',
  waiting: 'Counts',
  sync: 'Connection to the portal',
  log: 'Log, the last lines',
};

export const savedWords = (path: string): string => `Saved as ${path}`;
