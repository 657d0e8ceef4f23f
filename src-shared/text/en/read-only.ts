import { formatCount, plural } from './locale.ts';

/** A desk that only reads from its portal: what that means, and what waits meanwhile. */
export const readOnlyText = {
  sign: 'Read-only',
  title: 'This desk only reads from the portal',
  why: 'Settings say so: the portal takes no requests from patients and no decisions from here.',
  possible:
    'The schedule and the patients are shown as the portal has them and kept up to date. Looking for people, printing and the downtime sheet work as always.',
  notPossible:
    'Booking, moving, cancelling, checking in, new patients and answers to requests are done in the clinic’s own system. What is changed there is seen here within minutes.',
  settings: 'Open Settings',
  requestsTitle: 'Patients’ requests do not come here',
  requestsBody:
    'This desk only reads from the portal, which has no requests that could be answered. Answer patients where they write or call, and change the appointment in the clinic’s own system: the schedule shows it within minutes.',
  askedTitle: 'Decisions have not reached the portal',
  keep: 'Keep them here, and only read',
  send: 'Save, and send them',
  back: 'Back',
};

/** Of the requests that were read before. */
export const earlierRequests = (count: number): string | null =>
  count === 0
    ? null
    : `${formatCount(count)} ${plural(count, 'request that was read before is', 'requests that were read before are')} kept, and shown again once this desk may decide.`;

/** What becomes of decisions that have not reached the portal, before somebody says that it may. `begins`: the desk is about to only read. */
export const waitingQuestion = (count: number, begins: boolean): string => {
  const which = `${formatCount(count)} ${plural(count, 'decision', 'decisions')} made at this desk`;
  return begins
    ? `${which} ${plural(count, 'has', 'have')} not reached the portal. While this desk only reads nothing leaves: they wait here with the e-mails about them, and go on once it may write again. Nothing is dropped.`
    : `${which} ${plural(count, 'has', 'have')} been waiting. As soon as this is saved they are sent to the portal, and the e-mails about them after that. What is not so any more in the portal comes before a person.`;
};

/** In the sign’s details. */
export const waitingSentence = (count: number): string | null =>
  count === 0
    ? null
    : `${formatCount(count)} ${plural(count, 'decision made earlier waits', 'decisions made earlier wait')} here until this desk may write again.`;
