import { formatDateTime, formatRange } from '../../../src-shared/text/en/practice-times.ts';
import { SHARED_OFFER } from '../../fhir-codes.ts';
import { html, type Markup } from '../../html.ts';
import type { Reply } from '../../http.ts';
import type { ResourceStore } from '../store.ts';
import { lateNotice } from './late-notice.ts';
import { type PortalPractice, page } from './layout.ts';
import {
  answerToProposal,
  appointmentsOf,
  endOf,
  focusId,
  type Kept,
  patientName,
  proposalIds,
  readOne,
  startOf,
  tasksOf,
  wantedStart,
} from './portal-data.ts';
import { isOpen, kindOf, patientNote, practiceMessage, stateInWords } from './request-words.ts';
import { takesOwnTime } from './takes-own-time.ts';

/** What the page says after a form, by the word in `?done=`. */
const DONE: Readonly<Record<string, string>> = {
  reschedule:
    'Your request to reschedule is with the practice. Nothing changes until the practice has decided.',
  cancel: 'Your request to cancel is with the practice. We will e-mail you.',
  new: 'Your request for a new appointment is with the practice. Nothing is booked until the practice has decided.',
  withdraw: 'Your request is withdrawn.',
  accepted: 'You approved the new time. The practice will confirm it shortly.',
  declined: 'You declined the proposed time. Please call the office if you need another one.',
  'own-time': 'The practice has the time you proposed. Nothing changes until it has decided.',
  'cancelled-entirely': 'You asked to cancel the appointment entirely. The practice will confirm it shortly.',
};

interface View {
  readonly store: ResourceStore;
  readonly practice: PortalPractice;
  readonly patient: Kept<'Patient'>;
  readonly path: string;
  readonly now: number;
}

/** `/patients/:id`: what the patient has, has asked for and is asked. */
export function patientPage(
  store: ResourceStore,
  practice: PortalPractice,
  patient: Kept<'Patient'>,
  done: string | null,
): Reply {
  const now = store.now();
  const path = `/patients/${encodeURIComponent(patient.id)}`;
  const view: View = { store, practice, patient, path, now };
  const name = patientName(patient);
  const all = appointmentsOf(store, patient.id).sort((a, b) => startOf(a) - startOf(b));
  const tasks = tasksOf(store, patient.id);
  const shown = all.filter((appointment) => isShown(appointment, all));
  const upcoming = shown.filter((one) => startOf(one) > now && one.status !== 'cancelled');
  const cancelled = shown.filter((one) => startOf(one) > now && one.status === 'cancelled');
  const past = shown.filter((one) => !(startOf(one) > now)).reverse();
  const words = done === null ? undefined : DONE[done];
  return page(
    practice,
    name,
    html`<h1>${name}</h1>
${words === undefined ? null : html`<p class="notice" role="status">${words}</p>`}
${proposalsSection(view, tasks)}
<h2>Upcoming appointments</h2>
${upcoming.length === 0 ? html`<p>None.</p>` : upcoming.map((one) => upcomingCard(view, one, tasks))}
<div class="actions"><a class="button" href="${path}/new">Ask for a new appointment</a></div>
${cancelled.length === 0 ? null : html`<h2>Cancelled appointments</h2>${cancelled.map((one) => quietCard(view, one))}`}
<h2>Your requests</h2>
${tasks.length === 0 ? html`<p>None.</p>` : tasks.map((task) => requestCard(view, task))}
<h2>Past appointments</h2>
${past.length === 0 ? html`<p>None.</p>` : past.map((one) => quietCard(view, one))}`,
  );
}

/** A proposal is shown as what it is, and a visit that moved only where it is now. */
function isShown(appointment: Kept<'Appointment'>, all: readonly Kept<'Appointment'>[]): boolean {
  if (appointment.status === 'proposed' || appointment.status === 'pending') return false;
  if (appointment.status !== 'cancelled') return true;
  if (appointment.supportingInformation !== undefined) return false;
  const uid = appointment.identifier?.[0]?.value;
  return !all.some((other) => other.status === 'booked' && other.identifier?.[0]?.value === uid);
}

function proposalsSection(view: View, tasks: readonly Kept<'Task'>[]): Markup | null {
  const cards = tasks.flatMap((task) => proposalCard(view, task) ?? []);
  return cards.length === 0 ? null : html`<h2>Waiting for your answer</h2>${cards}`;
}

function proposalCard(view: View, task: Kept<'Task'>): Markup | null {
  const { practice, path, store, now } = view;
  if (task.status !== 'on-hold' || answerToProposal(store, task, view.patient.id) !== null) return null;
  const times = proposalIds(task)
    .flatMap((id) => readOne(store, 'Appointment', id) ?? [])
    .filter(({ status }) => status === 'pending')
    .sort((a, b) => startOf(a) - startOf(b));
  const [proposal, ...others] = times;
  const expiry = Date.parse(task.restriction?.period?.end ?? '');
  if (proposal === undefined || expiry <= now) return null;
  const original = originalOf(view, task);
  const message = practiceMessage(task);
  const whens = times.map((one) => formatDateTime(startOf(one), practice.zone)).join(' or ');
  const range = (one: Kept<'Appointment'>): string => formatRange(startOf(one), endOf(one), practice.zone);
  return html`<article class="card" id="request-${task.id}" aria-label="Proposed time ${whens}">
<h3>The practice proposes ${others.length === 0 ? range(proposal) : 'these times'}</h3>
<p>${typeOf(proposal)}${withWhom(proposal)}</p>
${original === null ? null : html`<p>Instead of ${formatDateTime(startOf(original), practice.zone)}</p>`}
${times.some(isShared) ? html`<p>This time is offered to others, too. It goes to whoever accepts it first.</p>` : null}
${reasonLine(task.statusReason?.text)}
${message === '' ? null : html`<p>Message from the practice: <span class="words" dir="auto">${message}</span></p>`}
${Number.isNaN(expiry) ? null : html`<p class="muted">Please answer by ${formatDateTime(expiry, practice.zone)}.</p>`}
${lateLine(view, task, 'If you cancel')}
<div class="actions">
${
  others.length === 0
    ? answerForm(path, proposal.id, 'accepted', original === null ? 'Approve this time' : 'Approve new time')
    : times.map((one) => answerForm(path, one.id, 'accepted', `Approve ${range(one)}`))
}
${
  takesOwnTime(store, task)
    ? html`<a class="button" href="${path}/proposals/${encodeURIComponent(proposal.id)}/own-time">Propose another time</a>`
    : null
}
${answerForm(path, proposal.id, 'declined', declineLabel(task, others.length > 0))}
</div></article>`;
}

const isShared = ({ identifier }: Kept<'Appointment'>): boolean =>
  identifier?.some(({ system }) => system === SHARED_OFFER) ?? false;

function declineLabel(task: Kept<'Task'>, several: boolean): string {
  if (kindOf(task) === 'cancel') return 'Cancel appointment entirely';
  return several ? 'Decline all' : 'Decline';
}

const answerForm = (path: string, id: string, answer: string, label: string): Markup =>
  html`<form method="post" action="${path}/proposals/${encodeURIComponent(id)}/answer">
<input type="hidden" name="answer" value="${answer}">
<button${answer === 'accepted' ? html` class="main"` : null}>${label}</button></form>`;

function upcomingCard(view: View, appointment: Kept<'Appointment'>, tasks: readonly Kept<'Task'>[]): Markup {
  const { practice, path } = view;
  const open = tasks.find((task) => isOpen(task) && focusId(task) === appointment.id);
  const forms = `${path}/appointments/${encodeURIComponent(appointment.id)}`;
  return html`<article class="card" aria-label="${formatDateTime(startOf(appointment), practice.zone)}, ${typeOf(appointment)}">
<h3>${formatRange(startOf(appointment), endOf(appointment), practice.zone)}</h3>
<p>${typeOf(appointment)}${withWhom(appointment)}</p>
${open === undefined ? null : html`<p><strong>${requestTitle(open)}:</strong> ${state(view, open)}</p>`}
${
  appointment.status === 'booked'
    ? html`<div class="actions"><a class="button" href="${forms}/reschedule">Ask to reschedule</a>
<a class="button" href="${forms}/cancel">Ask to cancel</a></div>`
    : null
}</article>`;
}

function quietCard(view: View, appointment: Kept<'Appointment'>): Markup {
  const reason = appointment.cancelationReason;
  return html`<article class="card" aria-label="${formatDateTime(startOf(appointment), view.practice.zone)}, ${typeOf(appointment)}">
<p>${formatDateTime(startOf(appointment), view.practice.zone)} · ${typeOf(appointment)}${withWhom(appointment)} ·
<strong>${STATUS_WORDS[appointment.status] ?? appointment.status}</strong></p>
${appointment.status === 'cancelled' ? reasonLine(reason?.text ?? reason?.coding?.[0]?.display) : null}</article>`;
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  booked: 'Booked',
  arrived: 'Checked in',
  'checked-in': 'Checked in',
  fulfilled: 'Completed',
  noshow: 'Missed',
  cancelled: 'Cancelled',
};

function requestCard(view: View, task: Kept<'Task'>): Markup {
  const { practice, path } = view;
  const original = originalOf(view, task);
  const asked = Date.parse(task.authoredOn ?? '');
  const wanted = wantedStart(task);
  const note = patientNote(task);
  const message = task.status === 'on-hold' ? '' : practiceMessage(task);
  const sent = Number.isNaN(asked) ? '' : formatDateTime(asked, practice.zone);
  return html`<article class="card"${proposalCard(view, task) === null ? html` id="request-${task.id}"` : null} aria-label="${requestTitle(task)}, sent ${sent}">
<h3>${requestTitle(task)}</h3>
<p class="muted">Sent ${sent}</p>
${original === null ? null : html`<p>Appointment: ${formatDateTime(startOf(original), practice.zone)}</p>`}
${Number.isNaN(wanted) ? null : html`<p>Time you asked for: ${formatDateTime(wanted, practice.zone)}</p>`}
${note === '' ? null : html`<p>Your note: <span class="words" dir="auto">${note}</span></p>`}
<p><strong>${state(view, task)}</strong></p>
${isOpen(task) ? lateLine(view, task, 'Late cancellation') : null}
${task.status === 'on-hold' ? null : reasonLine(task.statusReason?.text)}
${message === '' ? null : html`<p>Message from the practice: <span class="words" dir="auto">${message}</span></p>`}
${
  isOpen(task)
    ? html`<div class="actions"><form method="post" action="${path}/requests/${encodeURIComponent(task.id)}/withdraw">
<button>Withdraw request</button></form></div>`
    : null
}</article>`;
}

function state(view: View, task: Kept<'Task'>): string {
  const answered = task.status === 'on-hold' ? answerToProposal(view.store, task, view.patient.id) : null;
  return stateInWords(task, answered, view.practice.phone);
}

const requestTitle = (task: Kept<'Task'>): string => TITLES[kindOf(task)];

const TITLES = {
  reschedule: 'Request to reschedule',
  cancel: 'Request to cancel',
  new: 'Request for a new appointment',
} as const;

function originalOf(view: View, task: Kept<'Task'>): Kept<'Appointment'> | null {
  const id = focusId(task);
  const original = id === null ? null : readOne(view.store, 'Appointment', id);
  // What was asked for stands nowhere until it is booked.
  return original?.status === 'proposed' ? null : original;
}

/** What the practice charges, where the patient asked to cancel so late; whether it does so this time is in its letter. */
function lateLine(view: View, task: Kept<'Task'>, label: string): Markup | null {
  const original = kindOf(task) === 'cancel' ? originalOf(view, task) : null;
  const asked = Date.parse(task.authoredOn ?? '');
  if (original === null || Number.isNaN(asked)) return null;
  const notice = lateNotice(view.store, view.practice, startOf(original), asked);
  return notice === null ? null : html`<p>${label}: <span class="words" dir="auto">${notice}</span></p>`;
}

const reasonLine = (reason: string | undefined): Markup | null =>
  reason === undefined || reason === ''
    ? null
    : html`<p>Reason: <span class="words" dir="auto">${reason}</span></p>`;

export const typeOf = (appointment: Kept<'Appointment'>): string =>
  appointment.serviceType?.[0]?.text ?? appointment.serviceType?.[0]?.coding?.[0]?.display ?? 'Visit';

function withWhom(appointment: Kept<'Appointment'>): string {
  const displays = (appointment.participant ?? [])
    .filter((one) => !one.actor?.reference?.startsWith('Patient/'))
    .flatMap((one) => one.actor?.display ?? []);
  return displays.map((display) => ` · ${display}`).join('');
}
