import type { Sheet } from '../../../src-shared/text/sheet-data.ts';
import { escapeCss } from './escape-css.ts';

const SIZE: Readonly<Record<Sheet['paper'], string>> = { letter: 'letter', a4: 'A4' };

/**
 * The sheet's style: black on white, on paper and on the screen. What stands in the margins of each page is the page's own
 * (CSS Paged Media Module Level 3, 4.2), so that it needs no header of the printing program.
 */
export function sheetStyle(
  paper: Sheet['paper'],
  margins: { readonly left: string; readonly right: string; readonly foot: string },
): string {
  return `@page {
  size: ${SIZE[paper]} portrait;
  margin: 18mm 11mm 15mm;
  @top-left { content: "${escapeCss(margins.left)}"; ${MARGIN} text-align: left; width: 45%; }
  @top-right { content: "${escapeCss(margins.right)}"; ${MARGIN} text-align: right; width: 55%; }
  @bottom-left { content: "${escapeCss(margins.foot)}"; ${MARGIN} text-align: left; width: 75%; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); ${MARGIN} text-align: right; width: 25%; }
}
* { box-sizing: border-box; }
html { color-scheme: only light; background: #fff; color: #000; }
body { margin: 0; font: 9pt/1.35 Arial, "Liberation Sans", Helvetica, sans-serif; font-variant-numeric: tabular-nums; }
header { border-bottom: 1.5pt solid #000; padding-bottom: 5pt; margin-bottom: 9pt; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 2pt; }
h2 { font-size: 12pt; margin: 12pt 0 2pt; break-after: avoid; }
p { margin: 0 0 3pt; }
.trust { font-weight: bold; }
.day { break-before: page; }
.day:first-of-type { break-before: auto; }
.one .day { break-before: auto; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 5pt 0 11pt; }
thead { display: table-header-group; break-after: avoid; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #555; padding: 2.5pt 4pt; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th.whose { border: 0; border-bottom: 1pt solid #000; padding: 3pt 0; font-size: 11pt; }
th.whose span { font-weight: normal; }
th.head { font-size: 7.5pt; background: #fff; border-bottom: 1pt solid #000; }
td.time { font-weight: bold; }
td.patient { font-weight: bold; }
td.blocked { font-style: italic; border-left: 3pt solid #000; }
td.tentative { border-left: 3pt double #000; }
.requests { break-before: auto; }
.note { white-space: pre-wrap; }
.c-time { width: 11.5%; } .c-patient { width: 15.5%; } .c-born { width: 11%; } .c-phone { width: 13.5%; }
.c-type { width: 11.5%; } .c-place { width: 10.5%; } .c-status { width: 14.5%; } .c-when { width: 14.5%; } .c-wide { width: 20%; }
@media screen { body { padding: 14pt; max-width: 800pt; margin: 0 auto; } .day { break-before: auto; } }
`;
}

const MARGIN = 'font: 7.5pt Arial, "Liberation Sans", sans-serif; color: #000; vertical-align: middle;';
