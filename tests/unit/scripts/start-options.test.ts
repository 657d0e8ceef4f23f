import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../scripts/lib/start-options.mjs';

const none = {
  clinic: false,
  preview: false,
  fresh: false,
  restoreBackup: null,
  noOpen: false,
  help: false,
  port: null,
  dataDir: null,
  readyFile: null,
  now: null,
};

describe('the options of npm start', () => {
  it('are all optional', () => {
    expect(parseStartOptions([], '/home')).toEqual({ options: none });
  });

  it('say which backup to go back to: the newest, or the one of a file', () => {
    expect(parseStartOptions(['--restore-backup', '--clinic'], '/home')).toEqual({
      options: { ...none, clinic: true, restoreBackup: true },
    });
    expect(parseStartOptions(['--restore-backup=b.sqlite'], '/home')).toEqual({
      options: { ...none, restoreBackup: resolve('/home', 'b.sqlite') },
    });
    expect(parseStartOptions(['--restore-backup='], '/home')).toHaveProperty('error');
    expect(parseStartOptions(['--fresh', '--restore-backup'], '/home')).toHaveProperty('error');
  });

  it('take values after a space or an equals sign, and paths from where the person is', () => {
    expect(
      parseStartOptions(
        [
          '--preview',
          '--no-open',
          '--fresh',
          '--port',
          '4100',
          '--data-dir=data',
          '--ready-file',
          '/srv/f',
          '--now=2026-11-20T15:00:00Z',
        ],
        '/home',
      ),
    ).toEqual({
      options: {
        ...none,
        preview: true,
        noOpen: true,
        fresh: true,
        port: 4100,
        dataDir: resolve('/home/data'),
        readyFile: '/srv/f',
        now: '2026-11-20T15:00:00Z',
      },
    });
  });

  it('take port 0 for any free one, as without the option', () => {
    expect(parseStartOptions(['--port', '0'], '/home')).toEqual({ options: none });
  });

  it.each([
    [['--clinic', '--fresh'], '--fresh is for the demo clinic, not for your own.'],
    [['--colour'], 'Unknown option --colour.'],
    [['desk'], 'Unknown option desk.'],
    [['--previews'], 'Unknown option --previews.'],
    [['--port'], '--port needs a value.'],
    [['--port='], '--port needs a value.'],
    [['--data-dir', '--fresh'], '--data-dir needs a value.'],
    [['--port', 'eighty'], '--port takes a number from 0 to 65532, not eighty.'],
    [['--port', '-1'], '--port takes a number from 0 to 65532, not -1.'],
    [['--port', '0.5'], '--port takes a number from 0 to 65532, not 0.5.'],
    [['--port', '65533'], '--port takes a number from 0 to 65532, not 65533.'],
    [
      ['--now', '2026-11-20'],
      '--now takes an instant with an offset, such as 2026-11-20T15:00:00Z, not 2026-11-20.',
    ],
  ])('%j is refused with a sentence', (argv, error) => {
    expect(parseStartOptions(argv, '/home')).toEqual({ error });
  });
});
