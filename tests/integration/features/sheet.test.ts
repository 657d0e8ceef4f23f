import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { unresolvedRequests } from '../../../src-main/features/sheet/requests.ts';
import type { SheetPrinter } from '../../../src-main/ports.ts';
import { waysOut } from '../../../src-shared/domain/attention-ways.ts';
import { DEFAULT_SHEET, type SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import type { SheetInput } from '../../../src-shared/ipc/sheet-views.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { ASKED_START, NOW, OWN_START } from '../../support/domain.ts';
import { type LocalCoreOptions, openLocalCore } from '../../support/local-core.ts';
import { actor, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';
import { cellsOf } from '../../support/sheet-text.ts';

/** A slow disk takes its time. */
const PATIENTLY = { timeout: 30_000 };

const caller = { actor };
const MONDAY = '2026-11-23';
const NEXT_MONDAY: SheetInput = { from: '2026-11-30', days: 1, practitionerId: null, phones: true };
const HTML = `reslot-${MONDAY}.html`;
const PDF = `reslot-${MONDAY}.pdf`;

/** Makes something that says which sheet it was made of. */
const printer: SheetPrinter = {
  toPdf: async (html) => ok(new TextEncoder().encode(`%PDF- ${html.length}`)),
  print: async () => 'printed',
};

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-sheet-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A desk that writes the sheet into `folder`, started; the first sheet is awaited. */
async function openWriting(options: LocalCoreOptions & { readonly settings?: Partial<SheetSettings> } = {}) {
  const folder = join(temporaryFolder(), 'paper');
  const desk = openLocalCore({ printer, ...options });
  seedPeople(desk.db);
  desk.core.start();
  const { handlers } = desk.core;
  const state = async () => {
    const found = await handlers['sheet.state'](undefined, caller);
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  };
  const attention = async () => {
    const found = await handlers['attention.list'](undefined, caller);
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  };
  /** Until the desk says that it has tried to write since `before`. */
  const writtenAt = (at: number) =>
    vi.waitFor(async () => expect((await state()).written?.at).toBe(at), PATIENTLY);
  const failedAt = (at: number) =>
    vi.waitFor(async () => expect((await state()).failure?.at).toBe(at), PATIENTLY);
  const saved = await handlers['settings.save'](
    { sheet: { ...DEFAULT_SHEET, automatic: true, folder, ...options.settings } },
    caller,
  );
  expect(saved).toEqual({ ok: true, value: null });
  return { ...desk, folder, handlers, state, attention, writtenAt, failedAt };
}

const htmlIn = (folder: string): string => readFileSync(join(folder, HTML), 'utf8');

describe('a sheet', () => {
  test('has the day’s visits, Tentative and requests as the schedule has them; days of other providers are another’s', async () => {
    const { core, db } = openLocalCore();
    seedPeople(db);
    seedAppointment(db);
    seedRequest(db);
    seedAppointment(db, { id: 'other', practitionerId: 'practitioner-2', patientId: 'patient-2' });
    seedAppointment(db, { id: 'gone', status: 'cancelled' });
    const html = async (input: SheetInput): Promise<string> => {
      const found = await core.handlers['sheet.preview'](input, caller);
      if (!found.ok) throw new Error(found.error.code);
      return found.value.html;
    };
    const whole = await html(NEXT_MONDAY);
    expect(whole.match(/class="time/g)).toHaveLength(2);
    expect(whole).toContain('Ben Ortiz');
    expect(whole).toContain('open request: asks to move it to Tue, Dec 1, 2026, 2:00 PM');
    expect(whole).toContain('What the patient wrote');
    const mine = await html({ ...NEXT_MONDAY, practitionerId: 'practitioner-2' });
    expect(mine).toContain('Ben Ortiz');
    expect(mine).not.toContain('asks to move it');
    expect(mine).toContain('1 more open request is about other days or providers.');
    // On the day asked for, the request stands alone.
    expect(await html({ ...NEXT_MONDAY, from: '2026-12-01' })).toContain(
      'Asks to move it to Tue, Dec 1, 2026',
    );
    expect(await core.handlers['sheet.preview']({ ...NEXT_MONDAY, from: '2026-02-30' }, caller)).toEqual({
      ok: false,
      error: { code: 'bad-input' },
    });
  });

  test('has the time that is blocked that day with whose it is, also where nothing else stands', async () => {
    const { core, db } = openLocalCore();
    seedPeople(db);
    seedAppointment(db);
    const block = (id: string, practitionerId: string, over: object = {}) =>
      core.handlers['blocks.change'](
        {
          before: null,
          after: {
            id,
            practitionerId,
            reason: `Reason of ${id}`,
            date: '2026-11-23',
            from: '12:00',
            to: '13:00',
            weekly: { until: null, except: [] },
            ...over,
          },
        },
        caller,
      );
    await block('lunch', 'practitioner-1');
    await block('rounds', 'practitioner-2', { from: '08:00', to: '09:30' });
    await block('that-day-not', 'practitioner-1', { weekly: { until: null, except: ['2026-11-30'] } });
    await block('elsewhen', 'practitioner-1', { date: '2026-12-01', weekly: null });
    const tables = async (input: SheetInput) => {
      const found = await core.handlers['sheet.preview'](input, caller);
      if (!found.ok) throw new Error(found.error.code);
      expect(found.value.html).not.toContain('Nothing is booked');
      return cellsOf(found.value.html).map(([head, , ...rows]) => [
        head?.[0]?.split(' · ')[0],
        ...rows.map(([time, what]) => `${time} ${what}`),
      ]);
    };
    const [own, other] = [
      ['Dr. Ruth Okafor', '10:00 AM – 10:30 AM Ada Marsh', '12:00 PM – 1:00 PM Blocked: Reason of lunch'],
      ['Dr. Ivan Petrov', '8:00 AM – 9:30 AM Blocked: Reason of rounds'],
    ];
    expect((await tables(NEXT_MONDAY)).toSorted()).toEqual([other, own]);
    expect(await tables({ ...NEXT_MONDAY, practitionerId: 'practitioner-2' })).toEqual([other]);
  });

  test('walks no large table', () => {
    const { db } = openLocalCore();
    seedPeople(db);
    seedAppointment(db);
    seedRequest(db);
    const queries = statementsOf(db, (recording) => {
      unresolvedRequests(recording, {
        from: OWN_START,
        to: ASKED_START,
        practitionerId: null,
        moment: { now: NOW, zone: 'America/Chicago' },
      });
    });
    expect(queries.length).toBeGreaterThan(3);
    expect(queries.flatMap((query) => scansOf(db, query))).toEqual([]);
  });

  test('without a printer says so; a PDF goes where it was told to, for this user only', async () => {
    const path = join(temporaryFolder(), 'my sheet.pdf');
    const dialogs = { chooseFolder: async () => null, chooseSavePath: async () => path };
    const poor = openLocalCore({ dialogs });
    expect(await poor.core.handlers['sheet.print'](NEXT_MONDAY, caller)).toEqual({
      ok: false,
      error: { code: 'no-printer' },
    });
    expect(await poor.core.handlers['sheet.savePdf'](NEXT_MONDAY, caller)).toEqual({
      ok: false,
      error: { code: 'pdf-failed' },
    });
    const { core } = openLocalCore({ dialogs, printer });
    expect(await core.handlers['sheet.print'](NEXT_MONDAY, caller)).toEqual({
      ok: true,
      value: { printed: true },
    });
    expect(await core.handlers['sheet.savePdf'](NEXT_MONDAY, caller)).toEqual({ ok: true, value: { path } });
    expect(readFileSync(path, 'latin1')).toMatch(/^%PDF-/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const dropped = openLocalCore({ printer });
    expect(await dropped.core.handlers['sheet.savePdf'](NEXT_MONDAY, caller)).toEqual({
      ok: true,
      value: { path: null },
    });
  });
});

describe('automatic writing', () => {
  test('begins when it is switched on, goes on every hour, and replaces the files of the day', async () => {
    const { folder, db, clock, writtenAt, core } = await openWriting();
    await writtenAt(NOW);
    expect(readdirSync(folder).sort()).toEqual([HTML, PDF]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of [HTML, PDF]) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(htmlIn(folder)).toContain('As of Mon, Nov 23, 2026, 9:00 AM');
    expect(htmlIn(folder)).toContain('Tue, Nov 24, 2026');
    seedAppointment(db, { start: NOW + HOUR_MS, end: NOW + 2 * HOUR_MS });
    await clock.advance(HOUR_MS - 1);
    expect(htmlIn(folder)).not.toContain('Follow-up');
    await clock.advance(1);
    await writtenAt(NOW + HOUR_MS);
    expect(htmlIn(folder)).toContain('10:00&nbsp;AM – 11:00&nbsp;AM');
    await clock.advance(HOUR_MS);
    await writtenAt(NOW + 2 * HOUR_MS);
    expect(readdirSync(folder).sort()).toEqual([HTML, PDF]);
    expect(core.status().needAttention).toBe(0);
  });

  test('writes a last time when the program is closed', async () => {
    const { folder, clock, writtenAt, core } = await openWriting();
    await writtenAt(NOW);
    await clock.advance(20 * MINUTE_MS);
    await core.stop();
    expect(htmlIn(folder)).toContain('As of Mon, Nov 23, 2026, 9:20 AM');
    expect(existsSync(join(folder, PDF))).toBe(true);
  });

  test('a PDF that never comes does not hold up the end; the sheet itself is there', async () => {
    let answers = true;
    const slow: SheetPrinter = {
      ...printer,
      toPdf: (html) => (answers ? printer.toPdf(html) : new Promise(() => {})),
    };
    const { folder, clock, writtenAt, core } = await openWriting({ printer: slow });
    await writtenAt(NOW);
    answers = false;
    await clock.advance(20 * MINUTE_MS);
    const stopped = core.stop();
    await vi.waitFor(() => expect(htmlIn(folder)).toContain('9:20 AM'), PATIENTLY);
    await clock.advance(5000);
    await stopped;
  });

  test('a folder that is gone is said, not made anew, and found when it is back', async () => {
    const { folder, clock, core, attention, failedAt, writtenAt, state, handlers } = await openWriting();
    await writtenAt(NOW);
    rmSync(folder, { recursive: true });
    await clock.advance(HOUR_MS);
    await failedAt(NOW + HOUR_MS);
    expect(existsSync(folder)).toBe(false);
    const failure = { code: 'sheet-folder-gone' as const, folder, at: NOW + HOUR_MS };
    expect(await attention()).toEqual([
      { kind: 'sheet', id: 'sheet', ...failure, ways: [...waysOut({ kind: 'sheet' })] },
    ]);
    expect(core.status().needAttention).toBe(1);
    expect(await handlers['sheet.writeNow'](undefined, caller)).toEqual({
      ok: false,
      error: { code: 'sheet-folder-gone' },
    });
    mkdirSync(folder);
    await clock.advance(5 * MINUTE_MS);
    await writtenAt(NOW + HOUR_MS + 5 * MINUTE_MS);
    expect([await attention(), core.status().needAttention, (await state()).failure]).toEqual([[], 0, null]);
    expect(htmlIn(folder)).toContain('10:05 AM');
  });

  test.each([
    ['a file where the folder should be', 'file', 'sheet-folder-gone'],
    ['a place where nothing can be written', '/proc/self/paper', 'sheet-folder-gone'],
  ])('%s', async (_name, place, code) => {
    const folder = place === 'file' ? join(temporaryFolder(), 'file') : place;
    if (place === 'file') writeFileSync(folder, '');
    const { failedAt, state } = await openWriting({
      settings: { folder: place === 'file' ? join(folder, 'x') : folder },
    });
    await failedAt(NOW);
    expect((await state()).failure?.code).toBe(code);
  });

  test('without PDFs the sheet is written all the same, and an older PDF does not stay beside it', async () => {
    let able = true;
    const changing: SheetPrinter = {
      ...printer,
      toPdf: async (html) => (able ? printer.toPdf(html) : err('pdf-needs-browser')),
    };
    const { folder, clock, writtenAt, state } = await openWriting({ printer: changing });
    await writtenAt(NOW);
    expect(readdirSync(folder)).toContain(PDF);
    able = false;
    await clock.advance(HOUR_MS);
    await writtenAt(NOW + HOUR_MS);
    expect(readdirSync(folder)).toEqual([HTML]);
    expect((await state()).written?.pdfProblem).toBe('pdf-needs-browser');
  });

  test('keeps seven days of its own files and everything else', async () => {
    const parent = temporaryFolder();
    const others = ['reslot-2026-11-17.html', 'reslot-2026-11-16.txt', 'reslot.sqlite', 'holidays.pdf'];
    const old = [
      'reslot-2026-11-16.html',
      'reslot-2026-11-16.pdf',
      'reslot-2025-01-01.html',
      'reslot-2026-11-01.pdf.0b9c2f6e.new',
    ];
    for (const name of [...others, ...old]) writeFileSync(join(parent, name), '');
    const { writtenAt } = await openWriting({ settings: { folder: parent } });
    await writtenAt(NOW);
    await vi.waitFor(
      () => expect(readdirSync(parent).sort()).toEqual([...others, HTML, PDF].sort()),
      PATIENTLY,
    );
  });

  test('switched off, it writes no more, and what was wrong is forgotten', async () => {
    const { folder, clock, core, failedAt, writtenAt, handlers, attention } = await openWriting();
    await writtenAt(NOW);
    rmSync(folder, { recursive: true });
    await clock.advance(HOUR_MS);
    await failedAt(NOW + HOUR_MS);
    await handlers['settings.save']({ sheet: { ...DEFAULT_SHEET, folder } }, caller);
    expect(await attention()).toEqual([]);
    mkdirSync(folder);
    await clock.advance(3 * HOUR_MS);
    await core.stop();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('needs a whole path', async () => {
    const { core } = openLocalCore();
    for (const folder of ['', 'paper', './paper'])
      expect(
        await core.handlers['settings.save'](
          { sheet: { ...DEFAULT_SHEET, automatic: true, folder } },
          caller,
        ),
      ).toEqual({ ok: false, error: { code: 'sheet-no-folder' } });
    expect(await core.handlers['sheet.writeNow'](undefined, caller)).toEqual({
      ok: false,
      error: { code: 'sheet-no-folder' },
    });
  });
});
