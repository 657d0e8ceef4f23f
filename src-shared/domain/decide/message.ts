import type { Words } from '../commands.ts';
import type { Command } from '../decision.ts';
import { wordsRejection } from './checks.ts';
import { changed, type Decided, email, type RequestCase, reject } from './outcome.ts';

/** The practice's words to the patient about a request that waits for a decision; nothing else changes. */
export function message(given: RequestCase<Extract<Command, { type: 'message' }>>): Decided {
  const { command, appointment, facts, answers } = given;
  const said = command.message.trim();
  // There would be nothing to tell.
  if (said === '') return reject({ code: 'message-missing' });
  const words: Words = { reasonCode: '', reasonText: '', message: said };
  const refused = wordsRejection(words, facts.rules, false);
  if (refused !== null) return reject(refused);
  return changed(given, answers.request.status, {
    email: email('message', appointment, appointment, words),
    words,
  });
}
