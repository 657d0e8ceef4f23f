import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { MailTest } from '../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { messageIdOf } from '../../mail/message-id.ts';
import { escapeHtml } from '../../mail/render-html.ts';
import type { MailAnswer, OutgoingMail } from '../../ports.ts';

/** A message about nothing, to see whether the mail server takes the practice's e-mails. */
export function testMessage(
  rules: PracticeRules,
  to: string,
  sender: { readonly id: string; readonly address: string },
): OutgoingMail {
  const text = t.letter.testMessageText.body(rules.practice.name);
  return {
    messageId: messageIdOf(sender.id, sender.address),
    to: { name: '', address: to },
    subject: t.letter.testMessageText.subject,
    text: `${text}\n`,
    html: `<!doctype html><html lang="${t.language.LANGUAGE}"><head><meta charset="utf-8"><title>${t.letter.testMessageText.subject}</title></head><body><p>${escapeHtml(text)}</p></body></html>\n`,
    calendar: null,
  };
}

/** The mail server's answer as the dialog shows it. */
export function mailTestOf(answer: MailAnswer): MailTest {
  switch (answer.kind) {
    case 'accepted':
      return { ok: true, code: 'accepted', detail: '' };
    case 'refused':
      return {
        ok: false,
        code: answer.what === 'recipient' ? 'recipient-refused' : 'message-refused',
        detail: answer.detail,
      };
    case 'sign-in-failed':
    case 'certificate':
    case 'secret-elsewhere':
    case 'try-later':
      return { ok: false, code: answer.kind, detail: answer.detail };
    case 'clear-text':
    case 'key-store':
    case 'not-configured':
      return { ok: false, code: answer.kind, detail: '' };
  }
}
