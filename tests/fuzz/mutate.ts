import type { JsonObject } from '../../src-main/sync/fhir/json.ts';

/** Numbers from 0 up to but not including 1, the same for the same seed. */
export type Random = () => number;

type Path = readonly (string | number)[];

/** The resource with one to four things changed in it that no server should send, or that few do. Its type and id stay. */
export function mutate(resource: JsonObject, random: Random): JsonObject {
  let body: unknown = structuredClone(resource);
  const times = 1 + Math.floor(random() * 4);
  for (let n = 0; n < times; n += 1) {
    const paths = pathsOf(body).filter(([first]) => first !== 'resourceType' && first !== 'id');
    const path = pick(paths, random);
    if (path) body = changed(body, path, change(random));
  }
  return body as JsonObject;
}

export const pick = <T>(list: readonly T[], random: Random): T | undefined =>
  list[Math.floor(random() * list.length)];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || at.length > 12) return [at];
  const within = Object.entries(value).flatMap(([key, one]) =>
    pathsOf(one, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return at.length === 0 ? within : [at, ...within];
}

type Change = (value: unknown) => unknown;
/** Takes the element away. */
const GONE = Symbol('gone');

function change(random: Random): Change {
  const strange = pick(STRANGE, random);
  const kinds: readonly Change[] = [
    () => GONE,
    () => strange,
    () => strange,
    () => pick(WORDS, random),
    () => pick(TIMES, random),
    () => pick(REFERENCES, random),
    // Cardinalities: one where there are many, and many where there is one.
    (value) => (Array.isArray(value) ? value[0] : [value]),
    (value) => (Array.isArray(value) ? [...value, ...value] : [value, value]),
    (value) => (Array.isArray(value) ? value.toReversed() : { value }),
    (value) => (Array.isArray(value) ? [null, ...value] : value),
    (value) => nested(value, 1 + Math.floor(random() * 3000)),
  ];
  return pick(kinds, random) ?? (() => GONE);
}

function nested(value: unknown, depth: number): unknown {
  let at = value;
  for (let n = 0; n < depth; n += 1) at = [at];
  return at;
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  [],
  {},
  [null],
  [[]],
  { reference: {} },
  '\u0000\u202e\ud800',
  '<script>',
  'x'.repeat(300_000),
  '__proto__',
];

/** Codes of the statuses and kinds that R4 knows, right and wrong at their place. */
const WORDS: readonly string[] = [
  ...['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error'],
  ...['checked-in', 'waitlist', 'draft', 'requested', 'received', 'accepted', 'rejected', 'ready'],
  ...['in-progress', 'on-hold', 'failed', 'completed', 'declined', 'tentative', 'needs-action'],
  ...['replace', 'change', 'abort', 'fulfill', 'phone', 'sms', 'old', 'official', 'urn:reslot:uid'],
];

const TIMES: readonly string[] = [
  '2026',
  '2026-11',
  '2026-11-24',
  '2026-11-24T09:00:00',
  '2026-11-24T09:00:00Z',
  '2026-11-24T09:00:00.123456789+14:00',
  '2026-02-30T09:00:00Z',
  '2026-11-24T23:59:60Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '-2026-11-24T09:00:00Z',
  '2016-11-24T09:00:00Z',
  'tomorrow',
];

const REFERENCES: readonly string[] = [
  'Patient/patient-1',
  'Patient/strange-0',
  'Patient/nobody',
  'Practitioner/practitioner-1',
  'PractitionerRole/role-1',
  'RelatedPerson/mother',
  'Appointment/strange-0',
  'Appointment/nowhere',
  '#contained',
  'urn:uuid:0b5a3c1e-0000-4000-8000-000000000000',
  'https://elsewhere.example/fhir/Patient/patient-1',
  'Patient/patient-1/_history/3',
  '../../metadata',
  'Patient?identifier=1',
];

function changed(value: unknown, [key, ...rest]: Path, by: Change): unknown {
  if (key === undefined) return by(value);
  if (Array.isArray(value)) {
    const after = changed(value[Number(key)], rest, by);
    return after === GONE ? value.toSpliced(Number(key), 1) : value.with(Number(key), after);
  }
  const { [key]: before, ...others } = value as Record<string, unknown>;
  const after = changed(before, rest, by);
  return after === GONE ? others : { ...others, [key]: after };
}
