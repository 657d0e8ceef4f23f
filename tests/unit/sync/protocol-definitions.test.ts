import { globSync, readFileSync } from 'node:fs';
import type {
  Appointment,
  AppointmentResponse,
  Basic,
  Bundle,
  CapabilityStatement,
  CodeSystem,
  NamingSystem,
  Patient,
  Resource,
  StructureDefinition,
  Task,
} from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import type { Portal } from '../../../src-main/ports.ts';
import { testPortal } from '../../../src-main/sync/connection-test.ts';
import { PULLED_TYPES } from '../../../src-main/sync/cursor.ts';
import {
  EARLIER_PERIOD,
  NEW_APPOINTMENT,
  OUTCOME_CODES,
  PROPOSAL,
  REMINDER_CODE,
  REQUESTED_PERIOD,
  SETTINGS_CODE,
} from '../../../src-main/sync/fhir/codes.ts';
import { FOLDER, fhirProfiles, filesIn, PROFILES } from '../../support/fhir-profiles.ts';

const all = [...filesIn('').entries()];
const isOf =
  <T extends Resource>(type: T['resourceType']) =>
  (one: Resource): one is T =>
    one.resourceType === type;
const resources = all.map(([, resource]) => resource);
const structures = resources.filter(isOf<StructureDefinition>('StructureDefinition'));
const systems = resources.filter(isOf<CodeSystem>('CodeSystem'));

const desk = (step: string): Bundle => at(`examples/desk/${step}.json`);
const portal = <R extends Resource>(name: string): R => at(`examples/portal/${name}.json`);
function at<R extends Resource>(path: string): R {
  const found = all.find(([name]) => name === `${FOLDER}/${path}`);
  if (!found) throw new Error(`no ${path}`);
  return structuredClone(found[1]) as R;
}
/** The `nth` resource that the desk writes in a step. */
function written<R extends Resource>(step: string, type: R['resourceType'], nth = 0): R {
  const found = (desk(step).entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource] : [],
  );
  return found[nth] as R;
}

test.each(all)('%s is what R4 says it is', (_path, resource) => {
  expect(fhirProfiles().problems(resource)).toEqual([]);
});

describe('every name of the protocol', () => {
  const DEFINING = ['profile', 'value-set', 'capability'].map((kind) => `urn:reslot:${kind}:`);
  const named = (files: string) =>
    globSync(files).flatMap((path) => readFileSync(path, 'utf8').match(/urn:reslot:[a-z][a-z-]*/g) ?? []);
  const defined = new Set([
    ...structures.filter(({ type }) => type === 'Extension').map(({ url }) => url),
    ...systems.map(({ url }) => url),
    ...resources
      .filter(isOf<NamingSystem>('NamingSystem'))
      .flatMap(({ uniqueId }) => uniqueId.map(({ value }) => value)),
  ]);

  test('that the source reads or writes is defined, and none beside', () => {
    const used = new Set(named('src-{main,demo,shared,renderer}/**/*.{ts,tsx}'));
    expect(used.size).toBeGreaterThan(10);
    expect([...defined].sort()).toEqual([...used].sort());
  });

  test('has one definition of its kind, which is named by it', () => {
    const canonical = resources.flatMap((one) => ('url' in one && one.url ? [one.url] : []));
    expect(canonical.length).toBe(new Set(canonical).size);
    for (const url of canonical.filter((one) => !defined.has(one)))
      expect(DEFINING.some((prefix) => url.startsWith(prefix))).toBe(true);
  });

  test('the codes are those of the source', () => {
    const codesOf = (name: string) =>
      systems.find(({ url }) => url === `urn:reslot:${name}`)?.concept?.map(({ code }) => code);
    expect(codesOf('outcome')?.toSorted()).toEqual(OUTCOME_CODES.toSorted());
    expect(codesOf('task-input')).toEqual([REQUESTED_PERIOD, EARLIER_PERIOD]);
    expect(codesOf('task-output')).toEqual([PROPOSAL]);
    expect(codesOf('task-code')).toEqual([NEW_APPOINTMENT]);
    expect(codesOf('resource')).toEqual([SETTINGS_CODE, REMINDER_CODE]);
    for (const { concept, count } of systems) expect(count).toBe(concept?.length);
  });
});

/** What a portal writes, and which profile it has to conform to. */
const OF_A_PORTAL: Readonly<Record<string, string>> = {
  patient: 'patient',
  visit: 'visit',
  'request-to-reschedule': 'reschedule-request',
  'newer-request': 'reschedule-request',
  'request-to-cancel': 'cancel-request',
  'request-withdrawn': 'reschedule-request',
  'wished-appointment': 'visit',
  'request-for-new-appointment': 'new-appointment-request',
  'answer-accepted': 'answer',
  'answer-declined': 'answer',
  'answer-own-time': 'answer',
};

test.each(Object.entries(OF_A_PORTAL))(
  'the example %s conforms to %s, without a warning',
  (name, profile) => {
    expect(fhirProfiles().warnings(portal(name), profile)).toEqual([]);
  },
);

/** A good example, what is done to it, and the rule that then refuses it (`key`, or the library's own words). */
type Refused = readonly [profile: string, rule: string, make: () => Resource];
const changed = <R extends Resource>(resource: R, change: (it: R) => void): R => {
  const copy = structuredClone(resource);
  change(copy);
  return copy;
};
const task = (change: (it: Task) => void, name = 'request-to-reschedule') =>
  changed(portal<Task>(name), change);
const decided = (change: (it: Task) => void, step = 'approve') =>
  changed(written<Task>(step, 'Task'), change);
const visit = (change: (it: Appointment) => void) => changed(portal<Appointment>('visit'), change);
const after = (change: (it: Appointment) => void, step = 'move', nth = 0) =>
  changed(written<Appointment>(step, 'Appointment', nth), change);
const answer = (change: (it: AppointmentResponse) => void, name = 'answer-accepted') =>
  changed(portal<AppointmentResponse>(name), change);
const patient = (change: (it: Patient) => void) => changed(portal<Patient>('patient'), change);
const added = (change: (it: Patient) => void) => changed(written<Patient>('new-patient', 'Patient'), change);
const section = (change: (it: Basic) => void) =>
  changed(written<Basic>('practice-settings', 'Basic'), change);
const bundle = (change: (it: Bundle) => void, step = 'approve') => changed(desk(step), change);
/** Other values for some elements. */
const set = <T extends object>(it: T, values: { [K in keyof T]?: unknown }) => void Object.assign(it, values);
const untagged = (it: Resource) => void delete it.meta;
const outcome = (code: string) => ({ coding: [{ system: 'urn:reslot:outcome', code }] });
const without = (part: string) => (it: Basic | Task) => {
  const own = it.extension?.at(-1);
  if (own?.extension) own.extension = own.extension.filter(({ url }) => url !== part);
};
const period = (it: Task) => it.input?.[0]?.valuePeriod ?? {};

const REFUSED: readonly Refused[] = [
  [
    'request',
    'req-1',
    () => task((it) => set(it, { code: { coding: [{ system: 'urn:mine', code: 'move' }] } })),
  ],
  ['request', 'req-2', () => task((it) => set(it, { focus: { display: 'My visit' } }))],
  ['request', 'req-3', () => task((it) => set(it, { for: { display: 'Ana Flores' } }))],
  ['request', 'req-4', () => task((it) => set(it, { authoredOn: '2026-11-20' }))],
  [
    'request',
    'req-5',
    () =>
      task((it) => {
        delete it.for;
        delete it.requester;
      }),
  ],
  ['request', 'is no code of it', () => task((it) => set(it, { status: 'asked' }))],
  ['request', 'is no code of it', () => task((it) => set(it, { businessStatus: outcome('granted') }))],
  ['request', 'did not match', () => task((it) => set(it, { intent: 'order' }))],
  ['request', 'Missing required', () => task((it) => void delete it.focus)],
  ['request', "slice 'decidedBy'", () => decided((it) => void it.extension?.push(...(it.extension ?? [])))],
  [
    'request',
    'is not defined',
    () => task((it) => set(it, { extension: [{ url: 'urn:reslot:new', valueString: 'x' }] })),
  ],
  [
    'request',
    'is not for Task',
    () => task((it) => set(it, { extension: [{ url: 'urn:reslot:portal-access', valueBoolean: true }] })),
  ],
  ['reschedule-request', 'res-1', () => portal('request-to-cancel')],
  ['reschedule-request', 'res-2', () => task((it) => void it.input?.push(...(it.input ?? [])))],
  ['reschedule-request', 'res-3', () => task((it) => set(period(it), { start: '2026-11-25T14:00:00' }))],
  ['reschedule-request', 'res-4', () => task((it) => set(period(it), { end: '2026-11-25T13:00:00-06:00' }))],
  ['cancel-request', 'can-1', () => portal('request-to-reschedule')],
  [
    'cancel-request',
    'can-2',
    () => task((it) => set(it, { code: { coding: [{ ...it.code?.coding?.[0], code: 'abort' }] } })),
  ],
  ['new-appointment-request', 'nap-1', () => portal('request-to-reschedule')],
  [
    'new-appointment-request',
    'nap-2',
    () => task((it) => void delete it.input, 'request-for-new-appointment'),
  ],
  ['decided-request', 'dec-1', () => decided(untagged)],
  ['decided-request', 'dec-2', () => decided((it) => set(it, { status: 'failed' }))],
  ['decided-request', 'dec-3', () => decided((it) => set(it, { businessStatus: outcome('denied') }))],
  [
    'decided-request',
    'dec-4',
    () => decided((it) => set(it, { businessStatus: outcome('approved') }), 'deny'),
  ],
  [
    'decided-request',
    'dec-5',
    () => decided((it) => set(it, { businessStatus: outcome('approved') }), 'proposal-declined'),
  ],
  [
    'decided-request',
    'dec-6',
    () => decided((it) => set(it, { businessStatus: outcome('denied') }), 'superseded'),
  ],
  ['decided-request', 'dec-7', () => decided((it) => void delete it.restriction, 'propose')],
  ['decided-request', 'dec-7', () => decided((it) => void delete it.output, 'propose')],
  [
    'decided-request',
    'dec-8',
    () =>
      decided((it) => void it.extension?.push(...(written<Task>('open-at-a-desk', 'Task').extension ?? []))),
  ],
  [
    'leased-request',
    'lea-1',
    () => changed(written<Task>('open-at-a-desk', 'Task'), (it) => void delete it.extension),
  ],
  [
    'leased-request',
    "slice 'desk-id'",
    () => changed(written<Task>('open-at-a-desk', 'Task'), without('desk-id')),
  ],
  ['decided-request', "slice 'decision'", () => decided(without('decision'))],
  [
    'visit',
    'vis-1',
    () => visit((it) => void it.participant.push({ actor: { reference: 'Patient/2' }, status: 'accepted' })),
  ],
  ['visit', 'vis-2', () => visit((it) => void it.participant.splice(1, 1))],
  ['visit', 'vis-3', () => visit((it) => void it.participant.splice(2, 1))],
  [
    'visit',
    'vis-4',
    () => visit((it) => void it.identifier?.push({ system: 'urn:reslot:uid', value: 'another' })),
  ],
  ['visit', 'vis-5', () => visit((it) => set(it, { end: '2026-11-24T08:30:00-06:00' }))],
  ['visit', 'vis-6', () => visit((it) => void it.participant.splice(0, 1))],
  [
    'visit',
    "slice 'sequence'",
    () => after((it) => void it.extension?.push({ url: 'urn:reslot:sequence', valueInteger: 9 })),
  ],
  ['written-visit', 'wri-1', () => after(untagged)],
  ['written-visit', 'wri-2', () => after((it) => void delete it.identifier)],
  [
    'written-visit',
    'wri-3',
    () => after((it) => set(it, { cancelationReason: { text: 'Why not' } }), 'cancel'),
  ],
  ['booking', 'boo-1', () => after((it) => void it.identifier?.pop(), 'book')],
  [
    'booking',
    'boo-2',
    () => after((it) => void Object.assign(it.participant[0] ?? {}, { status: 'tentative' }), 'book'),
  ],
  ['proposal', 'pro-1', () => after((it) => void it.identifier?.pop(), 'propose', 1)],
  [
    'proposal',
    'pro-2',
    () => after((it) => void Object.assign(it.participant[0] ?? {}, { status: 'accepted' }), 'propose', 1),
  ],
  [
    'proposal',
    'pro-3',
    () => after((it) => set(it, { supportingInformation: [{ display: 'that one' }] }), 'propose', 1),
  ],
  ['answer', 'ans-1', () => answer((it) => set(it, { appointment: { display: 'that one' } }))],
  ['answer', 'ans-2', () => answer((it) => set(it, { actor: { reference: 'RelatedPerson/1' } }))],
  ['answer', 'ans-3', () => answer((it) => set(it, { participantStatus: 'tentative' }))],
  ['answer', 'ans-4', () => answer((it) => set(it, { comment: 'If it does not rain' }))],
  ['answer', 'ans-4', () => answer((it) => set(it, { start: '2026-12-02T10:00:00-06:00' }))],
  ['answer', 'ans-4', () => answer((it) => set(it, { end: it.start }), 'answer-own-time')],
  ['patient', 'pat-1', () => patient((it) => void delete it.name)],
  ['patient', 'pat-2', () => patient((it) => void delete it.telecom)],
  [
    'patient',
    "slice 'portalAccess'",
    () => patient((it) => void it.extension?.push(...(it.extension ?? []))),
  ],
  ['new-patient', 'new-1', () => added(untagged)],
  ['new-patient', 'new-2', () => added((it) => void delete it.identifier)],
  [
    'new-patient',
    'new-3',
    () => added((it) => set(it, { extension: portal<Patient>('patient').extension ?? [] })),
  ],
  ['practice-settings', 'set-1', () => section((it) => set(it, { code: { text: 'Settings' } }))],
  ['practice-settings', 'set-2', () => section((it) => set(it, { identifier: [{ value: 'policy' }] }))],
  [
    'practice-settings',
    "slice 'settings'",
    () => section((it) => set(it, { extension: [{ url: 'urn:other', valueString: 'x' }] })),
  ],
  ['practice-settings', "slice 'value'", () => section(without('value'))],
  [
    'decision',
    'dcn-1',
    () => bundle((it) => void Object.assign(it.entry?.[0]?.request ?? {}, { method: 'DELETE' })),
  ],
  ['decision', 'dcn-2', () => bundle((it) => void delete it.entry?.[0]?.request?.ifMatch)],
  ['decision', 'dcn-3', () => bundle((it) => void delete it.entry?.[0]?.request?.ifNoneExist, 'book')],
];

describe('refused', () => {
  test.each(REFUSED)('by %s: %s (%#)', (profile, rule, make) => {
    expect(fhirProfiles().warnings(make(), profile).join('\n')).toContain(rule);
  });

  test.each(fhirProfiles().own.filter(({ type }) => type === 'Extension'))(
    'by the extension $url: a value of another type',
    ({ url, context, differential }) => {
      const type = (context?.[0]?.expression ?? '') as 'Task';
      const simple = differential?.element.some(({ id, min }) => id === 'Extension.value[x]' && min === 1);
      const wrong = simple
        ? { url, valueCode: 'x' }
        : {
            url,
            extension: [
              { url: 'desk', valueCode: 'x' },
              { url: 'decision', valueCode: 'x' },
            ],
          };
      const resource = { resourceType: type, extension: [wrong] } as unknown as Resource;
      const found = fhirProfiles().problems(resource);
      expect(found.filter((one) => one.includes('Extension'))).not.toEqual([]);
    },
  );

  test('each rule of a profile refuses something', () => {
    const rules = structures
      .filter(({ url }) => url.startsWith(PROFILES))
      .flatMap(({ differential }) => differential?.element ?? [])
      .flatMap(({ constraint }) => constraint?.map(({ key }) => key) ?? []);
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules.filter((key) => !REFUSED.some(([, rule]) => rule === key))).toEqual([]);
  });
});

describe('what a desk needs of a portal', () => {
  const needed = at<CapabilityStatement>('capability/portal.json');
  /** A server that says of itself what the statement asks for, and has nothing. */
  const serverLike = (statement: CapabilityStatement): Portal => ({
    send: async ({ url }) => ({
      kind: 'answer',
      status: 200,
      body: url === 'metadata' ? statement : { resourceType: 'Bundle', type: 'searchset', total: 0 },
      retryAfterMs: null,
    }),
  });
  const isMust = (part: { extension?: { valueCode?: string }[] }) =>
    part.extension?.some(({ valueCode }) => valueCode === 'SHALL') ?? false;

  test('a server that offers just that passes the connection test', async () => {
    const found = await testPortal(serverLike(needed));
    expect(found.findings.filter(({ level }) => level !== 'good')).toEqual([]);
    expect(found.ok).toBe(true);
  });

  test('only what has to be there, and the test passes still', async () => {
    const least = structuredClone(needed);
    for (const rest of least.rest ?? []) {
      rest.resource = (rest.resource ?? []).filter(isMust);
      for (const one of rest.resource) {
        one.interaction = (one.interaction ?? []).filter(isMust);
        one.searchParam = (one.searchParam ?? []).filter(isMust);
      }
    }
    expect((await testPortal(serverLike(least))).ok).toBe(true);
    expect(least.rest?.[0]?.resource?.map(({ type }) => type).sort()).toEqual(PULLED_TYPES.toSorted());
  });

  test('a server without one search it has to offer does not pass', async () => {
    for (const type of PULLED_TYPES) {
      const lacking = structuredClone(needed);
      for (const one of lacking.rest?.[0]?.resource ?? [])
        if (one.type === type)
          one.searchParam = (one.searchParam ?? []).filter(({ name }) => name !== '_lastUpdated');
      expect((await testPortal(serverLike(lacking))).ok).toBe(false);
    }
  });

  test('every profile is named where its type is', () => {
    const supported = needed.rest?.flatMap(({ resource }) => resource ?? []) ?? [];
    for (const { url, type } of structures.filter(
      (one) => one.url.startsWith(PROFILES) && one.type !== 'Bundle',
    ))
      expect(supported.find((one) => one.type === type)?.supportedProfile).toContain(url);
  });
});
