import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLogger } from '../../../src-main/adapters/logger.ts';
import type { LogEvent } from '../../../src-main/log-events.ts';
import { errorSummary, framesOf, ownId } from '../../../src-main/log-values.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-log-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const ID = '3f1c0000-0000-4000-8000-000000000000';

const lines = (file: string): { event: string; status?: number }[] =>
  readFileSync(join(directory, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; status?: number });

describe('the log', () => {
  it('has one JSON line an event, there at once, for this user only', () => {
    const logger = createFileLogger({ directory });
    logger.warn('push-answer', { outboxId: ownId(ID), status: 503, attempt: 2 });
    expect(lines('reslot.log')).toMatchObject([
      { level: 40, event: 'push-answer', outboxId: ID, status: 503, attempt: 2 },
    ]);
    expect(statSync(join(directory, 'reslot.log')).mode & 0o777).toBe(0o600);
    logger.close();
  });

  it('goes on where it left off', () => {
    for (const event of ['quit-timed-out', 'window-unresponsive'] as const) {
      const logger = createFileLogger({ directory });
      logger.info(event);
      logger.close();
    }
    expect(lines('reslot.log').map((line) => line.event)).toEqual(['quit-timed-out', 'window-unresponsive']);
  });

  it('leaves out what is below its level', () => {
    const logger = createFileLogger({ directory, level: 'warn' });
    logger.info('quit-timed-out');
    logger.error('secrets-unreadable');
    logger.close();
    expect(lines('reslot.log').map((line) => line.event)).toEqual(['secrets-unreadable']);
  });

  it('never takes more than twice its size, and keeps the newest', () => {
    const logger = createFileLogger({ directory, maxBytes: 1000 });
    for (let n = 0; n < 200; n += 1)
      logger.info('push-answer', { outboxId: ownId(ID), status: n, attempt: 1 });
    logger.close();
    expect(readdirSync(directory).sort()).toEqual(['reslot.1.log', 'reslot.log']);
    for (const file of readdirSync(directory))
      expect(statSync(join(directory, file)).size).toBeLessThan(1200);
    const kept = [...lines('reslot.1.log'), ...lines('reslot.log')].map((line) => line.status);
    expect(kept.at(-1)).toBe(199);
    expect(kept).toEqual(kept.map((_, index) => 200 - kept.length + index));
  });

  it('says so when its directory cannot be made', () => {
    writeFileSync(join(directory, 'logs'), 'a file');
    expect(() => createFileLogger({ directory: join(directory, 'logs') })).toThrow('EEXIST');
    expect(existsSync(join(directory, 'logs', 'reslot.log'))).toBe(false);
  });

  it('is silent after it has been closed', () => {
    const logger = createFileLogger({ directory });
    logger.close();
    expect(() => logger.info('quit-timed-out')).not.toThrow();
  });

  it('holds no free text, whatever the types were made to believe', () => {
    const logger = createFileLogger({ directory });
    const said = 'Maria Alvarez <maria@example.org> 1980-02-29';
    logger.error(said as LogEvent, { [said]: said, detail: said, list: [said], code: 'ENOENT' } as never);
    logger.warn('mail-not-accepted', { mail: said, answer: 'refused' } as never);
    logger.close();
    const written = readFileSync(join(directory, 'reslot.log'), 'utf8');
    expect(written).not.toMatch(/Maria|example|1980/);
    expect(lines('reslot.log')).toMatchObject([
      { event: '(withheld)', detail: '(withheld)', list: '(withheld)', code: 'ENOENT' },
      { event: 'mail-not-accepted', mail: '(withheld)', answer: 'refused' },
    ]);
  });
});

describe('what is said of an error', () => {
  it('is its class and where it came from, without the folders of this computer', () => {
    const { error, at } = errorSummary(new RangeError('Maria Alvarez'));
    expect(error).toBe('RangeError');
    expect(at).toMatch(/^[^|]*logger\.test\.ts:\d+:\d+/);
    expect(at).not.toContain('/');
    expect(errorSummary('Maria Alvarez')).toEqual({ error: 'thrown', at: '' });
    expect(errorSummary(Object.assign(new Error('x'), { name: 'Maria Alvarez' })).error).toBe('(withheld)');
  });

  it('is never a line of its message, even one that looks like a frame', () => {
    const frame = '    at Maria (/home/alvarez/1980.ts:1:1)';
    for (const message of [`a\n${frame}`, frame, `\n${frame}\n${frame}`])
      expect(errorSummary(new Error(message)).at).not.toMatch(/Maria|1980/);
    for (const line of [
      '    at Maria Alvarez (/home/x/a.ts:1:1)',
      '    at Main Street 1980',
      '    at maria@example.org:1:1',
      ' at f (/a.ts:1:1)',
      '    at f (a.ts:1:1)',
    ])
      expect(framesOf(line)).toBe('');
  });

  it.each([
    ['    at decide (file:///home/jane/app/decide.ts:12:34)', 'decide (decide.ts:12:34)'],
    [
      '    at async Object.run [as call] (C:\\Users\\Jane\\app\\main.js:1:2)',
      'async Object.run [as call] (main.js:1:2)',
    ],
    ['    at new Db (/opt/reslot/main.js:5:6)', 'new Db (main.js:5:6)'],
    ['    at node:internal/process/task_queues:105:5', 'task_queues:105:5'],
    ['    at async file:///home/jane/x.mjs:3:1', 'x.mjs:3:1'],
    ['    at Row (reslot://app/assets/index-Bq_1.js:40:1200)', 'Row (index-Bq_1.js:40:1200)'],
  ])('%s', (line, kept) => {
    expect(framesOf(line)).toBe(kept);
  });

  it('holds for whatever the message is', () => {
    const logger = createFileLogger({ directory });
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (before, after) => {
        const error = new Error(`${before}Ottilie Zwölfender\n    at ${after} Zwölfender`);
        logger.error('uncaught-error', errorSummary(error));
      }),
    );
    logger.close();
    expect(readFileSync(join(directory, 'reslot.log'), 'utf8')).not.toMatch(/Zw|Ottilie/);
  });
});
