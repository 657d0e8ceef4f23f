import type { AppointmentResponse } from '@medplum/fhirtypes';
import { addDays, type PlainDate } from '../../../src-shared/domain/time.ts';
import { formatRange } from '../../../src-shared/text/en/practice-times.ts';
import { html } from '../../html.ts';
import type { Reply } from '../../http.ts';
import { offsetText } from '../../offset-text.ts';
import { responseTo, type Visit } from './actions.ts';
import { messagePage, notFoundPage, page, seeOther } from './layout.ts';
import { DAYS, type Day, dayFrom, openDays, timesToChoose } from './open-times.ts';
import {
  answerTo,
  answerToProposal,
  endOf,
  focusId,
  type Kept,
  participantId,
  proposalIds,
  readOne,
  startOf,
  tasksOf,
} from './portal-data.ts';
import { takesOwnTime } from './takes-own-time.ts';

/** A proposal that can be answered so, and what is looked for. */
interface Asked {
  readonly task: Kept<'Task'>;
  readonly times: readonly Kept<'Appointment'>[];
  readonly providerId: string;
  readonly from: PlainDate;
  readonly days: readonly Day[];
  readonly lengthMs: number;
}

/**
 * Where a patient answers a proposal with a time of their own, out of those that are open. Without `fields` it is shown; with them it is
 * answered: a no to each proposed time, with the one wanted instead.
 */
export function proposeOwnTime(
  visit: Visit,
  proposedId: string,
  query: URLSearchParams,
  fields: URLSearchParams | null,
): Reply {
  const { store, practice, patient } = visit;
  const home = `/patients/${encodeURIComponent(patient.id)}`;
  const proposal = readOne(store, 'Appointment', proposedId);
  if (proposal === null || participantId(proposal, 'Patient') !== patient.id) return notFoundPage(practice);
  const start = Number(fields?.get('start') ?? '');
  // The same form sent twice is one answer.
  const earlier = answerTo(store, proposedId, patient.id);
  if (fields !== null && earlier?.start !== undefined && Date.parse(earlier.start) === start)
    return seeOther(`${home}?done=own-time`);
  const asked = askedOf(visit, proposal, fields ?? query);
  if (asked === null)
    return messagePage(
      practice,
      409,
      'This proposal cannot be answered so',
      `Please call the office at ${practice.phone}.`,
      home,
    );
  const note = fields?.get('note') ?? '';
  if (fields === null) return formPage(visit, proposedId, asked, note, null);
  if (!asked.days.some(({ starts }) => starts.includes(start)))
    return formPage(
      visit,
      proposedId,
      asked,
      note,
      fields.get('start') === null
        ? 'Please choose a time.'
        : 'This time is not open any more. Please choose another.',
    );
  const own = {
    start: offsetText(start, practice.zone),
    end: offsetText(start + asked.lengthMs, practice.zone),
  };
  store.transaction(() => {
    for (const { id } of asked.times) store.write(ownTimeTo(id, patient.id, own, note.trim()));
  });
  return seeOther(`${home}?done=own-time`);
}

const ownTimeTo = (
  id: string,
  patientId: string,
  own: Pick<AppointmentResponse, 'start' | 'end'>,
  comment: string,
): AppointmentResponse => ({
  ...responseTo(id, patientId, 'declined'),
  ...own,
  ...(comment === '' ? {} : { comment }),
});

/** `null`: it is answered already, over, or the practice takes no such time; or nobody can tell whose times are meant. */
function askedOf(visit: Visit, proposal: Kept<'Appointment'>, said: URLSearchParams): Asked | null {
  const { store, patient } = visit;
  const task = tasksOf(store, patient.id).find(
    (one) => one.status === 'on-hold' && proposalIds(one).includes(proposal.id),
  );
  if (task === undefined || proposal.status !== 'pending' || !takesOwnTime(store, task)) return null;
  if (answerToProposal(store, task, patient.id) !== null) return null;
  if (Date.parse(task.restriction?.period?.end ?? '') <= store.now()) return null;
  const times = proposalIds(task)
    .flatMap((id) => readOne(store, 'Appointment', id) ?? [])
    .filter(({ status }) => status === 'pending');
  const about = readOne(store, 'Appointment', focusId(task) ?? '');
  // It is asked for with whom the visit is: another provider is the practice's to choose.
  const providerId =
    (about && participantId(about, 'Practitioner')) ?? participantId(proposal, 'Practitioner');
  if (providerId === null) return null;
  const lengthMs = endOf(proposal) - startOf(proposal);
  const from = dayFrom(said.get('from'), visit);
  const taken = [about, ...times].flatMap((one) => (one === null ? [] : [startOf(one)]));
  const days = openDays(visit, {
    providerId,
    minutes: lengthMs / 60_000,
    from,
    exceptIds: [...times, ...(about === null ? [] : [about])].map(({ id }) => id),
  }).map(({ date, starts }) => ({ date, starts: starts.filter((one) => !taken.includes(one)) }));
  return { task, times, providerId, from, days, lengthMs };
}

function formPage(
  visit: Visit,
  proposedId: string,
  { times, providerId, from, days }: Asked,
  note: string,
  problem: string | null,
): Reply {
  const { practice, patient, store } = visit;
  const title = 'Propose another time';
  const home = `/patients/${encodeURIComponent(patient.id)}`;
  const action = `${home}/proposals/${encodeURIComponent(proposedId)}/own-time`;
  const [name] = readOne(store, 'Practitioner', providerId)?.name ?? [];
  const later = `${action}?${new URLSearchParams({ from: addDays(from, DAYS) })}`;
  const isOpen = days.some(({ starts }) => starts.length > 0);
  return page(
    practice,
    title,
    html`<h1>${title}</h1>
${problem === null ? null : html`<p class="notice problem" role="alert">${problem}</p>`}
<p>Instead of ${times.map((one) => formatRange(startOf(one), endOf(one), practice.zone)).join(' or ')}</p>
<form method="get" action="${action}">
<label for="from">From which day on</label>
<input type="date" id="from" name="from" value="${from}">
<div class="actions"><button>Show open times</button> <a class="button" href="${home}">Back</a></div>
</form>
<h2>Open times${name?.text === undefined ? null : ` with ${name.text}`}</h2>
<form method="post" action="${action}">
<input type="hidden" name="from" value="${from}">
${timesToChoose(practice, days, later)}
${
  isOpen
    ? html`<label for="note">Note to the practice (optional)</label>
<textarea id="note" name="note" rows="4">${note}</textarea>
<div class="actions"><button class="main">Propose this time</button></div>`
    : null
}
</form>
<p class="muted">The proposed ${times.length === 1 ? 'time is' : 'times are'} not held for you any more then. Nothing else changes until the practice has decided.</p>`,
    problem === null ? 200 : 409,
  );
}
