import type { SheetSettings } from '../../src-shared/domain/downtime-sheet.ts';
import { t } from '../../src-shared/text/text.ts';
import { escapeHtml } from './render-html.ts';

/** A page for paper. */
export interface PaperPage {
  readonly title: string;
  readonly paper: SheetSettings['paper'];
  readonly orientation: 'portrait' | 'landscape';
  /** Of each side, as CSS writes a length. */
  readonly margin: string;
  /** What follows the rules that all such pages share. */
  readonly style: string;
  /** Markup, whose texts are escaped. */
  readonly body: string;
}

/** A whole HTML document for paper: nothing is loaded, no script would run. */
export const paperPage = ({
  title,
  paper,
  orientation,
  margin,
  style,
  body,
}: PaperPage): string => `<!doctype html>
<html lang="${t.language.LANGUAGE}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
@page { size: ${paper === 'a4' ? 'A4' : 'letter'} ${orientation}; margin: ${margin}; }
* { box-sizing: border-box; }
html { color-scheme: only light; background: #fff; color: #000; }
${style}
tr { break-inside: avoid; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`;
