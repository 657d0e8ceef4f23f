import type { SessionView } from '../../src-shared/ipc/session-views.ts';
import { invoke, subscribe } from '../api/client.ts';
import { type Query, reread, useServerState } from '../api/server-state.ts';
import { useDrafts } from './drafts.ts';
import { typedNow } from './kept.ts';

const KEY = ['session'];

/** Who is signed in, or can be, as the main process has it. */
export const useSession = (): Query<SessionView> =>
  useServerState({ key: KEY, read: () => invoke('session.get', undefined), topics: [] });

/** The user who is signed in. */
export const useMe = (): string | null => useSession().data?.user?.id ?? null;

/** Whether whoever is signed in is a manager. */
export const useMayManage = (): boolean => useSession().data?.user?.role === 'manager';

/** Reads that anew whenever it may have changed, and hands over what is typed before a lock. Returns the function that stops this. */
export function followSession(): () => void {
  return subscribe((event) => {
    if (event.type !== 'session') return;
    if (event.locking) void lockDesk(true);
    else void reread(KEY);
  });
}

/** How long what is typed may take to be saved: a disk that does not answer holds no lock up. */
const SAVED_WITHIN_MS = 500;

/** Locks the desk. What is typed is saved, or handed over for the next time. `stays`: the same person is expected back. */
export async function lockDesk(stays: boolean): Promise<void> {
  const patience = new Promise((over) => window.setTimeout(over, SAVED_WITHIN_MS));
  await Promise.race([useDrafts.getState().flush(), patience]);
  const locked = await invoke('session.lock', { kept: typedNow(), stays });
  // What cannot be handed over, a pasted book say, keeps no desk open.
  if (!locked.ok) await invoke('session.lock', { kept: null, stays });
}

/** How often it is said that somebody is at the window. */
const AGAIN_MS = 10_000;

/** Tells the main process that somebody is at the window, as long as they are. Returns the function that stops this. */
export function followActivity(): () => void {
  let pause = 0;
  let touchedSince = false;

  function tell(): void {
    touchedSince = false;
    void invoke('session.active', undefined);
    pause = window.setTimeout(() => {
      pause = 0;
      if (touchedSince) tell();
    }, AGAIN_MS);
  }

  const touched = (): void => {
    if (pause === 0) tell();
    else touchedSince = true;
  };
  const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  for (const input of inputs) window.addEventListener(input, touched, { capture: true, passive: true });
  return () => {
    for (const input of inputs) window.removeEventListener(input, touched, { capture: true });
    window.clearTimeout(pause);
  };
}
