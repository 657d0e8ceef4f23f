import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';

const { app, powerMonitor } = vi.hoisted(() => ({
  app: { on: vi.fn() },
  powerMonitor: { on: vi.fn() },
}));
vi.mock('electron', () => ({ app, powerMonitor }));

test('the system’s lock, sleep and change of user are told, and so is that it wakes', async () => {
  const events = new EventEmitter();
  powerMonitor.on.mockImplementation((name: string, listener: () => void) => events.on(name, listener));
  const { watchForeground } = await import('../../../src-main/shell/foreground.ts');
  const [left, awake] = [vi.fn(), vi.fn()];
  watchForeground({ setForeground: () => {}, awake, left });
  for (const event of ['lock-screen', 'suspend', 'user-did-resign-active']) events.emit(event);
  expect(left).toHaveBeenCalledTimes(3);
  expect(awake).not.toHaveBeenCalled();
  events.emit('resume');
  expect(awake).toHaveBeenCalledOnce();
});
