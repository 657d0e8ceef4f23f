import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import type { RequestKind } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { ReportInput, RequestReportView } from '../../../src-shared/ipc/report-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { paperPage } from '../../mail/paper-page.ts';
import { oneLine } from '../../mail/plain-text.ts';
import { escapeHtml } from '../../mail/render-html.ts';

interface About extends ReportInput {
  readonly practice: Practice;
  readonly at: EpochMs;
  readonly paper: SheetSettings['paper'];
}

/** The report as an HTML document for paper: nothing is loaded, no script would run, and no patient is named. */
export function composeReport(
  report: RequestReportView,
  { from, to, weekStart, practice, at, paper }: About,
): string {
  const title = `${t.report.words.title}: ${t.report.period(from, to)}`;
  const most = Math.max(1, ...report.weeks.map((week) => week.reschedule + week.cancel + week.new));
  const tables = t.report.tables(report);
  return paperPage({
    title,
    paper,
    orientation: 'portrait',
    margin: '15mm',
    style: `body { margin: 0; font: 9.5pt/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 15pt; margin: 0 0 2pt; }
h2 { font-size: 11.5pt; margin: 12pt 0 3pt; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: right; padding: 2pt 6pt; border-bottom: 0.5pt solid #999; }
th:first-child, td:first-child { text-align: left; }
.bar { display: inline-block; height: 7pt; background: #555; print-color-adjust: exact; }
.bar.cancel { background: #bbb; }
.bar.new { background: #888; }
li { margin: 0 0 2pt; }`,
    body: `<p>${escapeHtml(oneLine(practice.name))} · ${escapeHtml(t.report.madeWords(at, practice.zone))}</p>
${tables.map(tableHtml).join('\n')}
<h2>${escapeHtml(t.report.words.chart)}</h2>
<table>
${report.weeks
  .map(
    ({ from: week, reschedule, cancel, new: anew }) =>
      `<tr><td>${escapeHtml(t.times.formatPlainDate(week))}</td><td style="text-align: left; width: 70%">${bar('reschedule', reschedule, most)}${bar('cancel', cancel, most)}${bar('new', anew, most)}</td></tr>`,
  )
  .join('\n')}
</table>
<h2>${escapeHtml(t.report.words.terms)}</h2>
<ul>${t.report
      .terms(practice.zone, weekStart)
      .map((term) => `<li>${escapeHtml(term)}</li>`)
      .join('')}</ul>`,
  });
}

const bar = (kind: RequestKind, count: number, most: number): string =>
  `<span class="bar ${kind}" style="width: ${((count / most) * 100).toFixed(2)}%"></span>`;

function tableHtml({ title, head, rows }: ReturnType<typeof t.report.tables>[number]): string {
  const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
    texts.map((text) => `<${tag}>${escapeHtml(oneLine(text))}</${tag}>`).join('');
  return `<h2>${escapeHtml(title)}</h2>
<table>
<thead><tr>${cells('th', head)}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody>
</table>`;
}
