import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLogger } from '../../../src-main/adapters/logger.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-log-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const lines = (file: string): { event: string }[] =>
  readFileSync(join(directory, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });

describe('the log', () => {
  it('has one JSON line an event, there at once, for this user only', () => {
    const logger = createFileLogger({ directory });
    logger.warn('sync-failed', { status: 503, attempt: 2 });
    expect(lines('reslot.log')).toMatchObject([{ level: 40, event: 'sync-failed', status: 503, attempt: 2 }]);
    expect(statSync(join(directory, 'reslot.log')).mode & 0o777).toBe(0o600);
    logger.close();
  });

  it('goes on where it left off', () => {
    for (const event of ['first', 'second']) {
      const logger = createFileLogger({ directory });
      logger.info(event);
      logger.close();
    }
    expect(lines('reslot.log').map((line) => line.event)).toEqual(['first', 'second']);
  });

  it('leaves out what is below its level', () => {
    const logger = createFileLogger({ directory, level: 'warn' });
    logger.info('quiet');
    logger.error('loud');
    logger.close();
    expect(lines('reslot.log').map((line) => line.event)).toEqual(['loud']);
  });

  it('never takes more than twice its size, and keeps the newest', () => {
    const logger = createFileLogger({ directory, maxBytes: 1000 });
    for (let n = 0; n < 200; n += 1) logger.info(`event-${n}`);
    logger.close();
    expect(readdirSync(directory).sort()).toEqual(['reslot.1.log', 'reslot.log']);
    for (const file of readdirSync(directory))
      expect(statSync(join(directory, file)).size).toBeLessThan(1200);
    const kept = [...lines('reslot.1.log'), ...lines('reslot.log')].map((line) => line.event);
    expect(kept.at(-1)).toBe('event-199');
    expect(kept).toEqual(kept.map((_, index) => `event-${200 - kept.length + index}`));
  });

  it('says so when its directory cannot be made', () => {
    writeFileSync(join(directory, 'logs'), 'a file');
    expect(() => createFileLogger({ directory: join(directory, 'logs') })).toThrow('EEXIST');
    expect(existsSync(join(directory, 'logs', 'reslot.log'))).toBe(false);
  });

  it('is silent after it has been closed', () => {
    const logger = createFileLogger({ directory });
    logger.close();
    expect(() => logger.info('late')).not.toThrow();
  });
});
