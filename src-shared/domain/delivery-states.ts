import { z } from 'zod';
import type { Infer } from '../infer.ts';

/**
 * Where a decision stands on its way to the portal.
 *
 * - `held`: within the undo time; nothing has left.
 * - `ready`: may be sent, in the order of its ordering key.
 * - `unsure`, in doubt: at least one attempt left the desk without a clear answer: whether it arrived is unknown. The word is the stored one: another would
 *   mean to rebuild the table, whose CHECK names it, in every database there is.
 * - `conflict`: refused because something changed elsewhere; taken back.
 * - `failed`: the server will never take it: Needs attention.
 */
export const outboxState = z.enum(['held', 'ready', 'unsure', 'done', 'undone', 'conflict', 'failed']);
export type OutboxState = Infer<typeof outboxState>;

/**
 * What keeps a decision from the portal.
 *
 * - `undo`: it can still be undone.
 * - `turn`: nothing; it leaves with the next round.
 * - `pause`: the portal put it off.
 * - `in-doubt`: whether it arrived is not known; that is looked up first.
 * - `one-before`: an earlier decision on the same appointment.
 * - `refused-before`: one that the portal will not take, until somebody has looked at it.
 * - `patient`: the portal does not have its patient yet.
 */
export const waitReason = z.enum([
  'undo',
  'turn',
  'pause',
  'in-doubt',
  'one-before',
  'refused-before',
  'patient',
]);
export type WaitReason = Infer<typeof waitReason>;

/**
 * Where an e-mail stands.
 *
 * - `waiting`: for the portal's yes to its decision.
 * - `failed`: refused for good: Needs attention, with Retry and "Called instead".
 * - `dropped`: the decision was undone or refused: never sent.
 * - `called`: the receptionist called instead.
 */
export const mailState = z.enum(['waiting', 'ready', 'sent', 'failed', 'dropped', 'called']);
export type MailState = Infer<typeof mailState>;

/** Where an entry of the Call list stands. `waiting`: for the portal's yes. `dropped`: the decision was undone or refused. */
const callState = z.enum(['waiting', 'open', 'done', 'dropped']);
export type CallState = Infer<typeof callState>;
