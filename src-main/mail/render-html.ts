import { t } from '../../src-shared/text/text.ts';
import type { Block, Letter } from './letter.ts';

/**
 * The letter as an HTML document. Styles stand inline, because many mail programs drop a style sheet; the sheet only
 * adds the colours for a dark screen. Nothing is loaded from anywhere. What people typed stands in elements with
 * `dir="auto"`, which also isolates it (HTML Living Standard, 3.2.6.4), so that its direction stays its own.
 */
export function renderHtml(letter: Letter): string {
  const subject = escapeHtml(letter.subject);
  return `<!doctype html>
<html lang="${t.language.LANGUAGE}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>
@media (prefers-color-scheme: dark) {
.page { background: #1b1d1f !important; }
.ink { color: #f0f0f0 !important; }
.quiet { color: #c4c8cc !important; }
.link { color: #9cc9ff !important; }
.line { border-color: #6b7280 !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#ffffff;">
<div role="main">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;"><tr><td align="center" style="padding:24px 16px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="border-collapse:collapse;width:100%;max-width:600px;"><tr><td class="ink" align="left" style="${BODY}">
${letter.blocks.map(blockHtml).join('\n')}
</td></tr></table>
</td></tr></table>
</div>
</body>
</html>
`;
}

const BODY = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f2328;';
const QUIET = 'color:#4b5259;font-weight:normal;';

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p dir="auto" style="margin:0 0 16px;">${escapeHtml(block.text)}</p>`;
    case 'lead':
      return `<h1 style="margin:0 0 16px;font-size:18px;line-height:1.4;font-weight:bold;">${escapeHtml(block.text)}</h1>`;
    case 'facts':
      return `<table cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 16px;">
${block.rows.map(factHtml).join('\n')}
</table>`;
    case 'message':
      return `<p class="quiet" style="margin:0;${QUIET}">${escapeHtml(block.label)}:</p>
<div dir="auto" class="line" style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #8c959f;">${block.lines
        .map(escapeHtml)
        .join('<br>\n')}</div>`;
    case 'link': {
      const url = escapeHtml(block.url);
      return `<p style="margin:0 0 16px;">${escapeHtml(block.label)}: <a class="link" href="${url}" style="color:#0b57d0;">${url}</a></p>`;
    }
    case 'signature':
      return `<p dir="auto" class="quiet" style="margin:24px 0 0;${QUIET}">${block.lines.map(escapeHtml).join('<br>\n')}</p>`;
  }
}

function factHtml(row: { readonly label: string; readonly value: string }): string {
  return `<tr><th scope="row" align="left" valign="top" class="quiet" style="padding:0 16px 4px 0;text-align:left;${QUIET}">${escapeHtml(
    row.label,
  )}:</th><td dir="auto" valign="top" style="padding:0 0 4px;">${escapeHtml(row.value)}</td></tr>`;
}

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For element content and for attribute values in either kind of quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITY[character] ?? character);
}
