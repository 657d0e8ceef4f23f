import type { Attachment, ParsedMail } from 'mailparser';

/** What a patient's mail program makes of a message. */
export interface ReadMessage {
  /** The Message-ID header with its angle brackets; `null` when there is none. */
  readonly messageId: string | null;
  readonly from: string;
  readonly subject: string;
  /** The plain text part; empty when there is none. */
  readonly text: string;
  /** The HTML part; `null` when there is none. */
  readonly html: string | null;
  /** The iTIP part (RFC 6047) with the method its Content-Type names; `null` when there is none. */
  readonly calendar: { readonly method: string | null; readonly ics: string } | null;
}

/** Takes a message apart. Never throws: what cannot be parsed is shown as text. */
export async function readMessage(source: Buffer): Promise<ReadMessage> {
  let mail: ParsedMail;
  try {
    // Loaded with the first message: it takes longer than everything else the mailbox starts with.
    const { simpleParser } = await import('mailparser');
    mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true });
  } catch {
    return {
      messageId: null,
      from: '',
      subject: '',
      text: source.toString('utf8'),
      html: null,
      calendar: null,
    };
  }
  const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  return {
    messageId: mail.messageId ?? null,
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
    calendar: part ? { method: methodOf(part), ics: part.content.toString('utf8') } : null,
  };
}

/** RFC 6047, section 2.4: the Content-Type's `method` parameter says the same as METHOD inside. */
function methodOf(part: Attachment): string | null {
  const type = part.headers.get('content-type');
  if (typeof type !== 'object' || type === null || !('params' in type)) return null;
  const method = Object.entries(type.params).find(([name]) => name.toLowerCase() === 'method')?.[1];
  return method === undefined ? null : method.toUpperCase();
}
