import type { Appointment, Task } from '@medplum/fhirtypes';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { addDays, type PlainDate } from '../../../src-shared/domain/time.ts';
import { PORTAL_FORM, REQUEST_CODE, TASK_INPUT, VISIT_TYPE } from '../../fhir-codes.ts';
import { html, type Markup } from '../../html.ts';
import type { Reply } from '../../http.ts';
import { offsetText } from '../../offset-text.ts';
import type { ResourceStore } from '../store.ts';
import type { Visit } from './actions.ts';
import { type PortalPractice, page, seeOther } from './layout.ts';
import { DAYS, type Day, dayFrom, openDays, rulesOf, timesToChoose } from './open-times.ts';
import { existsWith, type Kept, listOf, patientName } from './portal-data.ts';

/** What somebody looks for, and what can be had. */
interface Search {
  readonly providers: readonly Kept<'Practitioner'>[];
  readonly types: PracticeRules['visitTypes'];
  readonly places: readonly Kept<'Location'>[];
  readonly place: Kept<'Location'> | null;
  readonly provider: Kept<'Practitioner'> | null;
  readonly type: PracticeRules['visitTypes'][number] | null;
  readonly from: PlainDate;
  readonly days: readonly Day[];
}

/**
 * Where a patient asks for a new appointment: with whom and for what, and then one of the times that are open. Without `fields` it is
 * shown; with them it is asked.
 */
export function askForNew(visit: Visit, query: URLSearchParams, fields: URLSearchParams | null): Reply {
  const { store, practice, patient } = visit;
  const said = fields ?? query;
  const token = fields?.get('token') || store.newId();
  const home = `/patients/${encodeURIComponent(patient.id)}`;
  // The same form sent twice is one request.
  if (fields !== null && existsWith(store, 'Task', `${PORTAL_FORM}|${token}`))
    return seeOther(`${home}?done=new`);
  const search = searchFor(visit, said);
  if (fields === null) return formPage(visit, search, { token, note: '', problem: null });
  const start = Number(fields.get('start') ?? '');
  const note = fields.get('note') ?? '';
  const { provider, type, place } = search;
  // Somebody may have been faster since the page was shown.
  const isOpen = search.days.some(({ starts }) => starts.includes(start));
  if (provider === null || type === null || !isOpen)
    return formPage(visit, search, {
      token,
      note,
      problem:
        fields.get('start') === null
          ? 'Please choose a time.'
          : 'This time is not open any more. Please choose another.',
    });
  const wish = { store, practice, patient, provider, type, place, start, note, token };
  store.transaction(() => {
    const { id } = store.write(wishedAppointment(wish));
    store.write(requestFor(wish, id));
  });
  return seeOther(`${home}?done=new`);
}

function searchFor(visit: Visit, said: URLSearchParams): Search {
  const { store, practice } = visit;
  const { visitTypes: types } = rulesOf(store, practice);
  const providers = listOf(store, 'Practitioner').filter(({ active }) => active !== false);
  const provider = providers.find(({ id }) => id === said.get('provider')) ?? null;
  const type = types.find(({ code }) => code === said.get('type')) ?? null;
  const places = listOf(store, 'Location').filter(({ status }) => status !== 'inactive');
  const place =
    places.find(({ id }) => id === said.get('location')) ??
    (places.length === 1 ? (places[0] ?? null) : null);
  const from = dayFrom(said.get('from'), visit);
  const days =
    provider === null || type === null
      ? []
      : openDays(visit, { providerId: provider.id, minutes: type.minutes, from });
  return { providers, types, places, place, provider, type, from, days };
}

interface Typed {
  /** Two submissions with one token make one request. */
  readonly token: string;
  readonly note: string;
  /** What is wrong with what was sent; `null` at first. */
  readonly problem: string | null;
}

function formPage({ practice, patient }: Visit, search: Search, typed: Typed): Reply {
  const title = 'Ask for a new appointment';
  const home = `/patients/${encodeURIComponent(patient.id)}`;
  const { providers, types, places, place, provider, type, from } = search;
  const option = (value: string, text: string, chosen: boolean): Markup =>
    html`<option value="${value}"${chosen ? html` selected` : null}>${text}</option>`;
  return page(
    practice,
    title,
    html`<h1>${title}</h1>
${typed.problem === null ? null : html`<p class="notice problem" role="alert">${typed.problem}</p>`}
<p>${patientName(patient)}</p>
<form method="get" action="${home}/new">
<label for="type">What for</label>
<select id="type" name="type" required><option value="">Please choose</option>${types.map(
      ({ code, display, minutes }) => option(code, `${display} (${minutes} minutes)`, code === type?.code),
    )}</select>
<label for="provider">With whom</label>
<select id="provider" name="provider" required><option value="">Please choose</option>${providers.map((one) =>
      option(one.id, nameOf(one), one.id === provider?.id),
    )}</select>
${
  places.length < 2
    ? null
    : html`<label for="location">Where</label>
<select id="location" name="location" required><option value="">Please choose</option>${places.map((one) =>
        option(one.id, one.name ?? '', one.id === place?.id),
      )}</select>`
}
<label for="from">From which day on</label>
<input type="date" id="from" name="from" value="${from}">
<div class="actions"><button>Show open times</button> <a class="button" href="${home}">Back</a></div>
</form>
${provider === null || type === null ? null : timesForm(practice, home, search, { provider, type }, typed)}`,
    typed.problem === null ? 200 : 409,
  );
}

function timesForm(
  practice: PortalPractice,
  home: string,
  { from, days, place }: Search,
  { provider, type }: { readonly provider: Kept<'Practitioner'>; readonly type: { readonly code: string } },
  { token, note }: Typed,
): Markup {
  const later = `${home}/new?${new URLSearchParams({ type: type.code, provider: provider.id, location: place?.id ?? '', from: addDays(from, DAYS) })}`;
  const times = timesToChoose(practice, days, later);
  if (days.every(({ starts }) => starts.length === 0)) return html`<h2>Open times</h2>${times}`;
  return html`<h2>Open times</h2>
<form method="post" action="${home}/new">
<input type="hidden" name="token" value="${token}">
<input type="hidden" name="type" value="${type.code}">
<input type="hidden" name="provider" value="${provider.id}">
<input type="hidden" name="location" value="${place?.id ?? ''}">
<input type="hidden" name="from" value="${from}">
${times}
<label for="note">What is it about? (optional)</label>
<textarea id="note" name="note" rows="4">${note}</textarea>
<div class="actions"><button class="main">Send request</button></div>
</form>
<p class="muted">Nothing is booked until the practice has decided.</p>`;
}

interface Wish {
  readonly store: ResourceStore;
  readonly practice: PortalPractice;
  readonly patient: Kept<'Patient'>;
  readonly provider: Kept<'Practitioner'>;
  readonly type: PracticeRules['visitTypes'][number];
  /** Where; `null`: the practice says. */
  readonly place: Kept<'Location'> | null;
  /** An instant. */
  readonly start: number;
  readonly note: string;
  readonly token: string;
}

/** docs/portal.md, "A new appointment". */
function wishedAppointment({ patient, provider, type, place, token }: Wish): Appointment {
  return {
    resourceType: 'Appointment',
    identifier: [{ system: PORTAL_FORM, value: token }],
    status: 'proposed',
    serviceType: [
      { coding: [{ system: VISIT_TYPE, code: type.code, display: type.display }], text: type.display },
    ],
    minutesDuration: type.minutes,
    participant: [
      { actor: { reference: `Patient/${patient.id}`, display: patientName(patient) }, status: 'accepted' },
      {
        actor: { reference: `Practitioner/${provider.id}`, display: nameOf(provider) },
        status: 'needs-action',
      },
      ...(place === null
        ? []
        : [
            {
              actor: { reference: `Location/${place.id}`, display: place.name ?? '' },
              status: 'needs-action' as const,
            },
          ]),
    ],
  };
}

function requestFor(
  { store, practice, patient, type, start, note, token }: Wish,
  appointmentId: string,
): Task {
  const who = { reference: `Patient/${patient.id}` };
  const authoredOn = offsetText(store.now(), practice.zone);
  const period = {
    start: offsetText(start, practice.zone),
    end: offsetText(start + type.minutes * 60_000, practice.zone),
  };
  return {
    resourceType: 'Task',
    identifier: [{ system: PORTAL_FORM, value: token }],
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: REQUEST_CODE, code: 'new-appointment' }] },
    focus: { reference: `Appointment/${appointmentId}` },
    for: who,
    requester: who,
    authoredOn,
    input: [{ type: { coding: [{ system: TASK_INPUT, code: 'requested-period' }] }, valuePeriod: period }],
    ...(note.trim() === '' ? {} : { note: [{ authorReference: who, time: authoredOn, text: note }] }),
  };
}

const nameOf = ({ name }: Kept<'Practitioner'>): string => {
  const [first] = name ?? [];
  return (
    first?.text ?? [...(first?.prefix ?? []), ...(first?.given ?? []), first?.family ?? ''].join(' ').trim()
  );
};
