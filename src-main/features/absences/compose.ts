import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AbsenceView, AbsenceVisit } from '../../../src-shared/ipc/absence-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { paperPage } from '../../mail/paper-page.ts';
import { oneLine } from '../../mail/plain-text.ts';
import { escapeHtml } from '../../mail/render-html.ts';

interface About {
  readonly practice: Practice;
  readonly at: EpochMs;
  readonly paper: SheetSettings['paper'];
}

/** The visits of an absence as an HTML document for paper, with whom to call and how: nothing is loaded, no script would run. */
export function composeAbsence(absence: AbsenceView, { practice, at, paper }: About): string {
  const { zone } = practice;
  const title = oneLine(t.absences.title(absence, { zone, now: null }));
  const { columns } = t.absences.words;
  return paperPage({
    title,
    paper,
    orientation: 'landscape',
    margin: '12mm',
    style: `body { margin: 0; font: 9.5pt/1.35 Arial, "Liberation Sans", Helvetica, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 14pt; margin: 0 0 2pt; }
table { border-collapse: collapse; width: 100%; margin-top: 6pt; }
th, td { text-align: left; vertical-align: top; padding: 3pt 6pt 3pt 0; border-bottom: 0.5pt solid #999; }
thead { display: table-header-group; }
.notes { width: 18%; }`,
    body: `<p>${typed(practice.name)} · ${escapeHtml(t.report.madeWords(at, zone))} · ${escapeHtml(t.absences.leftWords(absence.left))}</p>
<table>
<thead><tr>${[
      columns.time,
      columns.patient,
      columns.born,
      columns.phone,
      columns.email,
      columns.type,
      columns.state,
    ]
      .map((head) => `<th scope="col">${escapeHtml(head)}</th>`)
      .join('')}<th scope="col" class="notes">${escapeHtml(columns.notes)}</th></tr></thead>
<tbody>
${absence.visits.map((visit) => rowHtml(visit, at, zone)).join('\n')}
</tbody>
</table>`,
  });
}

function rowHtml(visit: AbsenceVisit, at: EpochMs, zone: Practice['zone']): string {
  const { patient, appointment } = visit;
  const cells = [
    escapeHtml(t.times.formatDateTime(visit.start, zone)),
    typed(visit.patientName),
    escapeHtml(patient?.birthDate == null ? '' : t.times.formatBirthDate(patient.birthDate)),
    typed(patient?.phone ?? ''),
    escapeHtml(
      patient === null ? '' : patient.email === null ? t.absences.words.noEmail : t.absences.words.hasEmail,
    ),
    typed(appointment?.type.display ?? ''),
    typed(t.absences.stateWords(visit, { now: at, zone })),
    '',
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** What people typed is text, isolated so that its direction stays its own. */
const typed = (text: string): string => `<bdi>${escapeHtml(oneLine(text))}</bdi>`;
