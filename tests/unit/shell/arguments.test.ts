import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Arguments, parseArguments } from '../../../src-main/shell/arguments.ts';

const none: Arguments = {
  dataDir: null,
  demo: false,
  fresh: false,
  demoPorts: { portal: 0, mailbox: 0, smtp: 0 },
  now: null,
  endpointsFile: null,
  restoreBackup: null,
  recoveryKeyFile: null,
  refusalFile: null,
};

const parse = (...argv: string[]) => parseArguments(['electron', '.', ...argv], '/home/desk', false);

describe('parseArguments', () => {
  it('needs none', () => {
    expect(parse()).toEqual({ ok: true, value: none });
  });

  it('lets nobody choose the clock of an installed program', () => {
    const installed = parseArguments(['reslot', '--now=2026-11-20T15:00:00Z'], '/home/desk', true);
    expect(installed).toEqual({ ok: true, value: none });
  });

  it('reads which backup to go back to: the newest, or the one of a file', () => {
    expect(parse('--restore-backup')).toEqual({ ok: true, value: { ...none, restoreBackup: 'newest' } });
    const path = resolve('/home/desk', 'b.sqlite');
    expect(parse('--restore-backup=b.sqlite')).toEqual({
      ok: true,
      value: { ...none, restoreBackup: { path } },
    });
    expect(parse('--restore-backup=')).toMatchObject({ ok: false });
    expect(parse('--demo', '--fresh', '--restore-backup')).toMatchObject({ ok: false });
  });

  it('reads all of them', () => {
    expect(
      parse(
        '--demo',
        '--fresh',
        '--data-dir=data',
        '--demo-ports=4101,4102,4103',
        '--now=2026-11-20T09:00:00-06:00',
        '--endpoints-file=/srv/e.json',
        '--refusal-file=/srv/r.txt',
        '--recovery-key-file=/srv/k.txt',
      ),
    ).toEqual({
      ok: true,
      value: {
        dataDir: resolve('/home/desk/data'),
        demo: true,
        fresh: true,
        demoPorts: { portal: 4101, mailbox: 4102, smtp: 4103 },
        now: Date.UTC(2026, 10, 20, 15),
        endpointsFile: resolve('/srv/e.json'),
        restoreBackup: null,
        refusalFile: resolve('/srv/r.txt'),
        recoveryKeyFile: resolve('/srv/k.txt'),
      },
    });
  });

  it("passes over Electron's and Chromium's own switches", () => {
    expect(parse('--inspect=0', '--remote-debugging-port=0', '--no-sandbox', 'file.txt')).toEqual({
      ok: true,
      value: none,
    });
  });

  it.each([
    ['--data-dir', '--data-dir needs a value'],
    ['--data-dir=', '--data-dir needs a value'],
    ['--now=yesterday', '--now takes an instant'],
    ['--now=2026-11-20', '--now takes an instant'],
    ['--now=2026-11-20T09:00:00', '--now takes an instant'],
    ['--now=2026-13-41T09:00:00Z', '--now takes an instant'],
    ['--demo-ports=1,2', '--demo-ports takes three'],
    ['--demo-ports=1,2,3,4', '--demo-ports takes three'],
    ['--demo-ports=1,2,65536', '--demo-ports takes three'],
    ['--demo-ports=a,b,c', '--demo-ports takes three'],
    ['--fresh', '--fresh is for the demo clinic only'],
  ])('refuses %s with a sentence', (argument, sentence) => {
    const result = parse(argument);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining(sentence) });
  });
});
