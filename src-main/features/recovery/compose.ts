import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { paperPage } from '../../mail/paper-page.ts';
import { oneLine } from '../../mail/plain-text.ts';
import { escapeHtml } from '../../mail/render-html.ts';

interface About {
  readonly practice: Practice;
  readonly deskName: string;
  readonly at: EpochMs;
  readonly paper: SheetSettings['paper'];
}

/** A recovery key for paper, large and in groups, with what it opens, how it is used, and where to keep it. */
export function composeRecoveryKey(recoveryKey: string, { practice, deskName, at, paper }: About): string {
  const words = t.backups.recoverySheet;
  const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
  const groups = recoveryKey.split('-').map((group) => `<span>${escapeHtml(group)}</span>`);
  return paperPage({
    title: words.title,
    paper,
    orientation: 'portrait',
    margin: '20mm',
    style: `body { margin: 0; font: 12pt/1.45 Arial, "Liberation Sans", Helvetica, sans-serif; }
h1 { font-size: 22pt; margin: 0 0 4pt; }
.key { display: grid; grid-template-columns: repeat(3, auto); justify-content: start; gap: 10pt 28pt; margin: 24pt 0; padding: 16pt 20pt; border: 1.5pt solid #000; font: 700 24pt/1.2 "Liberation Mono", "Courier New", monospace; letter-spacing: 0.12em; }`,
    body: `<p><bdi>${escapeHtml(oneLine(practice.name))}</bdi> · <bdi>${escapeHtml(oneLine(deskName))}</bdi> · ${escapeHtml(t.report.madeWords(at, practice.zone))}</p>
<div class="key">${groups.join('')}</div>
${words.paragraphs.map(paragraph).join('\n')}`,
  });
}
