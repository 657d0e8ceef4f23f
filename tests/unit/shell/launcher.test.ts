import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { obeyLauncher } from '../../../src-main/shell/launcher.ts';

function channel(connected: boolean | undefined) {
  const emitter = new EventEmitter();
  const quit = vi.fn();
  obeyLauncher(Object.assign(emitter, { connected }), quit);
  return { emitter, quit };
}

describe('the script that started the program', () => {
  it('asks it to end by a message, or by being gone', () => {
    const { emitter, quit } = channel(true);
    emitter.emit('message', { type: 'quit' });
    expect(quit).toHaveBeenCalledTimes(1);
    emitter.emit('disconnect');
    expect(quit).toHaveBeenCalledTimes(2);
  });

  it.each([null, undefined, 'quit', 1, {}, { type: 'other' }, [{ type: 'quit' }]])(
    'asks nothing by the message %j',
    (message) => {
      const { emitter, quit } = channel(true);
      emitter.emit('message', message);
      expect(quit).not.toHaveBeenCalled();
    },
  );

  it('may be gone before the program listens', () => {
    expect(channel(false).quit).toHaveBeenCalledTimes(1);
  });

  it('is none where there is no channel', () => {
    const { emitter, quit } = channel(undefined);
    expect([emitter.eventNames(), quit.mock.calls]).toEqual([[], []]);
  });
});
