import { describe, expect, it } from 'vitest';
import { violations } from '../../../scripts/house-rules/check.ts';

const importing = (file: string, specifier: string): string[] =>
  violations(file, `import { x } from '${specifier}';\nx();\n`).map((violation) => violation.why);

describe('who may import whom', () => {
  it.each([
    ['src-shared/domain/a.ts', '../result.ts'],
    ['src-shared/ipc/a.ts', 'zod'],
    ['src-renderer/features/requests/a.tsx', '../../../src-shared/domain/time.ts'],
    ['src-shared/text/en/downtime-sheet.ts', './practice-times.ts'],
    ['src-renderer/features/requests/a.tsx', '../../../src-shared/text/text.ts'],
    ['src-main/mail/a.ts', '../../src-shared/text/subjects.ts'],
    ['src-renderer/a.tsx', '@mui/material'],
    ['src-main/features/requests/a.ts', './b.ts'],
    ['src-main/features/requests/a.ts', '../../db/db.ts'],
    ['src-main/decisions/a.ts', '../outbox/hold.ts'],
    ['src-main/sync/a.ts', '../outbox/queue.ts'],
    ['src-main/outbox/a.ts', '../db/db.ts'],
    ['src-main/db/migrations/a.ts', '../../icalendar/calendar-object.ts'],
    ['src-renderer/features/patients/a.tsx', '../schedule/StatusMark.tsx'],
    ['src-renderer/features/frame/a.tsx', '../sheet/SheetDialog.tsx'],
    ['src-demo/portal/worker.ts', '@medplum/core'],
    ['src-main/core.ts', './features/requests/handlers.ts'],
    ['src-main/shell/a.ts', 'electron'],
    ['src-main/main.ts', './adapters/clock.ts'],
    ['src-main/preload/index.ts', '../../src-shared/ipc/names.ts'],
    ['src-main/adapters/update-source.ts', 'electron-updater'],
  ])('%s may import %s', (file, specifier) => {
    expect(importing(file, specifier)).toEqual([]);
  });

  it.each([
    ['src-shared/domain/a.ts', 'node:fs'],
    ['src-shared/domain/a.ts', 'kysely'],
    ['src-main/mail/a.ts', 'temporal-polyfill/full'],
    ['src-shared/domain/a.ts', '../../src-main/ports.ts'],
    ['src-renderer/a.tsx', 'electron'],
    ['src-renderer/a.tsx', 'node:path'],
    ['src-shared/text/en/schedule.ts', './practice-times.ts'],
    ['src-renderer/features/schedule/a.tsx', '../../../src-shared/text/en/practice-times.ts'],
    ['src-renderer/a.tsx', '../src-shared/text/en.ts'],
    ['src-main/mail/a.ts', '../../src-shared/text/en/letter.ts'],
    ['src-main/mail/a.ts', '../../src-shared/text/time-formats.ts'],
    ['src-shared/domain/a.ts', '../text/en/requests.ts'],
    ['src-shared/domain/a.ts', '../ipc/request-views.ts'],
    ['src-renderer/features/requests/a.tsx', '../../../src-main/ports.ts'],
    ['src-main/features/requests/a.ts', '../calls/b.ts'],
    ['src-main/features/requests/deep/a.ts', '../../calls/b.ts'],
    ['src-main/features/requests/a.ts', 'electron'],
    ['src-main/features/requests/a.ts', '../../adapters/clock.ts'],
    ['src-main/decisions/a.ts', 'electron'],
    ['src-main/db/a.ts', '../adapters/clock.ts'],
    ['src-main/db/queries/a.ts', '../../outbox/entries.ts'],
    ['src-main/outbox/a.ts', '../sync/push.ts'],
    ['src-main/outbox/a.ts', '../decisions/prepare-decision.ts'],
    ['src-main/outbox/a.ts', '../shell/window.ts'],
    ['src-main/mail/a.ts', '../sync/push.ts'],
    ['src-main/sync/a.ts', '../decisions/prepare-decision.ts'],
    ['src-main/shell/a.ts', '../outbox/entries.ts'],
    ['src-main/sync/a.ts', '../adapters/fhir-portal.ts'],
    ['src-main/mail/a.ts', '../shell/window.ts'],
    ['src-main/core.ts', './adapters/clock.ts'],
    ['src-main/core.ts', '../src-demo/start-demo.ts'],
    ['src-main/shell/a.ts', '../adapters/logger.ts'],
    ['src-main/shell/a.ts', '../features/requests/a.ts'],
    ['src-main/adapters/a.ts', 'electron'],
    ['src-demo/a.ts', 'electron'],
    ['src-demo/a.ts', '../src-main/sync/push.ts'],
    ['src-main/main.ts', '../src-demo/start-demo.ts'],
    ['src-main/shell/a.ts', '../../src-demo/demo-error.ts'],
    ['src-main/shell/a.ts', 'electron-updater'],
    ['src-main/core.ts', 'electron-updater'],
    ['src-main/preload/index.ts', 'zod'],
    ['src-main/ports.ts', '../src-renderer/App.tsx'],
    ['src-main/db/a.ts', '../mail/compose.ts'],
    ['src-renderer/stores/a.ts', '../features/requests/a.ts'],
    ['src-renderer/features/schedule/a.tsx', '../requests/a.tsx'],
    ['src-renderer/features/calls/a.tsx', '../attention/a.tsx'],
    ['src-renderer/api/a.ts', '../stores/a.ts'],
    ['src-main/outbox/a.ts', 'node:fs'],
  ])('%s may not import %s', (file, specifier) => {
    expect(importing(file, specifier)).toHaveLength(1);
  });

  it.each([
    ["import type { A } from 'electron';"],
    ["export * from 'electron';"],
    ["export { app } from 'electron';"],
    ["const electron = await import('electron');"],
    ["import 'electron';"],
  ])('%s counts as an import too', (source) => {
    expect(violations('src-main/db/a.ts', source)).toMatchObject([{ line: 1 }]);
  });
});

describe('where time and randomness come from', () => {
  const using = (file: string, code: string): string[] =>
    violations(file, `export const value = () => ${code};`).map((violation) => violation.why);

  it.each([
    ['Date.now()'],
    ['new Date()'],
    ['Date()'],
    ['Math.random()'],
    ['performance.now()'],
    ['Temporal.Now.instant()'],
    ['setTimeout(f, 1)'],
    ['setInterval(f, 1)'],
  ])('%s is not for the core', (code) => {
    expect(using('src-main/sync/a.ts', code)).toHaveLength(1);
    expect(using('src-shared/domain/a.ts', code)).toHaveLength(1);
  });

  it('the window may set timers, but reads the time through its own clock', () => {
    expect(using('src-renderer/features/a.tsx', 'setTimeout(f, 1)')).toEqual([]);
    expect(using('src-renderer/features/a.tsx', 'Date.now()')).toHaveLength(1);
    expect(using('src-renderer/api/clock.ts', 'Date.now()')).toEqual([]);
  });

  it.each([
    ['new Date(at)'],
    ['Date.parse(text)'],
    ['Date.UTC(2026, 0)'],
    ['Math.round(x)'],
    ['clock.now()'],
    ['"Date.now()"'],
  ])('%s is fine', (code) => {
    expect(using('src-main/sync/a.ts', code)).toEqual([]);
  });

  it('adapters are where it comes from', () => {
    expect(using('src-main/adapters/a.ts', 'Date.now() + Math.random()')).toEqual([]);
  });
});

it('a file that cannot be parsed is an error, not a pass', () => {
  expect(() => violations('src-main/a.ts', 'const = ;')).toThrow('cannot be parsed');
});

describe('where words stand', () => {
  const saying = (file: string, source: string) => violations(file, source).map(({ why }) => why);

  it.each([
    ['a string', "const hint = 'Please call the patient.';"],
    ['a label of two words', "const label = 'New time';"],
    ['a template', `const hint = \`Waiting since \${at}: nothing is lost\`;`],
    ['a part of one', `const hint = \`\${name} wrote. You can answer now\`;`],
    ['an element', 'const one = <p>Nothing is booked.</p>;'],
    ['an attribute', 'const one = <p title="Try again later" />;'],
  ])('%s that a person reads is refused outside src-shared/text', (_, source) => {
    for (const file of ['src-renderer/a.tsx', 'src-main/mail/a.tsx', 'src-shared/domain/a.tsx'])
      expect(saying(file, source)).toHaveLength(1);
    expect(saying('src-shared/text/en/a.tsx', source)).toEqual([]);
  });

  it.each([
    ['a code', "const code = 'time-conflict';"],
    ['a name', "const name = 'Reslot'; const header = 'If-None-Match'; const type = 'Task';"],
    ['a key', "const key = 'CmdOrCtrl+Enter'; const event = 'ArrowDown';"],
    [
      'what is thrown',
      `throw new Error('The automatic sheet was refused'); throw new RangeError(\`No weekday for \${x}\`);`,
    ],
    ['a statement of SQL', "const text = 'SELECT count(*) FROM history WHERE desk_name <> ?';"],
    ['a style', 'const style = \'Arial, Helvetica, sans-serif\'; const one = <p className="a b" />;'],
  ])('%s is none', (_, source) => {
    expect(saying('src-main/mail/a.tsx', source)).toEqual([]);
  });

  it.each([
    ["new Intl.DateTimeFormat('en-US').format(at)"],
    ["new Intl.PluralRules('en').select(count)"],
    ['new Intl.Collator().compare'],
    ['count.toLocaleString()'],
    ['at.toLocaleTimeString()'],
    ['one.name.localeCompare(other.name)'],
  ])('%s is for src-shared/text alone', (code) => {
    for (const file of ['src-renderer/a.tsx', 'src-main/mail/a.tsx', 'src-shared/domain/a.tsx'])
      expect(saying(file, code)).toHaveLength(1);
    expect(saying('src-shared/text/en/a.tsx', code)).toEqual([]);
    expect(saying('src-main/mail/a.tsx', "Intl.supportedValuesOf('timeZone')")).toEqual([]);
  });

  it.each([
    ['a constant', 'const A = t.a.b;'],
    ['a table', 'const A = { a: t.a.b };'],
    ['a part', 'const { a } = t.a;'],
    ['all of it', 'const all = t;'],
    ['what is exported', 'export const A = [t.a.b()];'],
  ])('%s that is made when its file is loaded keeps no word', (_, source) => {
    const reading = `import { t } from '../../src-shared/text/text.ts';\n${source}`;
    expect(saying('src-main/mail/a.ts', reading)).toHaveLength(1);
    expect(saying('src-main/mail/a.ts', source)).toEqual([]);
    expect(
      saying(
        'src-main/mail/a.ts',
        reading.replace(source, `const f = () => { ${source.replace('export ', '')} };`),
      ),
    ).toEqual([]);
  });

  it('an error that is returned is not thrown', () => {
    expect(
      saying('src-main/a.ts', "const e = new Error('It is late now'); const s = 'It is late now';"),
    ).toHaveLength(1);
  });
});
