import { domainToASCII } from 'node:url';

/**
 * The Message-ID (RFC 5322, 3.6.4) of the mail row `mailId`, with angle brackets: the same for every attempt, so that a
 * message sent twice (see `delivery.ts`) is one message to a mail server or program that looks at it.
 * The right side is the sender's domain; `reslot.invalid` where that is not a domain name.
 */
export function messageIdOf(mailId: string, fromAddress: string): string {
  const domain = domainToASCII(fromAddress.slice(fromAddress.lastIndexOf('@') + 1)).toLowerCase();
  const usable = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(domain) && !domain.includes('..');
  const left = mailId.replace(/[^A-Za-z0-9._-]/g, '-');
  return `<${left}@${usable ? domain : 'reslot.invalid'}>`;
}

/** What stands in its place while nobody knows who will send the message. */
export const noMessageIdYet = (mailId: string): string => mailId;

/** False for that, and for what an earlier version of the program made up where it knew no sender. */
export const isMessageId = (text: string): boolean =>
  text.startsWith('<') && !text.endsWith('@reslot.invalid>');
