import { writePrivateFile } from './private-file.mjs';
import { say } from './say.mjs';

/** Tells where everything is, and writes it to the ready file where there is to be one. */
export function announce(addresses, pid, options) {
  const { desk, portal, fhir, mailbox, smtp } = addresses;
  // Electron's own address can be opened in its window alone.
  say(desk.startsWith('http') ? `Desk            ${desk}` : 'The desk is open in its window.');
  if (!options.clinic) {
    say(`Patient portal  ${portal}`);
    say(`Mailbox         ${mailbox}`);
  }
  say('Press Ctrl-C to stop.');
  if (!options.readyFile) return;
  writePrivateFile(options.readyFile, `${JSON.stringify({ desk, portal, fhir, mailbox, smtp, pid })}\n`);
}
