import type { Basic } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import type { Block } from '../../../src-shared/domain/blocked-time.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { CancellationPolicy } from '../../../src-shared/domain/practice.ts';
import type { PracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import { cancelTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, type SmallClinic } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const BASE_URL = 'https://portal.example/fhir';
const NEVER: CancellationPolicy = { approval: { mode: 'never' }, charges: { mode: 'none' } };
const ALWAYS: CancellationPolicy = { approval: { mode: 'always' }, charges: { mode: 'none' } };
const WITHIN_9: CancellationPolicy = { approval: { mode: 'within', days: 9 }, charges: { mode: 'none' } };

const DOWN: PortalAnswer = { kind: 'none', why: 'unreachable', detail: 'down' };
const LOST: PortalAnswer = { kind: 'none', why: 'connection-lost', detail: 'lost' };
const refusal = (status: number, text = 'not here'): PortalAnswer => ({
  kind: 'answer',
  status,
  body: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'processing', details: { text } }],
  },
  retryAfterMs: null,
});

/** What stands between a desk and the portal: a test changes it. */
function line() {
  const net: {
    answer: (request: PortalRequest, send: () => Promise<PortalAnswer>) => Promise<PortalAnswer>;
  } = { answer: (_, send) => send() };
  return {
    net,
    up: () => {
      net.answer = (_, send) => send();
    },
    down: () => {
      net.answer = async () => DOWN;
    },
    between: (request: PortalRequest, send: (request: PortalRequest) => Promise<PortalAnswer>) =>
      net.answer(request, () => send(request)),
  };
}

const isAboutSettings = ({ url, body }: PortalRequest): boolean =>
  url.startsWith('Basic') || (JSON.stringify(body) ?? '').includes('"Basic"');
const isReading = ({ url }: PortalRequest): boolean => url.startsWith('Basic');
const isWriting = (request: PortalRequest): boolean => isAboutSettings(request) && !isReading(request);

const kept = ({ portal }: SmallClinic, section: PracticeSection) =>
  portal.search<Basic>(`Basic?identifier=urn:reslot:settings|${section}`);
const settled = async (...desks: PortalDesk[]) => {
  for (const desk of desks) await desk.settle();
};
const rules = async (desk: PortalDesk) => (await desk.ask('settings.get', undefined)).rules;
const policy = async (desk: PortalDesk) => (await rules(desk)).policy;
const sharing = async (desk: PortalDesk, section: PracticeSection = 'policy') =>
  (await desk.ask('settings.get', undefined)).sharing.sections[section];
const savePolicy = (desk: PortalDesk, value: CancellationPolicy, seen?: string | null) =>
  desk.ask('settings.save', { rules: { policy: value }, ...(seen === undefined ? {} : { seen }) });
const restart = async (
  clinic: SmallClinic,
  desk: PortalDesk,
  options: Parameters<SmallClinic['open']>[0],
) => {
  await Promise.all([desk.core.stop(), clinic.clock.advance(10_000)]);
  const again = clinic.open({ baseUrl: BASE_URL, ...options, database: desk });
  await again.settle();
  return again;
};

async function twoDesks() {
  const clinic = await openSmallClinic();
  const [first, second] = [line(), line()];
  const one = clinic.open({ seed: 1, baseUrl: BASE_URL, between: first.between });
  const two = clinic.open({ seed: 2, baseUrl: BASE_URL, between: second.between });
  await settled(one, two);
  return { clinic, one, two, first, second };
}

describe('what is saved at one desk', () => {
  test('counts at the other within two polls, and is announced there', async () => {
    const { clinic, one, two } = await twoDesks();
    await savePolicy(one, ALWAYS);
    await one.settle();
    two.events.length = 0;
    await clinic.clock.advance(2 * MINUTE);
    expect(await policy(two)).toEqual(ALWAYS);
    expect(two.events).toContainEqual({
      type: 'changed',
      topics: ['directory', 'requests', 'schedule', 'settings'],
    });
    expect(await sharing(two)).toMatchObject({
      version: '1',
      saved: { deskName: 'Desk 1', byThisDesk: false },
      own: null,
    });
    expect(await sharing(one)).toMatchObject({ saved: { byThisDesk: true }, own: null });
    expect(await kept(clinic, 'policy')).toHaveLength(1);
    // Nobody saved the others.
    expect(await clinic.portal.search('Basic')).toHaveLength(1);
  });

  test('stands beside what is saved of another section elsewhere at the same moment', async () => {
    const { one, two } = await twoDesks();
    await Promise.all([
      savePolicy(one, ALWAYS),
      two.ask('settings.save', { rules: { undoSeconds: 3, proposalExpiryHours: 20 } }),
    ]);
    await settled(one, two);
    for (const desk of [one, two])
      expect(await rules(desk)).toEqual({
        ...defaultRules,
        policy: ALWAYS,
        undoSeconds: 3,
        proposalExpiryHours: 20,
      });
  });

  test('survives a restart without the portal, for however long', async () => {
    const { clinic, one, two, second } = await twoDesks();
    await savePolicy(one, ALWAYS);
    await settled(one, two);
    second.down();
    const again = await restart(clinic, two, { seed: 2, between: second.between });
    await clinic.clock.advance(10 * MINUTE);
    expect(await policy(again)).toEqual(ALWAYS);
    expect(await sharing(again)).toMatchObject({ saved: { deskName: 'Desk 1' } });
  });

  test('and saved there again goes on from it', async () => {
    const { one, two } = await twoDesks();
    await savePolicy(one, ALWAYS);
    await settled(one, two);
    await savePolicy(two, NEVER);
    await settled(one, two);
    expect(await policy(one)).toEqual(NEVER);
    expect(await sharing(one)).toMatchObject({ version: '2', saved: { deskName: 'Desk 2' } });
  });

  test('keeps what others have added to the resource', async () => {
    const { clinic, one } = await twoDesks();
    await savePolicy(one, ALWAYS);
    await one.settle();
    const [found] = await kept(clinic, 'policy');
    if (!found) throw new Error('nothing was shared');
    await clinic.portal.put({
      ...found,
      identifier: [...(found.identifier ?? []), { system: 'urn:other', value: '7' }],
      extension: [...(found.extension ?? []), { url: 'urn:other', valueString: 'kept' }],
      author: { display: 'Somebody' },
    } as Basic);
    await settled(one);
    await savePolicy(one, NEVER);
    await one.settle();
    const [after] = await kept(clinic, 'policy');
    expect(after?.author).toEqual({ display: 'Somebody' });
    expect(after?.identifier).toContainEqual({ system: 'urn:other', value: '7' });
    expect(after?.extension).toContainEqual({ url: 'urn:other', valueString: 'kept' });
    expect(await policy(one)).toEqual(NEVER);
    expect((await sharing(one)).own).toBeNull();
  });

  test('costs an idle desk one request a minute', async () => {
    const { clinic, one } = await twoDesks();
    await savePolicy(one, ALWAYS);
    await one.settle();
    one.asked.length = 0;
    await clinic.clock.advance(5 * MINUTE);
    expect(one.asked.filter(isAboutSettings)).toHaveLength(5);
  });
});

describe('first contact', () => {
  test('a desk as it was installed creates nothing, and takes what is there without a word', async () => {
    const { clinic, one, two } = await twoDesks();
    await clinic.clock.advance(5 * MINUTE);
    expect(await clinic.portal.search('Basic')).toEqual([]);
    await savePolicy(one, NEVER);
    await one.settle();
    const third = clinic.open({ seed: 3, baseUrl: BASE_URL });
    await third.settle();
    expect(await policy(third)).toEqual(NEVER);
    expect((await sharing(third)).own).toBeNull();
    await settled(two);
    expect(await kept(clinic, 'policy')).toHaveLength(1);
  });

  test('what a desk was set up with before it shared anything is created, and the next one’s is kept for a choice', async () => {
    const clinic = await openSmallClinic();
    const offline = line();
    offline.down();
    const desks = [
      clinic.open({ seed: 1, between: offline.between }),
      clinic.open({ seed: 2, between: offline.between }),
    ];
    for (const [index, desk] of desks.entries()) {
      await desk.settle();
      await Promise.all([desk.core.stop(), clinic.clock.advance(10_000)]);
      writeSetting(desk.db, 'rules', {
        ...defaultRules,
        policy: index === 0 ? ALWAYS : WITHIN_9,
        undoSeconds: 3,
      });
    }
    const [one, two] = [
      clinic.open({ seed: 1, database: desks[0] as PortalDesk }),
      clinic.open({ seed: 2, database: desks[1] as PortalDesk }),
    ];
    await settled(one, two);
    await settled(one, two);
    expect(await policy(two)).toEqual(await policy(one));
    const conflicts = [await sharing(one), await sharing(two)].map(({ own }) => own?.standing ?? null);
    expect(conflicts.toSorted()).toEqual(['conflict', null].toSorted());
    // Both say the same of these, and neither had changed the others.
    expect((await sharing(two, 'times')).own).toBeNull();
    expect(await clinic.portal.search('Basic')).toHaveLength(2);
  });

  test('saved without a portal, one section says nothing of what the others began with', async () => {
    const clinic = await openSmallClinic();
    const wire = line();
    wire.down();
    const before = clinic.open({ seed: 1, baseUrl: BASE_URL, between: wire.between });
    await savePolicy(before, ALWAYS);
    wire.up();
    // The next version begins with other visit types.
    const after = await restart(clinic, before, {
      seed: 1,
      between: wire.between,
      rules: { visitTypes: defaultRules.visitTypes.slice(1) },
    });
    expect(await clinic.portal.search('Basic')).toHaveLength(1);
    expect((await sharing(after, 'visitTypes')).own).toBeNull();
    expect((await sharing(after)).own).toBeNull();
  });

  test('another portal is first contact again: theirs count there, what was saved here is kept', async () => {
    const { clinic, one, two } = await twoDesks();
    await savePolicy(one, ALWAYS);
    await two.ask('settings.save', { rules: { undoSeconds: 3, proposalExpiryHours: 20 } });
    await settled(one, two);
    const other = await openSmallClinic();
    const elsewhere = other.open({ seed: 9, baseUrl: 'http://other.example/fhir' });
    await savePolicy(elsewhere, WITHIN_9);
    await elsewhere.settle();

    const moved = await restart(clinic, one, {
      seed: 1,
      baseUrl: 'http://other.example/fhir',
      between: (request) => other.portal.send(request),
    });
    expect(await policy(moved)).toEqual(WITHIN_9);
    expect((await sharing(moved)).own).toMatchObject({ value: { policy: ALWAYS }, standing: 'conflict' });
    // Others saved these in the first portal: they count here, and are not brought into the second.
    expect((await rules(moved)).undoSeconds).toBe(3);
    expect(await other.portal.search('Basic')).toHaveLength(1);
  });

  test('without a portal everything counts at the desk, and is shared once there is one', async () => {
    const { clinic, one, two } = await twoDesks();
    await one.ask('settings.save', { portal: { kind: 'none' } });
    await savePolicy(one, ALWAYS);
    await clinic.clock.advance(5 * MINUTE);
    expect(await policy(one)).toEqual(ALWAYS);
    expect(await clinic.portal.search('Basic')).toEqual([]);
    await one.ask('settings.save', {
      portal: { kind: 'fhir', baseUrl: BASE_URL, signIn: { method: 'none' } },
    });
    await one.settle();
    await settled(two);
    expect(await policy(two)).toEqual(ALWAYS);
  });
});

describe('two who save the same section', () => {
  async function inConflict() {
    const all = await twoDesks();
    const { one, two, first } = all;
    await savePolicy(one, NEVER);
    await settled(one, two);
    first.down();
    await savePolicy(one, ALWAYS);
    await one.settle();
    expect(await policy(one)).toEqual(ALWAYS);
    expect((await sharing(one)).own).toMatchObject({ standing: 'waiting' });
    await savePolicy(two, WITHIN_9);
    await two.settle();
    first.up();
    await settled(one, two);
    return all;
  }

  test('the portal’s counts meanwhile, and nobody’s words are lost', async () => {
    const { one, two } = await inConflict();
    expect([await policy(one), await policy(two)]).toEqual([WITHIN_9, WITHIN_9]);
    expect(await sharing(one)).toMatchObject({
      version: '2',
      saved: { deskName: 'Desk 2' },
      own: { value: { policy: ALWAYS }, standing: 'conflict' },
    });
  });

  test('until a person chooses theirs', async () => {
    const { clinic, one } = await inConflict();
    await one.ask('settings.choose', { section: 'policy', choice: 'theirs', seen: '2' });
    await one.settle();
    expect(await sharing(one)).toMatchObject({ own: null, version: '2' });
    expect((await kept(clinic, 'policy'))[0]?.meta?.versionId).toBe('2');
  });

  test('or their own, also after a restart', async () => {
    const { clinic, one, two, first } = await inConflict();
    // The next run draws other ids.
    const again = await restart(clinic, one, { seed: 11, between: first.between });
    expect((await sharing(again)).own).toMatchObject({ standing: 'conflict' });
    await again.ask('settings.choose', { section: 'policy', choice: 'mine', seen: '2' });
    await again.settle();
    await settled(again, two);
    expect([await policy(again), await policy(two)]).toEqual([ALWAYS, ALWAYS]);
    expect((await sharing(again)).own).toBeNull();
  });

  test('a choice between other words than those by now is not taken', async () => {
    const { one, two } = await inConflict();
    await savePolicy(two, NEVER);
    await two.settle();
    await settled(one);
    const choice = { section: 'policy', choice: 'mine', seen: '2' } as const;
    const answer = await one.core.handlers['settings.choose'](choice, {
      actor: { userId: 'u', userName: 'U', deskId: 'desk-1', deskName: 'Desk 1' },
    });
    expect(answer).toEqual({ ok: false, error: { code: 'settings-moved-on' } });
    expect(await policy(one)).toEqual(NEVER);
    expect((await sharing(one)).own).toMatchObject({ value: { policy: ALWAYS }, standing: 'conflict' });
  });

  test('who saves on what they saw before somebody else’s arrived is asked too', async () => {
    const { one, two } = await twoDesks();
    await savePolicy(one, NEVER);
    await settled(one, two);
    await savePolicy(two, WITHIN_9);
    await settled(one, two);
    await savePolicy(one, ALWAYS, '1');
    await one.settle();
    expect(await policy(one)).toEqual(WITHIN_9);
    expect((await sharing(one)).own).toMatchObject({ value: { policy: ALWAYS }, standing: 'conflict' });
  });

  test('the same words are no conflict', async () => {
    const { one, two, first } = await twoDesks();
    first.down();
    await savePolicy(one, ALWAYS);
    await savePolicy(two, ALWAYS);
    await two.settle();
    first.up();
    await settled(one, two);
    expect(await sharing(one)).toMatchObject({ own: null, version: '1' });
  });

  test('an answer that is lost is no conflict, also where it is saved again or over before it is known', async () => {
    const { clinic, one, two, first } = await twoDesks();
    first.net.answer = async (request, send) => {
      const answer = await send();
      return isWriting(request) ? LOST : answer;
    };
    await savePolicy(one, NEVER);
    await one.settle();
    await savePolicy(one, ALWAYS);
    await one.settle();
    await settled(two);
    await savePolicy(two, WITHIN_9);
    await two.settle();
    first.up();
    await settled(one, two);
    expect(await sharing(one)).toMatchObject({ own: null });
    expect([await policy(one), await policy(two)]).toEqual([WITHIN_9, WITHIN_9]);
    expect(await kept(clinic, 'policy')).toHaveLength(1);
  });

  test('the first of two that are created at once is there for both', async () => {
    const { clinic, one, two, first, second } = await twoDesks();
    first.down();
    second.down();
    await Promise.all([savePolicy(one, NEVER), savePolicy(two, ALWAYS)]);
    // Neither has seen the other's when it writes its own.
    for (const wire of [first, second])
      wire.net.answer = async (request, send) =>
        isReading(request)
          ? {
              kind: 'answer',
              status: 200,
              body: { resourceType: 'Bundle', type: 'searchset' },
              retryAfterMs: null,
            }
          : send();
    await settled(one, two);
    first.up();
    second.up();
    await settled(one, two);
    expect(await kept(clinic, 'policy')).toHaveLength(1);
    expect(await policy(one)).toEqual(await policy(two));
    const standings = [await sharing(one), await sharing(two)].map(({ own }) => own?.standing ?? null);
    expect(standings.filter((standing) => standing === 'conflict')).toHaveLength(1);
  });
});

describe('a copy that cannot be read', () => {
  const spoilt = async (clinic: SmallClinic, parts: readonly object[]) => {
    const [found] = await kept(clinic, 'policy');
    await clinic.portal.put({
      ...found,
      extension: [{ url: 'urn:reslot:settings', extension: parts }],
    } as Basic);
  };
  const written = (schema: number, value: string) => [
    { url: 'schema', valueInteger: schema },
    { url: 'desk', valueString: 'desk-7' },
    { url: 'desk-name', valueString: 'Room 7' },
    { url: 'save', valueString: 'x' },
    { url: 'value', valueString: value },
  ];
  const json = JSON.stringify({ policy: NEVER });

  const SPOILT: readonly (readonly [parts: readonly object[], why: string])[] = [
    [written(2, json), 'newer'],
    [written(1, JSON.stringify({ policy: { ...NEVER, mercy: 1 } })), 'newer'],
    [written(1, json.slice(0, -5)), 'broken'],
    [written(1, JSON.stringify({ policy: { ...NEVER, approval: { mode: 'within', days: 999 } } })), 'broken'],
    [[{ url: 'desk', valueString: 'desk-7' }], 'broken'],
  ];

  test('of a newer version, broken off, out of range or empty, never replaces the good one, and nothing is cancelled meanwhile', async () => {
    const { clinic, one, two } = await twoDesks();
    await savePolicy(one, NEVER);
    await settled(one, two);
    await clinic.portal.put(cancelTask());
    for (const [parts, why] of SPOILT) {
      await spoilt(clinic, parts);
      await two.settle();
      expect(await policy(two)).toEqual(NEVER);
      expect((await sharing(two)).unreadable).toMatchObject({ why });
      expect(await two.ask('requests.get', { id: 'task-1' })).toMatchObject({ row: { state: 'open' } });
    }
    const again = await restart(clinic, two, { seed: 2 });
    expect(await policy(again)).toEqual(NEVER);
  });

  test('not one of ten megabytes either', async () => {
    const { clinic, one, two, second } = await twoDesks();
    await savePolicy(one, NEVER);
    await settled(one, two);
    const [found] = await kept(clinic, 'policy');
    const huge = written(1, JSON.stringify({ policy: ALWAYS, more: 'x'.repeat(10_000_000) }));
    const extension = [{ url: 'urn:reslot:settings', extension: huge }];
    const resource = { ...found, meta: { versionId: '9', lastUpdated: '2026-11-27T00:00:00Z' }, extension };
    const body = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] };
    second.net.answer = async (request, send) =>
      isReading(request) ? { kind: 'answer', status: 200, body, retryAfterMs: null } : send();
    await two.settle();
    expect(await policy(two)).toEqual(NEVER);
    expect((await sharing(two)).unreadable).toEqual({ why: 'broken', deskName: 'Room 7' });
    const rows = two.db.all(qb.selectFrom('shared_section').selectAll());
    expect(JSON.stringify(rows).length).toBeLessThan(20_000);
  });

  test('a newer version’s is not written over; a broken one is, by who saves', async () => {
    const { clinic, one } = await twoDesks();
    await savePolicy(one, NEVER);
    await one.settle();
    await spoilt(clinic, written(2, json));
    await settled(one);
    const caller = { actor: { userId: 'u', userName: 'U', deskId: 'desk-1', deskName: 'Desk 1' } };
    expect(await one.core.handlers['settings.save']({ rules: { policy: ALWAYS } }, caller)).toEqual({
      ok: false,
      error: { code: 'settings-newer' },
    });
    await spoilt(clinic, written(1, '{'));
    await settled(one);
    await savePolicy(one, ALWAYS);
    await one.settle();
    expect(await policy(one)).toEqual(ALWAYS);
    expect(await sharing(one)).toMatchObject({ own: null, unreadable: null, version: '4' });
  });
});

describe('a portal that', () => {
  test.each([404, 403])(
    'answers %i keeps no settings: they are this desk’s, and the rest goes on',
    async (status) => {
      const { clinic, one, first } = await twoDesks();
      first.net.answer = async (request, send) => (isAboutSettings(request) ? refusal(status) : send());
      const alone = await restart(clinic, one, { seed: 1, between: first.between });
      await savePolicy(alone, NEVER);
      await alone.settle();
      alone.asked.length = 0;
      await clinic.portal.put(cancelTask());
      await settled(alone);
      expect(alone.core.status()).toMatchObject({ phase: 'up-to-date' });
      expect((await alone.ask('settings.get', undefined)).sharing.portal).toBe('not-kept');
      expect(await alone.ask('requests.get', { id: 'task-1' })).toMatchObject({
        row: { state: 'resolved' },
      });
      await clinic.clock.advance(5 * MINUTE);
      expect(alone.asked.filter(isAboutSettings).length).toBeLessThanOrEqual(1);
    },
  );

  test('lets nobody in is said to, as everywhere', async () => {
    const { one, first } = await twoDesks();
    first.net.answer = async (request, send) => (isReading(request) ? refusal(401) : send());
    await settled(one);
    expect(one.core.status()).toMatchObject({ phase: 'sign-in-failed' });
  });

  test('takes no change says so: the practice’s count, what was saved here is kept', async () => {
    const { clinic, one, two, first } = await twoDesks();
    await savePolicy(two, NEVER);
    await settled(one, two);
    first.net.answer = async (request, send) => (isWriting(request) ? refusal(403, 'read only') : send());
    await savePolicy(one, ALWAYS);
    await one.settle();
    expect(await policy(one)).toEqual(NEVER);
    expect((await sharing(one)).own).toEqual({
      value: { policy: ALWAYS },
      standing: 'refused',
      detail: 'read only',
    });
    one.asked.length = 0;
    await clinic.clock.advance(3 * MINUTE);
    expect(one.asked.filter(isWriting)).toEqual([]);
    expect(one.core.status()).toMatchObject({ phase: 'up-to-date' });
    first.up();
    await one.ask('settings.choose', { section: 'policy', choice: 'mine', seen: '1' });
    await settled(one, two);
    expect(await policy(two)).toEqual(ALWAYS);
  });

  test('has a gateway in front of it that refuses for a while takes the change afterwards', async () => {
    const { one, two, first } = await twoDesks();
    await savePolicy(two, NEVER);
    await settled(one, two);
    const page: PortalAnswer = { kind: 'answer', status: 404, body: undefined, retryAfterMs: null };
    first.net.answer = async (request, send) => (isWriting(request) ? page : send());
    await savePolicy(one, ALWAYS);
    await one.settle();
    expect((await sharing(one)).own).toMatchObject({ standing: 'waiting' });
    first.up();
    await settled(one, two);
    expect(await policy(two)).toEqual(ALWAYS);
  });

  test('has lost a section gets it from who saves it next', async () => {
    const clinic = await openSmallClinic();
    const wire = line();
    const one = clinic.open({ seed: 1, baseUrl: BASE_URL, between: wire.between });
    await savePolicy(one, NEVER);
    await one.settle();
    // Another portal's insides behind the same address: nothing of it is there.
    const empty = await openSmallClinic();
    wire.net.answer = async (request, send) =>
      isAboutSettings(request) ? empty.portal.send(request) : send();
    await one.settle();
    expect(await policy(one)).toEqual(NEVER);
    await savePolicy(one, ALWAYS);
    await one.settle();
    expect(await kept(empty, 'policy')).toHaveLength(1);
    expect(await sharing(one)).toMatchObject({ own: null, version: '1' });
    expect(await policy(one)).toEqual(ALWAYS);
  });

  test('was put back to an earlier state counts in the end, and what was saved here since is kept', async () => {
    const { clinic, one, two } = await twoDesks();
    await savePolicy(one, NEVER);
    await settled(one, two);
    const [before] = await kept(clinic, 'policy');
    await savePolicy(one, ALWAYS);
    await settled(one, two);
    const old: PortalAnswer = {
      kind: 'answer',
      status: 200,
      body: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: before }] },
      retryAfterMs: null,
    };
    const past = line();
    past.net.answer = async (request, send) => (isReading(request) ? old : send());
    const again = await restart(clinic, one, { seed: 1, between: past.between });
    expect(await policy(again)).toEqual(ALWAYS);
    await clinic.clock.advance(6 * MINUTE);
    await again.settle();
    expect(await policy(again)).toEqual(NEVER);
    expect((await sharing(again)).own).toMatchObject({ value: { policy: ALWAYS }, standing: 'conflict' });
  });
});

describe('no cancellation is decided', () => {
  const state = async (desk: PortalDesk) => (await desk.ask('requests.get', { id: 'task-1' })).row.state;

  test('by a policy that the portal has changed a moment before', async () => {
    const { clinic, one, two } = await twoDesks();
    await savePolicy(one, NEVER);
    await settled(one, two);
    await savePolicy(two, ALWAYS);
    await two.settle();
    await clinic.portal.put(cancelTask());
    await one.ask('sync.refresh', undefined);
    expect(await policy(one)).toEqual(ALWAYS);
    expect(await state(one)).toBe('open');
  });

  test('by the policy of a desk that has not heard the practice’s yet', async () => {
    const { clinic, two } = await twoDesks();
    await savePolicy(two, ALWAYS);
    await two.settle();
    await Promise.all([two.core.stop(), clinic.clock.advance(10_000)]);
    await clinic.portal.put(cancelTask());
    const fresh = line();
    fresh.net.answer = async (request, send) => (isReading(request) ? refusal(500) : send());
    const third = clinic.open({
      seed: 3,
      baseUrl: BASE_URL,
      between: fresh.between,
      rules: { policy: NEVER },
    });
    await clinic.clock.advance(6 * MINUTE);
    await third.settle();
    expect(await state(third)).toBe('open');
    fresh.up();
    await settled(third);
    expect(await policy(third)).toEqual(ALWAYS);
    expect(await state(third)).toBe('open');
  });

  test('while the portal does not show its settings; after some minutes the last copy counts', async () => {
    const { clinic, one, two, first } = await twoDesks();
    await savePolicy(two, NEVER);
    await settled(one, two);
    await Promise.all([two.core.stop(), clinic.clock.advance(10_000)]);
    first.net.answer = async (request, send) => (isReading(request) ? refusal(500) : send());
    await clinic.portal.put(cancelTask());
    await clinic.clock.advance(2 * MINUTE);
    expect(await state(one)).toBe('open');
    await clinic.clock.advance(5 * MINUTE);
    expect(await state(one)).toBe('resolved');
  });

  test('by a policy that was saved here and has not arrived', async () => {
    const { clinic, one, two, first } = await twoDesks();
    await savePolicy(two, ALWAYS);
    await settled(one, two);
    first.net.answer = async (request, send) => (isWriting(request) ? refusal(500) : send());
    await savePolicy(one, NEVER);
    await clinic.portal.put(cancelTask());
    await settled(one);
    expect(await state(one)).toBe('open');
    first.up();
    await settled(one);
    expect(await state(one)).toBe('resolved');
  });
});

test('what is taken back while it is on its way to the portal stays taken back', async () => {
  const { clinic, one, two, first } = await twoDesks();
  await savePolicy(one, ALWAYS);
  await settled(one, two);
  const { promise: arrives, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: onItsWay, resolve: sent } = Promise.withResolvers<void>();
  first.net.answer = async (request, send) => {
    if (isWriting(request)) {
      sent();
      await arrives;
    }
    return send();
  };
  await savePolicy(one, NEVER);
  await Promise.all([onItsWay, clinic.clock.advance(2 * MINUTE)]);
  await savePolicy(one, ALWAYS);
  arrive();
  first.up();
  await clinic.clock.advance(3 * MINUTE);
  await settled(one, two);
  for (const desk of [one, two]) expect(await policy(desk)).toEqual(ALWAYS);
  expect(await sharing(one)).toMatchObject({ own: null, saved: { byThisDesk: true } });
});

test('nothing is announced while nothing changes', async () => {
  const { clinic, one } = await twoDesks();
  await savePolicy(one, ALWAYS);
  await one.settle();
  one.events.length = 0;
  await clinic.clock.advance(5 * MINUTE);
  expect(one.events.filter(({ type }) => type === 'changed')).toEqual([]);
});

describe('blocked time', () => {
  const block = (id: string, over: Partial<Block> = {}): Block => ({
    id,
    practitionerId: 'practitioner-1',
    reason: 'Staff meeting',
    date: '2026-11-30',
    from: '12:00',
    to: '13:00',
    weekly: null,
    ...over,
  });
  const blocked = async (desk: PortalDesk) => (await rules(desk)).blocks.map(({ id }) => id).sort();

  test('that two desks add at one moment, one of them offline, is both everywhere, and nobody is asked', async () => {
    const { clinic, one, two, second } = await twoDesks();
    await one.ask('blocks.change', { before: null, after: block('a') });
    await settled(one, two);
    await clinic.clock.advance(2 * MINUTE);
    expect(await blocked(two)).toEqual(['a']);

    second.down();
    await two.ask('blocks.change', {
      before: null,
      after: block('b', { weekly: { until: null, except: [] } }),
    });
    await one.ask('blocks.change', { before: block('a'), after: null });
    await one.ask('blocks.change', { before: null, after: block('c') });
    await settled(one, two);
    second.up();
    await clinic.clock.advance(3 * MINUTE);
    expect([await blocked(one), await blocked(two)]).toEqual([
      ['b', 'c'],
      ['b', 'c'],
    ]);
    expect(await sharing(two, 'blocked')).toMatchObject({ own: null });
    expect(await kept(clinic, 'blocked')).toHaveLength(1);
  });

  test('is changed only as it was shown, takes the time, and says which visits stand in it', async () => {
    const { one } = await twoDesks();
    const weekly = block('a', {
      date: '2026-11-24',
      from: '09:15',
      to: '10:00',
      weekly: { until: null, except: [] },
    });
    expect(await one.ask('blocks.visits', { block: weekly })).toMatchObject({
      count: 1,
      first: [{ patientName: expect.any(String) }],
    });
    await one.ask('blocks.change', { before: null, after: weekly });
    const stale = one.ask('blocks.change', { before: { ...weekly, reason: 'x' }, after: null });
    await expect(stale).rejects.toThrow('changed-since-shown');
    const free = await one.ask('schedule.freeSlots', {
      date: '2026-12-08',
      practitionerId: 'practitioner-1',
      minutes: 30,
      movingAppointmentId: null,
    });
    const starts = free.map(({ start }) => new Date(start).toISOString().slice(11, 16));
    expect(starts).toContain('14:45');
    expect(starts).not.toContain('15:00');
    const days = await one.ask('schedule.days', {
      from: '2026-12-08',
      days: 1,
      practitionerId: null,
      includeCancelled: false,
    });
    expect(days.days[0]?.blocked).toMatchObject([
      { blockId: 'a', date: '2026-12-08', reason: 'Staff meeting' },
    ]);
  });
});
