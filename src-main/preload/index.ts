import { contextBridge, ipcRenderer } from 'electron';
import { COMMAND_NAMES, EVENT_CHANNEL, INVOKE_CHANNEL } from '../../src-shared/ipc/names.ts';

const names: ReadonlySet<string> = new Set(COMMAND_NAMES);

/** The window's only way to the main process. */
contextBridge.exposeInMainWorld('reslot', {
  invoke: async (name: string, input: unknown): Promise<unknown> => {
    if (!names.has(name)) throw new Error(`No such command: ${name}`);
    return ipcRenderer.invoke(INVOKE_CHANNEL, name, input);
  },
  onEvent: (listener: (event: unknown) => void): (() => void) => {
    const forward = (_: unknown, event: unknown): void => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
});
