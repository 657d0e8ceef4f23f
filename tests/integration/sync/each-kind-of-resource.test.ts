import { globSync, readFileSync } from 'node:fs';
import type { Appointment, Resource, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { findPatient } from '../../../src-main/db/queries/people.ts';
import type { PortalAnswer } from '../../../src-main/ports.ts';
import type { JsonObject } from '../../../src-main/sync/fhir/json.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { addDays, type PlainDate, plainTimeOf } from '../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { type CommandInput, type CommandOutput, contract } from '../../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../../src-shared/ipc/names.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { withStrange } from '../../fuzz/strange-portal.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk } from '../../support/portal-desk.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

/**
 * Each resource of `tests/fixtures/fhir`, as a desk has it after one load: what it shows, whose time is taken, and what stands under
 * Needs attention, by the table there.
 */
const FOLDER = 'tests/fixtures/fhir';
const { zone } = defaultRules.practice;
const META = { versionId: '1', lastUpdated: '2026-11-20T14:00:00.000Z' };
const NOW = Date.parse('2026-11-20T15:00:00Z');
/** Stands for itself in the files. */
const PHOTO = 'A'.repeat(120_000);

const files = globSync(`${FOLDER}/**/*.json`)
  .map((path) => path.replaceAll('\\', '/').slice(FOLDER.length + 1, -'.json'.length))
  .sort();

const fixture = (name: string): Resource & { readonly id: string } =>
  JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8').replace('(120,000 characters)', PHOTO));

/** The lines of the table there. */
const lines = readFileSync(`${FOLDER}/README.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'));

/** The visits that requests are about, and those proposed instead: on days of their own. */
function visitsFor(requests: readonly string[], answers: readonly string[]): Resource[] {
  const ana = { actor: { reference: 'Patient/ana' }, status: 'accepted' } as const;
  const okafor = { actor: { reference: 'Practitioner/okafor' }, status: 'accepted' } as const;
  const main = { actor: { reference: 'Location/main' }, status: 'accepted' } as const;
  const visit = (id: string, day: number, over: Partial<Appointment> = {}): Appointment =>
    appointmentResource({
      id,
      ...times(addDays('2027-03-03', day)),
      participant: [ana, okafor, main],
      ...over,
    });
  const ofAna = { reference: 'Patient/ana' };
  const awaiting = (name: string): Task => ({
    ...rescheduleTask({ id: `task-${name}`, status: 'on-hold', for: ofAna, requester: ofAna, note: [] }),
    focus: { reference: `Appointment/for-${name}` },
    output: [{ type: { text: 'proposal' }, valueReference: { reference: `Appointment/proposal-${name}` } }],
    restriction: { period: { end: '2026-12-20T08:30:00-06:00' } },
  });
  return [
    ...requests.map((name, at) => visit(`for-${name}`, at)),
    ...answers.flatMap((name, at) => [
      visit(`for-${name}`, 100 + at),
      visit(`proposal-${name}`, 200 + at, {
        status: 'pending',
        supportingInformation: [{ reference: `Appointment/for-${name}` }],
      }),
      awaiting(name),
    ]),
  ];
}

const times = (date: PlainDate) => ({ start: `${date}T09:00:00-06:00`, end: `${date}T09:30:00-06:00` });

const namesIn = (folder: string) =>
  files.flatMap((name) => (name.startsWith(`${folder}/`) ? [name.slice(folder.length + 1)] : []));

/** What is sent comes to nothing: what a desk decides by itself waits. */
const AWAY: PortalAnswer = { kind: 'none', why: 'unreachable', detail: 'away' };

/** What the window is told; it is what the contract says, or the window would show nothing of it. */
async function look<N extends CommandName>(
  desk: PortalDesk,
  name: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const value = await desk.ask(name, input);
  expect(contract[name].output.safeParse(value).error, name).toBeUndefined();
  return value;
}

interface Shown {
  readonly desk: PortalDesk;
  readonly requests: readonly RequestRow[];
  readonly attention: readonly AttentionItem[];
}

async function load(): Promise<Shown> {
  const resources = [
    ...files.map(fixture),
    ...visitsFor(namesIn('task'), namesIn('appointment-response')),
  ].map((one) => ({ ...one, meta: META }) as unknown as JsonObject);
  const strange = withStrange(resources);
  const { open } = await openSmallClinic();
  const desk = open({
    rules: { policy: { approval: { mode: 'always' }, charges: { mode: 'none' } } },
    between: async (request, send) => (request.method === 'POST' ? AWAY : strange(request, send)),
  });
  await desk.settle();
  const pages = await Promise.all(
    (['inbox', 'awaiting', 'history'] as const).map((view) =>
      look(desk, 'requests.list', { ...WHOLE_INBOX, view, limit: 200 }),
    ),
  );
  return {
    desk,
    requests: pages.flatMap(({ rows }) => rows),
    attention: await look(desk, 'attention.list', undefined),
  };
}

const NOTHING = 'nothing';
const listed = (parts: readonly string[]): string => parts.join('; ') || NOTHING;

/** What stands on the day of an Appointment, and on the days after as far as it goes. */
async function onSchedule({ desk }: Shown, date: PlainDate): Promise<string> {
  const { days } = await look(desk, 'schedule.days', {
    from: date,
    days: 1,
    practitionerId: null,
    includeCancelled: true,
  });
  return listed((days[0]?.appointments ?? []).map(visitWords));
}

function visitWords(view: AppointmentView): string {
  const at = [view.start, view.end].map((instant) => plainTimeOf(instant, zone)).join('–');
  const { busy, patientName, practitionerName, status } = view;
  if (busy !== null) return `${patientName} ${at} · ${practitionerName || 'everybody'}`;
  const place = t.visit.placeWords({ ...view, type: { ...view.type, display: short(view.type.display) } });
  return `${t.requests.STATUS[status]} ${at}: ${patientName} · ${place}`;
}

const short = (text: string): string => (text.length > 60 ? `${text.length} characters` : text);

/** Which of two providers cannot be booked then. */
async function takenOf({ desk }: Shown, date: PlainDate, start: string): Promise<string> {
  const taken: string[] = [];
  for (const [practitionerId, name] of [
    ['okafor', 'Okafor'],
    ['adams', 'Adams'],
  ] as const) {
    const found = await look(desk, 'schedule.freeSlots', {
      date,
      practitionerId,
      minutes: 15,
      movingAppointmentId: null,
    });
    if (!found.some((slot) => plainTimeOf(slot.start, zone) === start)) taken.push(name);
  }
  return taken.join(' and ') || 'nobody';
}

function requestWords({ requests }: Shown, id: string): string {
  const row = requests.find((one) => one.id === id);
  return row === undefined ? NOTHING : rowWords(row);
}

function rowWords(row: RequestRow): string {
  const { outcome, mark, state, kind, note } = row;
  const how = outcome === null ? state : `${state} (${t.requests.OUTCOME[outcome]})`;
  const obstacles = row.obstacles.flatMap((obstacle) =>
    t.obstacles.obstacleSentences(obstacle, row, { zone, now: NOW }).map(({ text }) => text),
  );
  return [
    `${kind} of ${row.patientName}, ${how}`,
    ...(mark === null ? [] : [t.requests.MARK[mark]]),
    ...(note === '' ? [] : [`"${note.replaceAll('\n', ' ')}"`]),
    ...obstacles,
  ].join('. ');
}

async function shownOf(all: Shown, name: string): Promise<readonly [string, string]> {
  const [folder = '', id = ''] = name.split('/');
  const { desk } = all;
  switch (folder) {
    case 'appointment': {
      const { start = '', end = start } = fixture(name) as Appointment;
      if (start === '') return [NOTHING, 'nobody'];
      const date = start.slice(0, 10);
      const taken = await takenOf(all, date, '10:00');
      const next =
        end.slice(0, 10) > date ? `; ${await takenOf(all, addDays(date, 1), '10:00')} the day after` : '';
      return [await onSchedule(all, date), `${taken}${next}`];
    }
    case 'patient':
      return [await patientWords(desk, id), '—'];
    case 'practitioner':
    case 'location': {
      const directory = await look(desk, 'directory.get', undefined);
      const all = folder === 'location' ? directory.locations : directory.practitioners;
      const known = all.find((one) => one.id === id);
      return [known ? `${known.name || '(no name)'}${known.active ? '' : ', not offered'}` : NOTHING, '—'];
    }
    case 'task':
      return [requestWords(all, id), '—'];
    case 'appointment-response':
      return [requestWords(all, `task-${id}`), '—'];
    default:
      return [NOTHING, '—'];
  }
}

async function patientWords(desk: PortalDesk, id: string): Promise<string> {
  if (findPatient(desk.db, id) === null) return NOTHING;
  const card = await look(desk, 'patients.get', { id });
  const access = card.portalAccess ? '' : ', no portal access';
  return `${card.name}, ${t.patients.identityWords(card)}${access}`;
}

function attentionWords({ attention }: Shown, { resourceType, id }: Resource): string {
  const item = attention.find(
    (one) => one.kind === 'quarantine' && one.resourceType === resourceType && one.resourceId === id,
  );
  if (item?.kind !== 'quarantine') return NOTHING;
  const { asks } = item;
  return [
    `${t.attention.itemTitle(item)}: ${t.attention.quarantineSentence(item.reason)}`,
    ...(asks?.patientName == null ? [] : [asks.patientName]),
    ...(asks?.visit == null ? [] : ['about a visit']),
    ...(asks === null || asks.times.length === 0
      ? []
      : [t.attention.namesTimesSentence(asks.times, { zone, now: NOW })]),
  ].join(' · ');
}

test('each is shown, takes its time, and needs attention as the table says', async () => {
  const shown = await load();
  const found: string[] = [];
  for (const name of files) {
    const resource = fixture(name);
    const cells = [...(await shownOf(shown, name)), attentionWords(shown, resource)];
    found.push(`| \`${name}\` | ${cells.join(' | ')} |`);
  }
  expect(found).toEqual(lines);
});
