import { standsAt } from '../../../src-shared/domain/appointment.ts';
import type { Sheet, SheetDay, SheetProvider, SheetRequest } from '../../../src-shared/text/sheet-data.ts';
import { t } from '../../../src-shared/text/text.ts';
import { manyLines, oneLine } from '../../mail/plain-text.ts';
import { escapeHtml } from '../../mail/render-html.ts';
import { sheetStyle } from './style.ts';

/** A patient's note is as long as they like; on paper this much of it stands. */
const LONGEST_NOTE = 400;

/**
 * The sheet as an HTML document of its own: nothing is loaded from anywhere, no script would run (its own policy forbids
 * it), and what people typed is text, isolated so that its direction stays its own.
 */
export function composeSheet(sheet: Sheet): string {
  const { practice, provider, paper, days, at, record } = sheet;
  const { zone } = practice;
  const name = oneLine(practice.name);
  const title = `${t.downtimeSheet.sheetWords.title} · ${t.downtimeSheet.daysWords(days)}`;
  const whose = oneLine(t.downtimeSheet.providerWords(provider));
  const made = `${t.downtimeSheet.madeWords(at, zone)} (${zone})`;
  const trust = t.downtimeSheet.trustWords(sheet);
  return `<!doctype html>
<html lang="${t.language.LANGUAGE}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(`${title} · ${whose}`)}</title>
<style>
${sheetStyle(paper, {
  left: `${shortened(name)} · ${t.downtimeSheet.daysWords(days)} · ${shortened(whose)}`,
  right: `${made} · ${trust}`,
  foot: t.downtimeSheet.sheetWords.confidential,
})}</style>
</head>
<body${provider === null ? '' : ' class="one"'}>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${typed(name)}${practice.phone === '' ? '' : ` · ${typed(oneLine(practice.phone))}`} · ${typed(whose)}</p>
<p>${escapeHtml(made)} · <span class="trust">${escapeHtml(trust)}</span></p>
</header>
<main>
${days.map((day) => dayHtml(day, sheet)).join('\n')}
${requestsHtml(sheet)}
${record === null ? '' : `<p>${escapeHtml(t.downtimeSheet.recordWords(record))}</p>\n`}</main>
</body>
</html>
`;
}

function dayHtml(day: SheetDay, sheet: Sheet): string {
  const date = t.times.formatPlainDate(day.date);
  const tables = day.providers.map((one) => providerHtml(date, one, day, sheet));
  const idle =
    day.providers.length === 0
      ? `<p>${escapeHtml(t.downtimeSheet.sheetWords.nothing)}</p>`
      : day.idle.length === 0
        ? ''
        : `<p>${typed(t.downtimeSheet.idleWords(day.idle.map(oneLine)))}</p>`;
  return `<section class="day">
<h2>${escapeHtml(date)}</h2>
<p>${typed(oneLine(t.downtimeSheet.hoursWords(day, sheet.practice.zone)))}</p>
${[...tables, idle].filter((part) => part !== '').join('\n')}
</section>`;
}

/** The day and the provider stand in the table's own head: it is repeated on each page that the table reaches. */
function providerHtml(
  date: string,
  { name: provider, rows, blocked }: SheetProvider,
  day: SheetDay,
  { phones, practice: { zone } }: Sheet,
): string {
  const { columns } = t.downtimeSheet.sheetWords;
  const name = provider === '' ? t.downtimeSheet.sheetWords.noProvider : oneLine(provider);
  const heads: readonly Head[] = [
    [columns.time, 'c-time'],
    [columns.patient, 'c-patient'],
    [columns.born, 'c-born'],
    ...(phones ? [[columns.phone, 'c-phone'] as const] : []),
    [columns.type, 'c-type'],
    [columns.location, 'c-place'],
    [columns.status, 'c-status'],
    [columns.notes, 'c-notes'],
  ];
  const visits = rows.map(({ appointment, patient, asks }) => ({
    start: appointment.start,
    html: rowHtml([
      cell(
        unbroken(escapeHtml(t.downtimeSheet.timeRangeOnDay(appointment, day.date, zone))),
        appointment.status === 'tentative' ? 'time tentative' : 'time',
      ),
      cell(typed(oneLine(appointment.patientName)), 'patient'),
      cell(escapeHtml(t.downtimeSheet.bornWords(patient?.birthDate ?? null))),
      ...(phones ? [cell(typed(oneLine(patient?.phone ?? '')))] : []),
      cell(typed(oneLine(appointment.type.display))),
      cell(typed(oneLine(appointment.locationName))),
      cell(escapeHtml(t.downtimeSheet.statusWords({ appointment, patient, asks }, zone))),
      cell(''),
    ]),
  }));
  const blocks = blocked.map((one) => ({
    start: one.start,
    html: rowHtml([
      cell(unbroken(escapeHtml(t.downtimeSheet.timeRangeOnDay(one, day.date, zone))), 'time'),
      // Beside the time and the room to write.
      `<td class="blocked" colspan="${heads.length - 2}">${typed(oneLine(t.downtimeSheet.blockedWords(one.reason)))}</td>`,
      cell(''),
    ]),
  }));
  const body = [...blocks, ...visits].sort((a, b) => a.start - b.start).map(({ html }) => html);
  return tableHtml(`${typed(name)} <span>· ${escapeHtml(date)}</span>`, heads, body);
}

function requestsHtml(sheet: Sheet): string {
  const { open, awaiting, openElsewhere } = sheet;
  const none = open.length === 0 && awaiting.length === 0;
  return `<section class="requests">
<h2>${escapeHtml(t.downtimeSheet.sheetWords.requests)}</h2>
${[
  none ? `<p>${escapeHtml(t.downtimeSheet.sheetWords.noRequests)}</p>` : '',
  open.length === 0 ? '' : requestTable(t.downtimeSheet.sheetWords.open, open, false, sheet),
  awaiting.length === 0 ? '' : requestTable(t.downtimeSheet.sheetWords.awaiting, awaiting, true, sheet),
  openElsewhere === 0 ? '' : `<p>${escapeHtml(t.downtimeSheet.elsewhereWords(openElsewhere))}</p>`,
]
  .filter((part) => part !== '')
  .join('\n')}
</section>`;
}

function requestTable(
  title: string,
  requests: readonly SheetRequest[],
  proposals: boolean,
  { phones, practice: { zone } }: Sheet,
): string {
  const { columns } = t.downtimeSheet.sheetWords;
  const heads: readonly Head[] = [
    [columns.patient, 'c-patient'],
    [columns.born, 'c-born'],
    ...(phones ? [[columns.phone, 'c-phone'] as const] : []),
    [columns.appointment, 'c-when'],
    [columns.request, 'c-when'],
    proposals ? [columns.proposed, 'c-when'] : [columns.note, 'c-wide'],
    [columns.notes, 'c-notes'],
  ];
  const body = requests.map((request) =>
    rowHtml([
      cell(typed(oneLine(request.patientName)), 'patient'),
      cell(escapeHtml(t.downtimeSheet.bornWords(request.patient?.birthDate ?? null))),
      ...(phones ? [cell(typed(oneLine(request.patient?.phone ?? '')))] : []),
      cell(
        `${standsAt(request.appointment) === null ? '' : `${escapeHtml(t.downtimeSheet.momentWords(request.appointment.start, zone))}<br>`}${typed(oneLine(request.appointment.practitionerName))}`,
      ),
      cell(
        [t.downtimeSheet.requestWords(request, zone), t.downtimeSheet.strangerWords(request)]
          .filter((line) => line !== '')
          .map(typed)
          .join('<br>'),
      ),
      proposals
        ? cell(
            request.proposed === null
              ? ''
              : escapeHtml(t.downtimeSheet.proposedWords(request.proposed, zone)),
          )
        : cell(typed(noteText(request.note)), 'note'),
      cell(''),
    ]),
  );
  return tableHtml(escapeHtml(title), heads, body);
}

/** A column's heading and the class that gives its width. */
type Head = readonly [title: string, width: string];

function tableHtml(title: string, heads: readonly Head[], rows: readonly string[]): string {
  return `<table>
<colgroup>${heads.map(([, width]) => `<col class="${width}">`).join('')}</colgroup>
<thead>
<tr><th class="whose" scope="colgroup" colspan="${heads.length}">${title}</th></tr>
<tr>${heads.map(([text]) => `<th scope="col" class="head">${escapeHtml(text)}</th>`).join('')}</tr>
</thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

const rowHtml = (cells: readonly string[]): string => `<tr>${cells.join('')}</tr>`;

/** `html` is escaped already. */
const cell = (html: string, kind = ''): string => `<td${kind === '' ? '' : ` class="${kind}"`}>${html}</td>`;

/** Keeps what follows an hour beside it: "AM". */
const unbroken = (html: string): string => html.replace(/(?<=\d) (?=\p{L})/gu, '&nbsp;');

/** What somebody typed. */
const typed = (text: string): string => (text === '' ? '' : `<bdi>${escapeHtml(text)}</bdi>`);

function noteText(note: string): string {
  const text = manyLines(note);
  return text.length <= LONGEST_NOTE ? text : `${text.slice(0, LONGEST_NOTE).toWellFormed()} …`;
}

/** For the margin of a page, which does not grow. */
const shortened = (text: string): string =>
  text.length <= 60 ? text : `${text.slice(0, 59).toWellFormed()}…`;
