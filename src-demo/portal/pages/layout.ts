import type { CancellationPolicy, PracticeRules } from '../../../src-shared/domain/practice.ts';
import { html, type Markup, STYLE } from '../../html.ts';
import type { Reply } from '../../http.ts';

/** What the patient pages say of the practice. */
export interface PortalPractice {
  readonly name: string;
  readonly phone: string;
  /** IANA time zone: what patients type and read is in the clinic's time. */
  readonly zone: string;
  /** Its charges notice, until a desk saves one; none unless given. */
  readonly charges?: CancellationPolicy['charges'];
  /** Its hours, closed days and types of visits, until a desk saves others. `madeAt`: when the portal's data was made. */
  readonly rules?: (madeAt: number) => PracticeRules;
}

const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A whole page. `same-origin` and not `no-referrer`: browsers send `Origin: null` with a form under the latter. */
export function page(practice: PortalPractice, title: string, content: Markup, status = 200): Reply {
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
<title>${title} · ${practice.name} patient portal</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header class="top"><strong>${practice.name} patient portal</strong><a href="/patients">Choose a patient</a>
<span class="muted">Demo: all patients are made up.</span></header>
<main>${content}</main>
</body>
</html>`.text,
  };
}

export const stylesheet = (): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/css; charset=utf-8' },
  body: STYLE,
});

/** After a form: the browser asks for `path` anew, so that going back or reloading sends nothing twice. */
export const seeOther = (path: string): Reply => ({ status: 303, headers: { Location: path } });

/** A page that says one thing and leads back. */
export function messagePage(
  practice: PortalPractice,
  status: number,
  title: string,
  words: string,
  back = '/patients',
): Reply {
  return page(
    practice,
    title,
    html`<h1>${title}</h1><p>${words}</p><p><a href="${back}">Back</a></p>`,
    status,
  );
}

export const notFoundPage = (practice: PortalPractice): Reply =>
  messagePage(practice, 404, 'Not found', 'There is nothing here.');
