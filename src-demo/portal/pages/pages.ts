import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../../http.ts';
import type { Exclusive } from '../exclusive.ts';
import type { ResourceStore } from '../store.ts';
import { answer, askFor, type Visit, withdraw } from './actions.ts';
import { messagePage, notFoundPage, type PortalPractice, seeOther, stylesheet } from './layout.ts';
import { askForNew } from './new-appointment.ts';
import { proposeOwnTime } from './own-time.ts';
import { patientListPage } from './patient-list.ts';
import { patientPage } from './patient-page.ts';
import { hasPortalAccess, readOne } from './portal-data.ts';

export interface PageRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export interface PagesOptions {
  readonly store: ResourceStore;
  readonly exclusive: Exclusive;
  readonly practice: PortalPractice;
}

/** The patient pages: plain HTML that works without scripts. Rejects only for what is a fault of this program. */
export function createPages(options: PagesOptions): (request: PageRequest) => Promise<Reply> {
  const { store, exclusive, practice } = options;
  return (request) => exclusive(() => route(store, practice, request));
}

function route(store: ResourceStore, practice: PortalPractice, request: PageRequest): Reply {
  const { method, url } = request;
  if (method !== 'GET' && method !== 'POST')
    return messagePage(practice, 405, 'Not possible', 'These pages can be read, and their forms sent.');
  const fields = method === 'POST' ? formFields(request) : null;
  if (method === 'POST' && fields === null)
    return messagePage(practice, 415, 'Not possible', 'A form is expected.');
  const [first, ...rest] = segments(url.pathname);
  if (fields === null && rest.length === 0) {
    if (first === undefined) return seeOther('/patients');
    if (first === 'style.css') return stylesheet();
    if (first === 'patients') return patientListPage(store, practice, url.searchParams.get('q') ?? '');
  }
  if (fields === null && first === 'requests' && rest.length <= 1) return toRequest(store, practice, rest[0]);
  const [patientId, ...inside] = rest;
  if (first !== 'patients' || patientId === undefined) return notFoundPage(practice);
  const patient = readOne(store, 'Patient', patientId);
  if (patient === null) return notFoundPage(practice);
  if (!hasPortalAccess(patient))
    return messagePage(
      practice,
      403,
      'No portal access',
      `Online access is not switched on for you. Please call the office at ${practice.phone}.`,
    );
  if (inside.length === 0 && fields === null)
    return patientPage(store, practice, patient, url.searchParams.get('done'));
  const [what, id = '', action] = inside;
  if (inside.length === 3 && what === 'proposals' && action === 'own-time')
    return proposeOwnTime({ store, practice, patient }, id, url.searchParams, fields);
  if (inside.length === 1 && what === 'new')
    return askForNew({ store, practice, patient }, url.searchParams, fields);
  return forPatient({ store, practice, patient }, inside, fields);
}

/** Where a letter leads: to the page of the patient who asked, and there to the request. */
function toRequest(store: ResourceStore, practice: PortalPractice, id: string | undefined): Reply {
  if (id === undefined) return seeOther('/patients');
  const [type, patientId = ''] = readOne(store, 'Task', id)?.for?.reference?.split('/') ?? [];
  return type === 'Patient'
    ? seeOther(`/patients/${encodeURIComponent(patientId)}#request-${encodeURIComponent(id)}`)
    : notFoundPage(practice);
}

function forPatient(visit: Visit, path: readonly string[], fields: URLSearchParams | null): Reply {
  const [what, id, action, ...more] = path;
  if (id === undefined || more.length > 0) return notFoundPage(visit.practice);
  if (what === 'appointments' && (action === 'reschedule' || action === 'cancel'))
    return askFor(visit, action, id, fields);
  if (fields !== null && what === 'requests' && action === 'withdraw') return withdraw(visit, id);
  if (fields !== null && what === 'proposals' && action === 'answer')
    return answer(visit, id, fields.get('answer'));
  return notFoundPage(visit.practice);
}

function formFields(request: PageRequest): URLSearchParams | null {
  const type = request.headers['content-type'] ?? '';
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) ? new URLSearchParams(request.body) : null;
}

/** The decoded parts of a path; one that cannot be decoded is a part nothing is called. */
function segments(path: string): string[] {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return [''];
  }
}
