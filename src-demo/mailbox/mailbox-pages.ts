import { formatDateTime } from '../../src-shared/text/en/practice-times.ts';
import { escapeHtml, html, Markup, STYLE } from '../html.ts';
import type { Reply } from '../http.ts';
import { calendarLines } from './calendar-lines.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';

/** Mail programs show a message's own styles but run nothing of it: no scripts, no requests to anywhere. */
const POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers the mailbox's pages and its JSON. `zone` is the IANA zone times are shown in. */
export function mailboxPages(
  store: MessageStore,
  zone: string,
): (request: { readonly method: string; readonly url: URL }) => Reply {
  return ({ method, url }) => {
    const path = url.pathname;
    const to = url.searchParams.get('to');
    if (path === '/api/messages') {
      if (method === 'GET') return json(store.list(to));
      if (method === 'DELETE') {
        store.clear();
        return { status: 204, headers: {} };
      }
      return notAllowed();
    }
    if (method !== 'GET') return notAllowed();
    if (path === '/') return page('Mailbox', listPage(store.list(to), to, zone));
    if (path === '/style.css')
      return { status: 200, headers: { 'Content-Type': 'text/css; charset=utf-8' }, body: STYLE };
    const [, id, raw] = /^\/messages\/(\d{1,12})(\/source)?$/.exec(path) ?? [];
    const message = id === undefined ? null : store.get(id);
    if (message === null) return page('Not found', html`<h1>There is no such message</h1>`, 404);
    if (raw !== undefined) return text(store.source(message.id)?.toString('utf8') ?? '');
    return page(message.subject, messagePage(message, zone));
  };
}

const json = (value: unknown): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

const text = (value: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: value,
});

const notAllowed = (): Reply => ({ ...text('Method not allowed'), status: 405 });

function page(title: string, content: Markup, status = 200): Reply {
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Referrer-Policy': 'same-origin',
    },
    body: html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Demo mailbox</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header class="top"><strong>Demo mailbox</strong><a href="/">All messages</a>
<span class="muted">Every e-mail the demo clinic sends ends here.</span></header>
<main>${content}</main>
</body>
</html>`.text,
  };
}

function listPage(messages: readonly StoredMessage[], to: string | null, zone: string): Markup {
  const heading = to === null ? 'Messages' : `Messages to ${to}`;
  return html`<h1>${heading}</h1>
${messages.length === 0 ? html`<p>No messages yet.</p>` : null}
<ul class="plain">${messages.map(
    (message) => html`<li class="card">
<h2 style="margin:0"><a href="/messages/${message.id}">${message.subject === '' ? '(no subject)' : message.subject}</a></h2>
<p>To ${message.to.join(', ')}</p>
<p class="muted">${when(message, zone)}${calendarNote(message)}</p>
</li>`,
  )}</ul>`;
}

const when = (message: StoredMessage, zone: string): string =>
  formatDateTime(Date.parse(message.receivedAt), zone);

function calendarNote(message: StoredMessage): string {
  if (message.calendar === null) return '';
  return message.calendar.method === 'CANCEL'
    ? ' · removes the appointment from the calendar'
    : ' · updates the calendar';
}

function messagePage(message: StoredMessage, zone: string): Markup {
  return html`<h1>${message.subject === '' ? '(no subject)' : message.subject}</h1>
<dl>
<dt>From</dt><dd>${message.from}</dd>
<dt>To</dt><dd>${message.to.join(', ')}</dd>
<dt>Received</dt><dd>${when(message, zone)}</dd>
<dt>Message-ID</dt><dd>${message.messageId ?? 'none'}</dd>
</dl>
${message.html === null ? null : html`<details open><summary>As the patient sees it</summary>${frame(message.html)}</details>`}
<details${message.html === null ? html` open` : null}><summary>Plain text</summary><pre>${message.text}</pre></details>
${message.calendar === null ? html`<p class="muted">This message has no calendar part.</p>` : calendarSection(message.calendar)}
<p><a href="/messages/${message.id}/source">The message as it arrived</a></p>`;
}

/** The frame has an origin of its own and runs no scripts; a link in it opens in a new window. */
function frame(content: string): Markup {
  return Markup.trusted(
    `<iframe title="Message" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(
      `<base target="_blank">${content}`,
    )}"></iframe>`,
  );
}

function calendarSection(calendar: { readonly method: string | null; readonly ics: string }): Markup {
  return html`<details open><summary>Calendar part</summary>
<dl>
<dt>Content-Type method</dt><dd>${calendar.method ?? 'none'}</dd>
${calendarLines(calendar.ics).map((line) => html`<dt>${line.name}</dt><dd>${line.value}</dd>`)}
</dl>
<details><summary>As it was sent</summary><pre>${calendar.ics}</pre></details>
</details>`;
}
