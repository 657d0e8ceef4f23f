import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recoverFromCrashes } from '../../../src-main/shell/crash.ts';
import { createEmptyWindow } from '../../../src-main/shell/empty-window.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const { dialog } = vi.hoisted(() => ({ dialog: { showMessageBox: vi.fn(), showErrorBox: vi.fn() } }));
vi.mock('electron', () => ({ dialog, app: { quit: vi.fn() } }));

const killed = vi.spyOn(process, 'kill');
beforeEach(() => killed.mockReset().mockReturnValue(true));
afterAll(() => killed.mockRestore());
afterEach(() => dialog.showMessageBox.mockReset());

/** A window whose page gives way where it is loaded anew, or hangs; what is done to it stands in `done`. */
function windowThat(isHanging: boolean) {
  const clock = createVirtualClock();
  const done: string[] = [];
  let state = { crashed: false, destroyed: false, hanging: isHanging };
  const contents = Object.assign(new EventEmitter(), {
    isCrashed: () => state.crashed,
    getOSProcessId: () => 4711,
    forcefullyCrashRenderer: () => void done.push('ended'),
  });
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    isDestroyed: () => state.destroyed,
    reload() {
      done.push('loaded');
      if (!state.hanging) clock.after(300, () => contents.emit('did-navigate'));
    },
  });
  const set = (over: Partial<typeof state>): void => {
    state = { ...state, ...over };
  };
  /** Its process ends, and with it what hung. */
  const die = (): void => {
    set({ crashed: true, hanging: false });
    contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  };
  const logged: string[] = [];
  const log = (event: string): void => void logged.push(event);
  const logger = { debug: log, info: log, warn: log, error: log, close: () => {} };
  // What Electron's window is for these two.
  const shown = window as unknown as BrowserWindow;
  const emptied = createEmptyWindow(shown, clock, logger);
  recoverFromCrashes(shown, emptied, clock, logger);
  return { clock, done, set, die, logged, emptied };
}

test('a page that gives way is left alone', async () => {
  const { clock, done, emptied, logged } = windowThat(false);
  emptied.empty();
  await clock.advance(60_000);
  expect([done, logged, clock.pending()]).toEqual([['loaded'], [], 0]);
});

test('the process of a page that hangs is ended, and its page comes back without a word', async () => {
  const { clock, done, die, emptied, logged } = windowThat(true);
  emptied.empty();
  await clock.advance(1900);
  expect(done).toEqual(['loaded']);
  await clock.advance(200);
  expect(done).toEqual(['loaded', 'ended']);
  die();
  // Not within Electron's own event.
  expect(done).toEqual(['loaded', 'ended']);
  await clock.advance(1000);
  expect(done).toEqual(['loaded', 'ended', 'loaded']);
  expect([logged, clock.pending()]).toEqual([['window-ended'], 0]);
  expect(dialog.showMessageBox).not.toHaveBeenCalled();
  expect(killed).not.toHaveBeenCalled();
});

test('one that does not take that is ended by the system', async () => {
  const { clock, done, die, emptied } = windowThat(true);
  emptied.empty();
  await clock.advance(3100);
  expect(killed.mock.calls).toEqual([[4711, 'SIGKILL']]);
  // Locked once more meanwhile.
  emptied.empty();
  die();
  await clock.advance(1000);
  expect(done).toEqual(['loaded', 'ended', 'loaded']);
});

test('a page that does not come once the process is gone is asked for again', async () => {
  const { clock, done, die, set, emptied } = windowThat(true);
  emptied.empty();
  await clock.advance(2000);
  die();
  set({ hanging: true });
  await clock.advance(20_000);
  const asked = done.filter((one) => one === 'loaded').length;
  expect(asked).toBeGreaterThan(2);
  set({ hanging: false });
  await clock.advance(60_000);
  const last = done.length;
  await clock.advance(600_000);
  expect([done.length, done.filter((one) => one === 'ended')]).toEqual([last, ['ended']]);
});

test('one that dies by itself is a crash, of which the person is told', async () => {
  const { clock, done, die, emptied, logged } = windowThat(false);
  die();
  expect([done, logged]).toEqual([['loaded'], ['window-crashed']]);
  expect(dialog.showMessageBox).toHaveBeenCalledOnce();
  emptied.empty();
  await clock.advance(60_000);
  expect(logged).toEqual(['window-crashed']);
});

test('of a window that is closed meanwhile nothing is asked', async () => {
  const { clock, done, set, emptied } = windowThat(true);
  emptied.empty();
  set({ destroyed: true });
  await clock.advance(60_000);
  expect(done).toEqual(['loaded']);
});
