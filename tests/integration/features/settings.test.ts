import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { createSettingsStore } from '../../../src-main/features/settings/settings-store.ts';
import type { KeyStoreState, PortalAnswer } from '../../../src-main/ports.ts';
import { DEFAULT_CALENDAR } from '../../../src-shared/domain/calendar-setup.ts';
import type { MailConfig, PortalConfig } from '../../../src-shared/domain/connections.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { DEFAULT_SHEET } from '../../../src-shared/domain/downtime-sheet.ts';
import { practiceRules } from '../../../src-shared/domain/practice.ts';
import { eachSection, sectionOf } from '../../../src-shared/domain/practice-sections.ts';
import { SETTING_NAMES, SETTINGS } from '../../../src-shared/domain/settings.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { mailDestination, portalDestination } from '../../../src-shared/ipc/destinations.ts';
import { certificateAuthority, issueCertificate } from '../../support/certificate.ts';
import { type LocalCoreOptions, openLocalCore } from '../../support/local-core.ts';
import { actor } from '../../support/local-desk.ts';
import { openInProcessPortal } from '../../support/portal-in-process.ts';

const caller = { actor };
const rules = practiceRules.parse(defaultRules);
const PORTAL: PortalConfig = {
  kind: 'fhir',
  baseUrl: 'https://fhir.example.org/r4',
  signIn: { method: 'bearer' },
};
const MAIL: MailConfig = {
  kind: 'smtp',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  user: 'desk',
  fromName: 'Our practice',
  fromAddress: 'desk@example.org',
};

function open(options: LocalCoreOptions = {}) {
  const desk = openLocalCore(options);
  const get = async () => {
    const found = await desk.core.handlers['settings.get'](undefined, caller);
    if (!found.ok) throw new Error(found.error.code);
    const asked = await desk.core.handlers['settings.secrets'](undefined, caller);
    if (!asked.ok) throw new Error(asked.error.code);
    return {
      ...contract['settings.get'].output.parse(found.value),
      ...contract['settings.secrets'].output.parse(asked.value),
    };
  };
  const save = (input: Parameters<(typeof desk.core.handlers)['settings.save']>[0]) =>
    desk.core.handlers['settings.save'](input, caller);
  return { ...desk, get, save };
}

const NOT_SHARED = { version: null, saved: null, own: null, unreadable: null };

test('the defaults hold until something is saved', async () => {
  const { get } = open();
  expect(await get()).toEqual({
    rules,
    sharing: { portal: 'none', sections: eachSection(() => NOT_SHARED) },
    portal: { kind: 'none' },
    mail: { kind: 'none' },
    portalSecretSet: false,
    mailSecretSet: false,
    keyStore: 'ready',
    demo: false,
    deskName: 'Front desk',
    singleKeys: true,
    calendar: DEFAULT_CALENDAR,
    sheet: DEFAULT_SHEET,
    idleMinutes: 5,
    letterMonths: 24,
    appearance: 'system',
    density: 'comfortable',
    language: 'system',
  });
});

test('what is saved is read back and counts at once; secrets are only said to be there', async () => {
  const { get, save, secrets, db, events, core } = open();
  const changed = { ...rules, undoSeconds: 0, practice: { ...rules.practice, name: 'North Clinic' } };
  const isChanged = (section: string) => section === 'times' || section === 'practice';
  expect(
    await save({ rules: changed, portal: PORTAL, mail: MAIL, portalSecret: 'top secret', mailSecret: 'pw' }),
  ).toEqual({ ok: true, value: null });
  expect(await get()).toEqual({
    rules: changed,
    sharing: {
      portal: 'asking',
      sections: eachSection((section) => ({
        ...NOT_SHARED,
        own: isChanged(section)
          ? { value: sectionOf(changed, section), standing: 'waiting', detail: '' }
          : null,
      })),
    },
    portal: PORTAL,
    mail: MAIL,
    portalSecretSet: true,
    mailSecretSet: true,
    keyStore: 'ready',
    demo: false,
    deskName: 'Front desk',
    singleKeys: true,
    calendar: DEFAULT_CALENDAR,
    sheet: DEFAULT_SHEET,
    idleMinutes: 5,
    letterMonths: 24,
    appearance: 'system',
    density: 'comfortable',
    language: 'system',
  });
  expect([...secrets]).toEqual([
    ['portal', { secret: 'top secret', destination: portalDestination(PORTAL) }],
    ['mail', { secret: 'pw', destination: mailDestination(MAIL) }],
  ]);
  expect(JSON.stringify(db.all(qb.selectFrom('setting').selectAll()))).not.toContain('top secret');
  expect(core.practice()).toEqual({ name: 'North Clinic', zone: 'America/Chicago' });
  expect(events[0]).toEqual({ type: 'changed', topics: ['directory', 'requests', 'schedule', 'settings'] });
  await save({ portalSecret: null });
  expect(await get()).toMatchObject({ portalSecretSet: false, mailSecretSet: true });
});

describe("a certificate authority of the clinic's own", () => {
  const root = certificateAuthority('Clinic Root');
  const other = certificateAuthority('Mail Root');
  const server = issueCertificate({ issuer: root });
  const trusting = (pem: string): PortalConfig => ({ ...PORTAL, authorities: [pem] }) as PortalConfig;

  test('is read from a text, kept whole in the database, shown, and removed', async () => {
    const desk = open();
    const read = await desk.core.handlers['settings.readAuthorities'](
      { text: `${root.cert}\n${other.cert}` },
      caller,
    );
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value.map(({ name }) => name)).toEqual(['Clinic Root', 'Mail Root']);
    const [first, second] = read.value.map(({ pem }) => pem);
    await desk.save({ portal: trusting(first ?? ''), portalSecret: 'x' });
    await desk.save({ mail: { ...MAIL, authorities: [second] } as MailConfig, mailSecret: 'y' });
    expect(await desk.get()).toMatchObject({
      portal: { authorities: [first] },
      portalAuthorities: [{ name: 'Clinic Root', pem: first }],
      mail: { authorities: [second] },
      mailAuthorities: [{ name: 'Mail Root', pem: second }],
      // Whom a connection believes does not change where it leads.
      portalSecretSet: true,
      mailSecretSet: true,
    });
    const reopened = createSettingsStore(desk.db, {
      rules: defaultRules,
      portal: { kind: 'none' },
      mail: { kind: 'none' },
    });
    expect(reopened.portal()).toMatchObject({ authorities: [first] });
    await desk.save({ portal: PORTAL });
    expect((await desk.get()).portalAuthorities).toBeUndefined();
  });

  test.each([
    ['a server’s certificate', server.cert, { code: 'authority-not-ca', certificate: '127.0.0.1' }],
    ['a private key', root.key, { code: 'authority-private-key' }],
    ['anything else', 'PEM', { code: 'authority-not-pem' }],
  ])('is neither saved nor tried where it is %s', async (_, pem, error) => {
    const desk = open();
    const portal = trusting(pem);
    const mail = { ...MAIL, authorities: [pem] } as MailConfig;
    const refused = { ok: false, error };
    expect(await desk.save({ portal, portalSecret: 'x' })).toEqual(refused);
    expect(await desk.save({ mail, mailSecret: 'x' })).toEqual(refused);
    expect(
      await desk.core.handlers['settings.testPortal']({ portal, secret: 'x', writes: false }, caller),
    ).toEqual(refused);
    expect(
      await desk.core.handlers['settings.testMail']({ mail, secret: 'x', to: 'a@example.org' }, caller),
    ).toEqual(refused);
    expect([desk.asked, desk.sent, [...desk.secrets]]).toEqual([[], [], []]);
  });

  test.each<[string, PortalAnswer]>([
    ['a fault', { kind: 'none', why: 'certificate', detail: 'CERT_HAS_EXPIRED' }],
    [
      'a good answer',
      {
        kind: 'answer',
        status: 200,
        body: { resourceType: 'Bundle', type: 'searchset' },
        retryAfterMs: null,
      },
    ],
  ])(
    'once removed the round under way asks nothing more after %s, and the next begins at once',
    async (_, first) => {
      const answer = Promise.withResolvers<PortalAnswer>();
      const asked = Promise.withResolvers<void>();
      let answered = 0;
      const desk = open({
        portal: () => {
          asked.resolve();
          answered += 1;
          return answered === 1 ? answer.promise : new Promise(() => {});
        },
      });
      await desk.save({ portal: trusting(root.cert), portalSecret: 'x' });
      desk.core.start();
      await asked.promise;
      await desk.clock.settle();
      await desk.save({ portal: PORTAL });
      answer.resolve(first);
      await desk.clock.settle();
      const [before, after, ...more] = desk.asked.map(({ url }) => url.split('?')[0]);
      expect([after, more]).toEqual([before, []]);
    },
  );
});

describe('a secret goes only where it was entered for', () => {
  const moved = (over: Partial<Extract<MailConfig, { kind: 'smtp' }>>): MailConfig =>
    ({ ...MAIL, ...over }) as MailConfig;

  test.each([
    ['another host', moved({ host: 'evil.example' })],
    ['another port', moved({ port: 465 })],
    ['another encryption', moved({ security: 'tls' })],
    ['another user', moved({ user: 'other' })],
  ])('mail: %s asks for the password again, to save and to try', async (_, mail) => {
    const desk = open();
    await desk.save({ mail: MAIL, mailSecret: 'pw' });
    const refused = { ok: false, error: { code: 'secret-elsewhere' } };
    expect(await desk.save({ mail })).toEqual(refused);
    const tried = { mail, secret: null, to: 'a@example.org' };
    expect(await desk.core.handlers['settings.testMail'](tried, caller)).toEqual(refused);
    expect(await desk.get()).toMatchObject({ mail: MAIL, mailSecretSet: true });
    expect(desk.sent).toEqual([]);
    expect(await desk.save({ mail, mailSecret: 'new' })).toEqual({ ok: true, value: null });
    expect([...desk.secrets]).toEqual([['mail', { secret: 'new', destination: mailDestination(mail) }]]);
  });

  test.each<[string, PortalConfig]>([
    ['another server', { ...PORTAL, baseUrl: 'https://evil.example/r4' } as PortalConfig],
    ['another way in', { ...PORTAL, baseUrl: 'https://fhir.example.org:8443/r4' } as PortalConfig],
    [
      'a token URL',
      {
        ...PORTAL,
        signIn: {
          method: 'client-credentials',
          tokenUrl: 'https://evil.example/token',
          clientId: 'desk',
          scope: '',
        },
      } as PortalConfig,
    ],
  ])('portal: %s asks for it again, to save and to try', async (_, portal) => {
    const desk = open();
    await desk.save({ portal: PORTAL, portalSecret: 'top secret' });
    const refused = { ok: false, error: { code: 'secret-elsewhere' } };
    expect(await desk.save({ portal })).toEqual(refused);
    expect(
      await desk.core.handlers['settings.testPortal']({ portal, secret: null, writes: false }, caller),
    ).toEqual(refused);
    expect(await desk.get()).toMatchObject({ portal: PORTAL, portalSecretSet: true });
    expect(desk.asked).toEqual([]);
  });

  test('stored for another address than Settings name, as after a backup was put back: where is said', async () => {
    const desk = open();
    await desk.save({ portal: PORTAL, portalSecret: 'top secret', mail: MAIL, mailSecret: 'pw' });
    const portalFor = portalDestination({ ...PORTAL, baseUrl: 'https://old.example.org/r4' } as PortalConfig);
    desk.secrets.set('portal', { secret: 'x', destination: portalFor ?? '' });
    desk.secrets.set('mail', { secret: 'y', destination: mailDestination(moved({ port: 25 })) ?? '' });
    expect(await desk.get()).toMatchObject({
      portalSecretSet: false,
      portalSecretElsewhere: 'old.example.org/r4',
      mailSecretSet: false,
      mailSecretElsewhere: 'mail.example.org:25 (desk)',
    });
    await desk.save({ portal: PORTAL, portalSecret: 'again', mail: MAIL, mailSecret: 'again' });
    const view = await desk.get();
    expect([view.portalSecretElsewhere, view.mailSecretElsewhere]).toEqual([undefined, undefined]);
  });

  test('the header names where it was entered for', async () => {
    const elsewhere = { kind: 'none', why: 'secret-elsewhere', detail: 'old.example.org/r4' } as const;
    const desk = open({ portal: async () => elsewhere });
    await desk.save({ portal: PORTAL, portalSecret: 'top secret' });
    desk.core.start();
    const refreshed = await desk.core.handlers['sync.refresh'](undefined, caller);
    expect(refreshed).toMatchObject({
      ok: true,
      value: { phase: 'secret-elsewhere', detail: 'old.example.org/r4' },
    });
  });

  test('what names the same place in other letters is the same place', async () => {
    const desk = open();
    await desk.save({ portal: PORTAL, portalSecret: 'top secret', mail: MAIL, mailSecret: 'pw' });
    const portal = { ...PORTAL, baseUrl: 'https://FHIR.example.org:443/r4/' } as PortalConfig;
    expect(await desk.save({ portal, mail: moved({ host: 'MAIL.example.org' }) })).toEqual({
      ok: true,
      value: null,
    });
    expect(await desk.get()).toMatchObject({ portalSecretSet: true, mailSecretSet: true });
  });

  test('nothing goes to another computer in clear, neither saved nor tried', async () => {
    const desk = open();
    const refused = { ok: false, error: { code: 'clear-text' } };
    const portal = { ...PORTAL, baseUrl: 'http://fhir.example.org/r4' } as PortalConfig;
    expect(await desk.save({ portal, portalSecret: 'x' })).toEqual(refused);
    expect(
      await desk.core.handlers['settings.testPortal']({ portal, secret: 'x', writes: false }, caller),
    ).toEqual(refused);
    const mail = moved({ security: 'none', user: '' });
    expect(await desk.save({ mail })).toEqual(refused);
    const tried = { mail, secret: null, to: 'a@example.org' };
    expect(await desk.core.handlers['settings.testMail'](tried, caller)).toEqual(refused);
    expect(await desk.save({ mail: moved({ security: 'none', user: '', host: '127.0.0.1' }) })).toMatchObject(
      { ok: true },
    );
    expect([desk.asked, desk.sent]).toEqual([[], []]);
  });
});

test('single-key shortcuts are on until this desk switches them off, and stay off after a restart', async () => {
  const { get, save, db } = open();
  expect((await get()).singleKeys).toBe(true);
  expect(await save({ singleKeys: false })).toEqual({ ok: true, value: null });
  expect(await get()).toMatchObject({ singleKeys: false, rules });
  const again = createSettingsStore(db, {
    rules: defaultRules,
    portal: { kind: 'none' },
    mail: { kind: 'none' },
  });
  expect(again.singleKeys()).toBe(false);
});

test('the calendar is as this desk has set it up, also after a restart; a step it does not have is refused', async () => {
  const { get, save, db } = open();
  const calendar = { stepMinutes: 5, hiddenProviders: ['p2'], locationId: 'l1' } as const;
  expect(await save({ calendar: { ...calendar, hiddenProviders: ['p2'] } })).toEqual({
    ok: true,
    value: null,
  });
  expect(await get()).toMatchObject({ calendar, rules, singleKeys: true });
  const again = createSettingsStore(db, {
    rules: defaultRules,
    portal: { kind: 'none' },
    mail: { kind: 'none' },
  });
  expect(again.calendar()).toEqual(calendar);
  const input = contract['settings.save'].input;
  expect(input.safeParse({ calendar: { ...calendar, stepMinutes: 7 } }).success).toBe(false);
});

test('the window looks as the system asks until this desk chooses, and as chosen after a restart', async () => {
  const { get, save, db } = open();
  expect((await get()).appearance).toBe('system');
  expect(await save({ appearance: 'contrast-dark' })).toEqual({ ok: true, value: null });
  expect(await get()).toMatchObject({ appearance: 'contrast-dark', singleKeys: true, rules });
  const again = createSettingsStore(db, {
    rules: defaultRules,
    portal: { kind: 'none' },
    mail: { kind: 'none' },
  });
  expect(again.appearance()).toBe('contrast-dark');
});

test('a desk is called as its computer until somebody names it, and on the record by the name it has then', async () => {
  const { get, save, core } = open();
  expect(await get()).toMatchObject({ deskName: 'Front desk' });
  expect(core.actor).toMatchObject({ deskId: 'desk-1', deskName: 'Front desk' });
  expect(await save({ deskName: '  Desk 2 ' })).toEqual({ ok: true, value: null });
  expect(await get()).toMatchObject({ deskName: 'Desk 2' });
  // Its id is another matter: two desks may have the same name.
  expect(core.actor).toMatchObject({ deskId: 'desk-1', deskName: 'Desk 2' });
});

describe('what is stored and cannot be read', () => {
  const stored = (db: ReturnType<typeof open>['db'], key: string, value_json: string) =>
    db.run(qb.updateTable('setting').set({ value_json }).where('key', '=', key));

  test.each(SETTING_NAMES)('%s: its default holds, it is said, and what is stored stays', async (name) => {
    const first = open();
    await first.save({ ...(await chosen(first)) });
    stored(first.db, name, '{"kind":"of another time"');
    const again = open({ database: first });
    const { [name]: found, unreadable, ...others } = await again.get();
    // A desk's own: it is called as its computer.
    expect(found).toEqual(name === 'deskName' ? 'Front desk' : SETTINGS[name].fallback);
    expect(unreadable).toEqual([name]);
    expect(others).toMatchObject(omit(await chosen(first), name));
    const row = again.db.get(qb.selectFrom('setting').selectAll().where('key', '=', name));
    expect(row?.value_json).toContain('of another time');
    expect(await again.save({ [name]: SETTINGS[name].fallback })).toEqual({ ok: true, value: null });
    expect((await again.get()).unreadable).toBeUndefined();
  });

  test('nothing of what is stored need be of the shape it should have', async () => {
    const first = open();
    await first.save({ ...(await chosen(first)) });
    for (const json of ['null', '[]', '-7', '""', '{}', '{"kind":"fhir"}']) {
      for (const name of SETTING_NAMES) stored(first.db, name, json);
      const { unreadable } = await open({ database: first }).get();
      expect(unreadable).toEqual(SETTING_NAMES);
    }
  });

  test('the practice’s rules of a version without letters count, and its letters are ours', async () => {
    const first = open();
    const practice = { ...rules.practice, name: 'Harbor Clinic' };
    await first.save({ rules: { practice } });
    const { letters, ...earlier } = { ...rules, practice };
    stored(first.db, 'rules', JSON.stringify(earlier));
    const found = await open({ database: first }).get();
    expect(found).toMatchObject({ rules: { practice, letters } });
    expect(found.unreadable).toBeUndefined();
  });

  test('a letter that could not be filled in is refused, and previewed as typed', async () => {
    const { save, core } = open();
    const texts = [{ language: 'en' as const, kind: 'booked' as const, text: 'Bring {card}' }];
    const letters = { colour: '#123456', texts };
    expect(await save({ rules: { letters } })).toEqual({ ok: false, error: { code: 'bad-input' } });
    const preview = await core.handlers['settings.previewLetter'](
      { letters, language: 'en', kind: 'booked' },
      caller,
    );
    expect(preview).toMatchObject({ ok: true, value: { html: expect.stringContaining('Bring {card}') } });
  });

  test('what another version knew besides is left out, and the rest counts', async () => {
    const first = open();
    await first.save({ portal: PORTAL, portalSecret: 'x' });
    stored(first.db, 'portal', JSON.stringify({ ...PORTAL, colour: 'blue' }));
    expect(await open({ database: first }).get()).toMatchObject({ portal: PORTAL });
    expect((await open({ database: first }).get()).unreadable).toBeUndefined();
  });

  const omit = (all: object, name: string) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
  const chosen = async ({ get }: ReturnType<typeof open>) => ({
    rules: { ...(await get()).rules, undoSeconds: 3 },
    deskName: 'Desk 2',
    singleKeys: false,
    calendar: { ...DEFAULT_CALENDAR, stepMinutes: 5 as const },
    sheet: { ...DEFAULT_SHEET, phones: false },
    idleMinutes: 12,
    letterMonths: 36,
    appearance: 'dark' as const,
    density: 'compact' as const,
    language: 'es' as const,
    portal: { kind: 'fhir', baseUrl: 'https://portal.example.org/fhir', signIn: { method: 'none' } } as const,
    mail: { ...MAIL, user: '' },
  });
});

test.each([
  ['a setting', { colour: 'blue' }],
  ['a part of the rules', { rules: { ...rules, colour: 'blue' } }],
  ['a part of the practice', { rules: { ...rules, practice: { ...rules.practice, colour: 'blue' } } }],
  ['a part of a connection', { portal: { ...PORTAL, colour: 'blue' } }],
  ['a part of the calendar', { calendar: { ...DEFAULT_CALENDAR, colour: 'blue' } }],
])('%s that nobody knows is refused, not dropped', (_, input) => {
  expect(contract['settings.save'].input.safeParse(input).success).toBe(false);
  expect(
    contract['settings.save'].input.safeParse({ rules, portal: PORTAL, calendar: DEFAULT_CALENDAR }).success,
  ).toBe(true);
});

describe('refused, with everything left as it was', () => {
  const practice = (over: Partial<typeof rules.practice>) => ({
    ...rules,
    practice: { ...rules.practice, ...over },
  });
  const [monday, ...others] = rules.practice.hours;
  if (!monday) throw new Error('no Monday');
  const onMonday = (...open: { from: string; to: string }[]) =>
    practice({ hours: [{ ...monday, open }, ...others] });
  const day = { date: '2026-12-25', name: 'Christmas' };
  test.each([
    ['a zone nobody knows', practice({ zone: 'America/Nowhere' }), 'zone-unknown'],
    ['a bare offset for a zone', practice({ zone: '+06:00' }), 'zone-unknown'],
    ['an opening that ends before it begins', onMonday({ from: '12:00', to: '08:00' }), 'bad-input'],
    [
      'openings that overlap',
      onMonday({ from: '08:00', to: '12:00' }, { from: '11:00', to: '17:00' }),
      'bad-input',
    ],
    [
      'openings out of order',
      onMonday({ from: '13:00', to: '17:00' }, { from: '08:00', to: '12:00' }),
      'bad-input',
    ],
    ['a weekday twice', practice({ hours: [monday, monday, ...others.slice(1)] }), 'bad-input'],
    ['a closed day that is none', practice({ closedDays: [{ ...day, date: '2026-02-30' }] }), 'bad-input'],
    ['a closed day twice', practice({ closedDays: [day, day] }), 'bad-input'],
    ['a link no browser opens', practice({ portalLink: 'javascript:alert(1)' }), 'bad-input'],
    [
      'a reason twice',
      {
        ...rules,
        reasons: {
          ...rules.reasons,
          deny: [
            { code: 'other', text: 'A' },
            { code: 'other', text: 'B' },
          ],
        },
      },
      'bad-input',
    ],
  ])('%s', async (_what, bad, code) => {
    const { get, save, secrets } = open();
    expect(await save({ rules: bad, portal: PORTAL, portalSecret: 'x' })).toEqual({
      ok: false,
      error: { code },
    });
    expect(await get()).toMatchObject({ rules, portal: { kind: 'none' } });
    expect(secrets.size).toBe(0);
  });

  test('a secret where there is no safe place for it', async () => {
    const { get, save } = open({ keyStore: async () => 'none' });
    expect(await save({ portal: PORTAL, portalSecret: 'x' })).toEqual({
      ok: false,
      error: { code: 'secrets-unavailable' },
    });
    expect(await get()).toMatchObject({ portal: { kind: 'none' }, keyStore: 'none' });
    expect(await save({ portal: PORTAL })).toEqual({ ok: true, value: null });
  });

  test('the demo’s servers where there is no demo clinic', async () => {
    const refused = { ok: false, error: { code: 'bad-input' } };
    const { save } = open();
    expect(await save({ portal: { kind: 'demo' } })).toEqual(refused);
    expect(await save({ mail: { kind: 'demo' } })).toEqual(refused);
    expect((await open({ demo: true }).save({ portal: { kind: 'demo' } })).ok).toBe(true);
  });
});

test('the weekly hours may be midday only, or none', async () => {
  const { save } = open();
  const hours = rules.practice.hours.map((one) => ({
    ...one,
    open: one.weekday === 3 ? [{ from: '12:00', to: '14:00' }] : [],
  }));
  expect((await save({ rules: { ...rules, practice: { ...rules.practice, hours } } })).ok).toBe(true);
});

describe('Send a test message', () => {
  const answers = [
    [{ kind: 'accepted' }, { ok: true, code: 'accepted', detail: '' }],
    [
      { kind: 'refused', what: 'recipient', detail: '550 no such user' },
      { ok: false, code: 'recipient-refused', detail: '550 no such user' },
    ],
    [
      { kind: 'refused', what: 'message', detail: '554 spam' },
      { ok: false, code: 'message-refused', detail: '554 spam' },
    ],
    [
      { kind: 'sign-in-failed', detail: '535' },
      { ok: false, code: 'sign-in-failed', detail: '535' },
    ],
    [
      { kind: 'try-later', detail: '421' },
      { ok: false, code: 'try-later', detail: '421' },
    ],
    [{ kind: 'not-configured' }, { ok: false, code: 'not-configured', detail: '' }],
  ] as const;
  test.each(answers)('the server says %o', async (answer, value) => {
    const { core, sent } = open({ mail: async () => answer });
    const tested = await core.handlers['settings.testMail'](
      { mail: MAIL, secret: 'pw', to: 'me@example.org' },
      caller,
    );
    expect(tested).toEqual({ ok: true, value });
    expect(sent).toMatchObject([
      { to: { address: 'me@example.org' }, subject: 'Test message', calendar: null },
    ]);
    expect(sent[0]?.messageId).toMatch(/@example\.org>$/);
  });
});

test('Test connection says what it found', async () => {
  const { core, asked } = open();
  const tested = await core.handlers['settings.testPortal'](
    { portal: PORTAL, secret: null, writes: false },
    caller,
  );
  if (!tested.ok) throw new Error(tested.error.code);
  expect(contract['settings.testPortal'].output.parse(tested.value)).toMatchObject({ ok: false });
  expect(asked).toMatchObject([{ method: 'GET', url: 'metadata' }]);
});

test.each([true, false])('it writes only when asked to (%s)', async (writes) => {
  const inner = openInProcessPortal(Date.now);
  const methods = new Set<string>();
  const { core } = open({
    portal: async (request) => {
      methods.add(request.method);
      return request.url === 'metadata'
        ? { kind: 'answer', status: 200, body: { resourceType: 'CapabilityStatement' }, retryAfterMs: null }
        : inner.send(request);
    },
  });
  const tested = await core.handlers['settings.testPortal']({ portal: PORTAL, secret: null, writes }, caller);
  if (!tested.ok) throw new Error(tested.error.code);
  expect(methods.has('POST')).toBe(writes);
  expect(tested.value.findings.some(({ code }) => code === 'atomic')).toBe(writes);
});

describe('a key store that asks somebody for a password', () => {
  /** From now on it asks somebody; a token was stored before. */
  async function asking() {
    let state = Promise.resolve<KeyStoreState>('ready');
    const desk = open({ keyStore: () => state });
    await desk.save({ portal: PORTAL, portalSecret: 'top secret' });
    await desk.clock.advance(1000);
    desk.events.length = 0;
    const { promise, resolve } = Promise.withResolvers<KeyStoreState>();
    state = promise;
    const slow = (): void => {
      state = new Promise(() => {});
    };
    return { ...desk, answer: resolve, slow };
  }
  const waiting = { ok: false, error: { code: 'secrets-waiting' } };

  /** What `command` resolves to within the time somebody is kept waiting. */
  async function inSeconds<T>(
    { clock }: Awaited<ReturnType<typeof asking>>,
    command: T,
  ): Promise<Awaited<T>> {
    await clock.advance(2000);
    return await command;
  }

  test('keeps neither the window nor what needs no secret waiting', async () => {
    const desk = await asking();
    expect(await desk.core.handlers['settings.get'](undefined, caller)).toMatchObject({ ok: true });
    expect(await desk.save({ rules: { ...rules, undoSeconds: 20 } })).toEqual({ ok: true, value: null });
  });

  test('is said to be waiting on the Settings screen, and once it answers, what it knows', async () => {
    const desk = await asking();
    const found = await inSeconds(desk, desk.get());
    expect(found).toMatchObject({ keyStore: 'waiting', portalSecretSet: true, mailSecretSet: false });
    expect(desk.events).toEqual([]);
    desk.answer('ready');
    await desk.clock.advance(1000);
    expect(desk.events).toContainEqual({ type: 'changed', topics: ['settings'] });
    expect(await desk.get()).toMatchObject({ keyStore: 'ready', portalSecretSet: true });
  });

  test('is not asked for ever where it is always slow', async () => {
    const desk = await asking();
    expect(await inSeconds(desk, desk.get())).toMatchObject({ keyStore: 'waiting' });
    desk.answer('ready');
    await desk.clock.advance(1000);
    desk.events.length = 0;
    desk.slow();
    // What came too late is the answer to what the window asks then.
    expect(await desk.get()).toMatchObject({ keyStore: 'ready', portalSecretSet: true });
    expect(desk.events).toEqual([]);
    // Later it is asked again.
    await desk.clock.advance(60_000);
    expect(await inSeconds(desk, desk.get())).toMatchObject({ keyStore: 'waiting' });
  });

  test('keeps a secret from being saved or tried, and what was refused is not stored later', async () => {
    const desk = await asking();
    const { handlers } = desk.core;
    expect(await inSeconds(desk, desk.save({ portal: PORTAL, portalSecret: 'new' }))).toEqual(waiting);
    expect(await inSeconds(desk, desk.save({ portal: PORTAL }))).toEqual(waiting);
    const tried = handlers['settings.testPortal']({ portal: PORTAL, secret: null, writes: false }, caller);
    expect(await inSeconds(desk, tried)).toEqual(waiting);
    desk.answer('ready');
    await desk.clock.settle();
    expect(desk.secrets.get('portal')?.secret).toBe('top secret');
    expect(await desk.save({ portal: PORTAL, portalSecret: 'new' })).toEqual({ ok: true, value: null });
    expect(desk.secrets.get('portal')?.secret).toBe('new');
  });

  test('holds up the portal and the mail server, each saying why, and nothing else', async () => {
    const desk = open({
      portal: async () => ({ kind: 'none', why: 'key-store', detail: '' }),
      mail: async () => ({ kind: 'key-store' }),
    });
    await desk.save({ portal: PORTAL, portalSecret: 'x' });
    desk.core.start();
    expect(await desk.core.handlers['sync.refresh'](undefined, caller)).toMatchObject({
      ok: true,
      value: { phase: 'key-store', detail: null },
    });
    expect(
      await desk.core.handlers['settings.testMail'](
        { mail: MAIL, secret: 'pw', to: 'me@example.org' },
        caller,
      ),
    ).toEqual({ ok: true, value: { ok: false, code: 'key-store', detail: '' } });
  });
});
