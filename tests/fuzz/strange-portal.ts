import type { PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import type { JsonObject } from '../../src-main/sync/fhir/json.ts';
import {
  answerResource,
  appointmentResource,
  cancelTask,
  locationResource,
  patientResource,
  practitionerResource,
  rescheduleTask,
} from '../support/clinic-resources.ts';
import { mutate, pick, type Random } from './mutate.ts';

type Send = (request: PortalRequest) => Promise<PortalAnswer>;

/** Some of each type; most of what the desk decides about is in the last ones. */
const SOUND: readonly ((n: number) => object)[] = [
  (n) => patientResource({ id: `strange-${n}` }),
  (n) => practitionerResource({ id: `strange-${n}` }),
  (n) => locationResource({ id: `strange-${n}` }),
  (n) => appointmentResource({ id: `strange-${n}`, start: hour(n), end: hour(n, 30) }),
  (n) => appointmentResource({ id: `strange-${n}`, status: 'pending', start: hour(n), end: hour(n, 30) }),
  (n) => rescheduleTask({ id: `strange-${n}`, focus: { reference: `Appointment/strange-${n - 1}` } }),
  (n) => rescheduleTask({ id: `strange-${n}`, focus: { reference: `Appointment/strange-${n - 2}` } }),
  (n) => cancelTask({ id: `strange-${n}`, focus: { reference: `Appointment/strange-${n - 3}` } }),
  (n) => ({ ...answerResource(`strange-${n - 1}`, 'accepted'), id: `strange-${n}` }),
];

const hour = (n: number, minute = 0): string =>
  new Date(Date.UTC(2026, 10, 23 + (n % 5), 15 + (n % 7), minute)).toISOString();

/** So many resources, each with something wrong in it. */
export function strangeResources(count: number, random: Random): JsonObject[] {
  return Array.from({ length: count }, (_, n) => {
    const sound = pick(SOUND, random)?.(n) ?? {};
    const meta = { versionId: '1', lastUpdated: '2026-11-20T14:00:00.000Z' };
    return mutate({ ...sound, meta }, random);
  });
}

/** A portal that has these too, in its searches and when asked for one. */
export function withStrange(resources: readonly JsonObject[]) {
  return async (request: PortalRequest, send: Send): Promise<PortalAnswer> => {
    const { pathname } = new URL(request.url, 'http://portal.example/');
    const [type = '', id, further] = pathname.slice(1).split('/');
    if (request.method !== 'GET' || further !== undefined) return send(request);
    const ours = resources.filter(({ resourceType }) => resourceType === type);
    const one = id === undefined ? undefined : ours.find((resource) => resource.id === id);
    if (one) return { kind: 'answer', status: 200, body: one, retryAfterMs: null };
    const answer = await send(request);
    if (id !== undefined || answer.kind !== 'answer' || answer.status !== 200) return answer;
    const body = answer.body as { readonly entry?: readonly unknown[] };
    const strange = ours.map((resource) => ({ resource, search: { mode: 'match' } }));
    return { ...answer, body: { ...body, entry: [...strange, ...(body.entry ?? [])] } };
  };
}
