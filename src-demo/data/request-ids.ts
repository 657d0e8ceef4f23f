/** The Task ids of the demo's requests, by what they show. */
export const DEMO_REQUESTS = {
  free: 'request-free',
  taken: 'request-taken',
  firstForSlot: 'request-first-for-slot',
  secondForSlot: 'request-second-for-slot',
  cancelWithin: 'request-cancel-within',
  cancelSoon: 'request-cancel-soon',
  /** The desk applies it as it arrives. */
  cancelOutside: 'request-cancel-outside',
  unmatched: 'request-unmatched',
  noEmail: 'request-no-email',
  noAccess: 'request-no-access',
  timePast: 'request-time-past',
  closedDay: 'request-closed-day',
  outsideHours: 'request-outside-hours',
  /** Replaced by `superseding`: the desk closes it. */
  superseded: 'request-superseded',
  superseding: 'request-superseding',
  withdrawn: 'request-withdrawn',
  awaiting: 'request-awaiting',
  awaitingCancel: 'request-awaiting-cancel',
  /** The patient's answer waits to be applied. */
  declinedNew: 'request-declined-new',
  declinedMarked: 'request-declined-marked',
  /** Its time is up: the desk takes it back into the inbox. */
  expiredNew: 'request-expired-new',
  expiredMarked: 'request-expired-marked',
  proposalWithdrawn: 'request-proposal-withdrawn',
  markup: 'request-markup',
  /** Approving it sends an e-mail that the demo's mail server refuses. */
  bounce: 'request-bounce',
  cancelledBefore: 'request-cancelled-before',
  approved: 'request-approved',
  denied: 'request-denied',
  kept: 'request-kept',
} as const;
