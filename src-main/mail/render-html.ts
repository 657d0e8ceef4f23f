import { type Colour, inkOn } from '../../src-shared/domain/colour.ts';
import type { Block, Letter } from './letter.ts';

/**
 * The letter as an HTML document. It is built of tables with styles inline, and a table of fixed width for Outlook, whose Word engine
 * knows neither `max-width` nor padding on links; the sheet only adds what a dark or a narrow screen changes, also where Outlook.com
 * darkens by itself (`data-ogsc`, `data-ogsb`). Nothing is loaded from anywhere. What people typed stands in elements with
 * `dir="auto"`, which also isolates it (HTML Living Standard, 3.2.6.4), so that its direction stays its own.
 *
 * @param colour of the band above it, its button and the line beside the date.
 */
export function renderHtml(letter: Letter, colour: Colour): string {
  const subject = escapeHtml(letter.subject);
  const band = `background:${colour};color:${inkOn(colour)};`;
  return `<!doctype html>
<html lang="${letter.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${subject}</title>
<style>
${SHEET}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#eef1f4;">
<div role="main">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;background:#eef1f4;"><tr><td align="center" class="around" style="padding:24px 16px;">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table role="presentation" class="card line" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:separate;border:1px solid #d5dbe1;border-radius:8px;width:100%;max-width:600px;background:#ffffff;">
<tr><td align="left" class="inside" style="padding:20px 32px;border-radius:7px 7px 0 0;${FONT}font-size:20px;line-height:1.3;font-weight:bold;${band}"><p dir="auto" style="margin:0;">${escapeHtml(letter.sender)}</p></td></tr>
<tr><td align="left" class="inside ink" style="padding:28px 32px;${FONT}font-size:16px;line-height:1.5;color:#1f2328;">
${letter.blocks.map((block) => blockHtml(block, colour)).join('\n')}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>
`;
}

const FONT = 'font-family:Arial,Helvetica,sans-serif;';
const QUIET = 'color:#4b5259;font-weight:normal;';

const DARK: Readonly<Record<string, string>> = {
  '.page': 'background: #16181a !important;',
  '.card': 'background: #222528 !important;',
  '.box': 'background: #2c3034 !important;',
  '.ink': 'color: #f0f0f0 !important;',
  '.quiet': 'color: #c4c8cc !important;',
  '.link': 'color: #9cc9ff !important;',
  '.line': 'border-color: #4b5259 !important;',
};

const SHEET = [
  '@media (max-width: 480px) {',
  '.around { padding: 0 !important; }',
  '.inside { padding-left: 16px !important; padding-right: 16px !important; }',
  '}',
  '@media (prefers-color-scheme: dark) {',
  ...Object.entries(DARK).map(([name, style]) => `${name} { ${style} }`),
  '}',
  ...Object.entries(DARK).map(
    ([name, style]) => `[data-og${style.startsWith('background') ? 'sb' : 'sc'}] ${name} { ${style} }`,
  ),
].join('\n');

function blockHtml(block: Block, colour: Colour): string {
  switch (block.type) {
    case 'paragraph':
      return `<p dir="auto" style="margin:0 0 16px;">${escapeHtml(block.text)}</p>`;
    case 'lead':
      return `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.35;font-weight:bold;">${escapeHtml(block.text)}</h1>`;
    case 'when':
      return whenHtml(block, colour);
    case 'facts':
      return `<table cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 20px;">
${block.rows.map(factHtml).join('\n')}
</table>`;
    case 'message':
      return `<p class="quiet" style="margin:0;${QUIET}">${escapeHtml(block.label)}:</p>
<div dir="auto" class="line" style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #8c959f;">${block.lines
        .map(escapeHtml)
        .join('<br>\n')}</div>`;
    case 'button':
      return buttonHtml(block, colour);
    case 'signature':
      return `<div class="quiet line" style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid #d5dbe1;${QUIET}">
<p dir="auto" style="margin:0;font-weight:bold;">${escapeHtml(block.name)}</p>
${block.rows.map(lineHtml).join('\n')}
</div>`;
  }
}

type Of<T extends Block['type']> = Extract<Block, { readonly type: T }>;
type Row = Of<'facts'>['rows'][number];

function whenHtml({ label, lines, over }: Of<'when'>, colour: Colour): string {
  const struck = over ? 'text-decoration:line-through;' : '';
  const [day = '', ...rest] = lines;
  return `<table role="presentation" class="box" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 16px;background:#f4f6f8;"><tr><td align="left" class="ink" style="padding:14px 16px;border-left:4px solid ${colour};color:#1f2328;">
<p class="quiet" style="margin:0 0 4px;font-size:14px;line-height:1.4;${QUIET}">${escapeHtml(label)}:</p>
<p style="margin:0;font-size:22px;line-height:1.3;font-weight:bold;${struck}">${escapeHtml(day)}</p>
${rest.map((line) => `<p style="margin:2px 0 0;font-size:18px;line-height:1.4;${struck}">${escapeHtml(line)}</p>`).join('\n')}
</td></tr></table>`;
}

/** The address stands below, too: for whom the button does nothing, and for who wants to see where it leads. */
function buttonHtml({ label, url }: Of<'button'>, colour: Colour): string {
  const href = escapeHtml(url);
  const ink = inkOn(colour);
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:separate;margin:4px 0 8px;"><tr><td align="center" style="background:${colour};border-radius:6px;mso-padding-alt:12px 24px;"><a href="${href}" style="display:inline-block;padding:12px 24px;border-radius:6px;font-weight:bold;text-decoration:none;background:${colour};color:${ink};">${escapeHtml(label)}</a></td></tr></table>
<p style="margin:0 0 16px;font-size:13px;line-height:1.4;word-break:break-all;">${linkHtml(url, url)}</p>`;
}

const linkHtml = (url: string, text: string): string =>
  `<a class="link" href="${escapeHtml(url)}" style="color:#0b57d0;">${escapeHtml(text)}</a>`;

const valueHtml = ({ value, url }: Row): string => (url === null ? escapeHtml(value) : linkHtml(url, value));

const lineHtml = (row: Row): string =>
  `<p dir="auto" style="margin:0;">${escapeHtml(row.label)}: ${valueHtml(row)}</p>`;

function factHtml(row: Row): string {
  return `<tr><th scope="row" align="left" valign="top" class="quiet" style="padding:0 16px 4px 0;text-align:left;${QUIET}">${escapeHtml(
    row.label,
  )}:</th><td dir="auto" valign="top" style="padding:0 0 4px;">${valueHtml(row)}</td></tr>`;
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
