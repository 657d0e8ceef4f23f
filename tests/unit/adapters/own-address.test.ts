import { expect, test } from 'vitest';
import { createOwnAddress } from '../../../src-main/adapters/own-address.ts';

const BASE = new URL('https://portal.example/gw/fhir/');

/** An answer as the desk takes it, asked for at this place under the base. */
function read(body: unknown, asked = 'Task?_count=2'): unknown {
  return readAt(createOwnAddress(BASE), body, asked);
}

function readAt(own: ReturnType<typeof createOwnAddress>, body: unknown, asked: string): unknown {
  const text = JSON.stringify(body);
  return own.inOwnWords({ body: JSON.parse(text), text, asked: new URL(asked, BASE) });
}

const page = (self: string | null, next: string) => ({
  resourceType: 'Bundle',
  link: [...(self === null ? [] : [{ relation: 'self', url: self }]), { relation: 'next', url: next }],
});

test.each<[string, string | null, string, string, string?]>([
  ['under its own address', `${BASE}Task?_count=2`, `${BASE}Task?page=2`, `${BASE}Task?page=2`],
  [
    'behind a gateway',
    'http://fhir.internal:8080/r4/Task?_count=2',
    'http://fhir.internal:8080/r4/Task?page=2',
    `${BASE}Task?page=2`,
  ],
  [
    'HAPI’s, on the base',
    'http://in:80/fhir/Task?_count=2',
    'http://in:80/fhir?_getpages=x',
    'https://portal.example/gw/fhir?_getpages=x',
  ],
  [
    'the next of those',
    'http://in/fhir?_getpages=x',
    'http://in/fhir?_getpages=y',
    'https://portal.example/gw/fhir?_getpages=y',
    '/gw/fhir?_getpages=x',
  ],
  ['with a slash', 'http://in/fhir/Task/?_count=2', 'http://in/fhir/Task/?t=2', `${BASE}Task/?t=2`],
  ['a query alone', null, '?ct=2', `${BASE}Task?ct=2`],
  ['a query alone, behind a gateway', 'http://in/fhir/Task?a=1', '?ct=2', `${BASE}Task?ct=2`],
  ['a path of the server’s', 'http://in/r4/Task?a=1', '/r4/Task?page=2', `${BASE}Task?page=2`],
  [
    'of the same host without TLS, where nothing says so',
    null,
    'http://portal.example/gw/fhir/Task?page=2',
    `${BASE}Task?page=2`,
  ],
  [
    'of the same host at another port',
    null,
    'http://portal.example:8080/gw/fhir?_getpages=x',
    'http://portal.example:8080/gw/fhir?_getpages=x',
  ],
  [
    'beside the base on the same host',
    null,
    'http://portal.example/gw/fhirs/Task?page=2',
    'http://portal.example/gw/fhirs/Task?page=2',
  ],
  ['relative to the base', null, 'Task?page=2', 'Task?page=2'],
  [
    'elsewhere, and it does not say why',
    null,
    'http://elsewhere.example/fhir/Task?page=2',
    'http://elsewhere.example/fhir/Task?page=2',
  ],
  [
    'elsewhere than it says itself',
    'http://in/fhir/Task?a=1',
    'http://elsewhere.example/fhir/Task',
    'http://elsewhere.example/fhir/Task',
  ],
  ['a place beside its base', 'http://in/fhir/Task?a=1', 'http://in/fhirs/Task', 'http://in/fhirs/Task'],
  [
    'a self of something else',
    'http://in/fhir/Patient?a=1',
    'http://in/fhir/Patient?b=2',
    'http://in/fhir/Patient?b=2',
  ],
])('the next page, %s', (_what, self, next, expected, asked = 'Task?_count=2') => {
  const { link } = read(page(self, next), asked) as { link: { relation: string; url: string }[] };
  expect(link.find(({ relation }) => relation === 'next')?.url).toBe(expected);
});

const referring = (reference: string) => ({ focus: { reference }, for: [{ actor: { reference } }] });

test.each([
  ['of the server asked', `${BASE}Appointment/1`, 'Appointment/1'],
  ['of the server by its own name', 'http://in/fhir/Appointment/1/_history/3', 'Appointment/1/_history/3'],
  ['of the server asked, without TLS', 'http://portal.example/gw/fhir/Appointment/1', 'Appointment/1'],
  ['of the server by its own name, with TLS', 'https://in/fhir/Appointment/1', 'Appointment/1'],
  ['of another port', 'http://portal.example:8080/gw/fhir/P/1', 'http://portal.example:8080/gw/fhir/P/1'],
  ['of another server', 'http://other/fhir/Appointment/1', 'http://other/fhir/Appointment/1'],
  ['of a place beside', 'http://in/fhirs/Appointment/1', 'http://in/fhirs/Appointment/1'],
  ['contained', '#1', '#1'],
])('a reference to a resource %s', (_what, reference, expected) => {
  const body = {
    ...page('http://in/fhir/Task?_count=2', 'Task?page=2'),
    entry: [{ resource: { note: 'http://in/fhir/Appointment/1', ...referring(reference) } }],
  };
  expect(read(body)).toMatchObject({
    entry: [{ resource: { note: 'http://in/fhir/Appointment/1', ...referring(expected) } }],
  });
});

test('a single resource knows the server only by the address it is asked at', () => {
  expect(read(referring(`${BASE}Patient/1`), 'Task/1')).toEqual(referring('Patient/1'));
  expect(read(referring('http://in/fhir/Patient/1'), 'Task/1')).toEqual(
    referring('http://in/fhir/Patient/1'),
  );
});

test('whose an address is, is unsure until a page has said how the server calls itself', () => {
  const own = createOwnAddress(BASE);
  const unsure = (body: unknown) => own.isUnsure({ body, text: JSON.stringify(body) });
  expect(unsure(referring(`${BASE}Patient/1`))).toBe(false);
  expect(unsure(referring('Patient/1'))).toBe(false);
  expect(unsure(referring('https://names.example/about'))).toBe(false);
  const inside = referring('http://in/fhir/Patient/1/_history/2');
  expect(unsure(inside)).toBe(true);
  expect(unsure({ ...page('http://in/fhir/Task', 'x'), ...inside })).toBe(false);
  readAt(own, page('http://in/fhir/Task?_count=1', 'x'), 'Task?_count=1');
  expect(unsure(inside)).toBe(false);
  // Another server, or this one started anew under another name.
  const other = referring('http://other/fhir/Patient/1');
  expect(unsure(other)).toBe(true);
  own.leaveToOthers({ body: other });
  expect(unsure(other)).toBe(false);
  expect(unsure(referring('http://third/fhir/Patient/1'))).toBe(true);
});

test('what is nested deeper than anybody can read is left, and the rest is read', () => {
  let deep: unknown = { reference: `${BASE}Patient/1` };
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  const body = { deep, ...referring(`${BASE}Patient/2`) };
  expect(
    createOwnAddress(BASE).inOwnWords({ body, text: `"reference":"${BASE}`, asked: BASE }),
  ).toMatchObject(referring('Patient/2'));
});

test('what is no answer of FHIR’s stays as it is', () => {
  for (const body of [null, 'text', 7, [], { resourceType: 'Bundle', link: 'none' }])
    expect(read(body)).toEqual(body);
});
