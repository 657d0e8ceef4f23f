import type { Patient } from '@medplum/fhirtypes';
import { formatPlainDate } from '../../../src-shared/text/en/practice-times.ts';
import { html, type Markup } from '../../html.ts';
import type { Reply } from '../../http.ts';
import type { ResourceStore } from '../store.ts';
import { type PortalPractice, page } from './layout.ts';
import { findPatients, hasPortalAccess, type Kept, patientName } from './portal-data.ts';

/** `/patients?q=…`: everybody the portal knows; only those with access can go on. */
export function patientListPage(store: ResourceStore, practice: PortalPractice, search: string): Reply {
  const patients = findPatients(store, search);
  return page(
    practice,
    'Choose a patient',
    html`<h1>Choose a patient</h1>
<p>A real portal would ask you to sign in. Here you choose whom to be.</p>
<form method="get" action="/patients" role="search">
<label for="q">Find a patient</label>
<input type="search" id="q" name="q" value="${search}" autocomplete="off">
<div class="actions"><button>Search</button></div>
</form>
<h2>${patients.length === 1 ? '1 patient' : `${patients.length} patients`}</h2>
<ul class="plain">${patients.map((patient) => patientItem(patient, practice))}</ul>`,
  );
}

function patientItem(patient: Kept<'Patient'>, practice: PortalPractice): Markup {
  const name = patientName(patient);
  if (!hasPortalAccess(patient))
    return html`<li class="card"><span>${name}</span>${born(patient)}
<p class="muted">No portal access: please call the office at ${practice.phone}.</p></li>`;
  return html`<li class="card"><a href="/patients/${encodeURIComponent(patient.id)}">${name}</a>${born(patient)}</li>`;
}

const born = (patient: Patient): Markup | null =>
  patient.birthDate === undefined
    ? null
    : html` <span class="muted">born ${formatPlainDate(patient.birthDate)}</span>`;
