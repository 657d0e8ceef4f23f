import { formatRange } from '../../../src-shared/text/en/practice-times.ts';
import { html, type Markup } from '../../html.ts';
import type { Reply } from '../../http.ts';
import { type PortalPractice, page } from './layout.ts';
import { typeOf } from './patient-page.ts';
import { endOf, type Kept, patientName, startOf } from './portal-data.ts';
import { CANCEL_REASONS, type FormKind } from './request-words.ts';

export interface FormView {
  readonly practice: PortalPractice;
  readonly patient: Kept<'Patient'>;
  readonly appointment: Kept<'Appointment'>;
  readonly kind: FormKind;
  /** What was typed before, when the form is shown again. */
  readonly typed: {
    readonly date: string;
    readonly time: string;
    readonly reason: string;
    readonly note: string;
  };
  /** Two submissions with one token make one request. */
  readonly token: string;
  /** What is wrong with what was typed; `null` at first. */
  readonly problem: string | null;
  /** What the practice charges for a cancellation as late as this; `null`: nothing. */
  readonly lateNotice: string | null;
  /** An open request about this appointment exists: this one will replace it. */
  readonly replaces: boolean;
}

/** The page on which a patient asks. */
export function requestFormPage(view: FormView): Reply {
  const { practice, appointment, kind, patient } = view;
  const title = kind === 'cancel' ? 'Ask to cancel' : 'Ask to reschedule';
  const back = `/patients/${encodeURIComponent(patient.id)}`;
  const action = `${back}/appointments/${encodeURIComponent(appointment.id)}/${kind}`;
  return page(
    practice,
    title,
    html`<h1>${title}</h1>
${view.problem === null ? null : html`<p class="notice problem" role="alert">${view.problem}</p>`}
${appointment.status === 'cancelled' ? html`<p class="notice">The practice has cancelled this appointment.</p>` : null}
${view.replaces ? html`<p class="notice">You have already asked about this appointment. This request will replace that one.</p>` : null}
<p>${patientName(patient)}: ${formatRange(startOf(appointment), endOf(appointment), practice.zone)} · ${typeOf(appointment)}</p>
${view.lateNotice === null ? null : html`<p class="notice"><strong>Late cancellation:</strong> <span class="words" dir="auto">${view.lateNotice}</span></p>`}
<form method="post" action="${action}">
<input type="hidden" name="token" value="${view.token}">
${kind === 'cancel' ? reasonField(view.typed.reason) : timeFields(view)}
<label for="note">Note to the practice (optional)</label>
<textarea id="note" name="note" rows="4">${view.typed.note}</textarea>
<div class="actions"><button class="main">Send request</button> <a class="button" href="${back}">Back</a></div>
</form>
<p class="muted">Nothing changes until the practice has decided.</p>`,
    view.problem === null ? 200 : 400,
  );
}

const timeFields = (view: FormView): Markup => html`<label for="date">Date</label>
<input type="date" id="date" name="date" value="${view.typed.date}" required>
<label for="time">Time</label>
<input type="time" id="time" name="time" value="${view.typed.time}" required aria-describedby="zone">
<p class="muted" id="zone">Times are the practice’s own (${view.practice.zone}).</p>`;

const reasonField = (chosen: string): Markup => html`<label for="reason">Reason (optional)</label>
<select id="reason" name="reason"><option value="">No reason given</option>${CANCEL_REASONS.map(
  (reason) =>
    html`<option value="${reason.code}"${reason.code === chosen ? html` selected` : null}>${reason.text}</option>`,
)}</select>`;
