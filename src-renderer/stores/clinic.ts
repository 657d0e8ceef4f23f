import { createContext, useContext } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import type { CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { DeskSettings } from '../../src-shared/ipc/settings-views.ts';
import type { Bootstrap } from '../../src-shared/ipc/sync-views.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import type { Moment } from '../../src-shared/text/subjects.ts';
import { invoke, subscribe } from '../api/client.ts';
import { clock, stopwatch } from '../api/clock.ts';
import { type Answer, type Query, reread, serverState, useServerState } from '../api/server-state.ts';
import { useNow } from '../api/use-now.ts';
import { useDemo } from './demo.ts';
import { useStorage } from './storage.ts';
import { useSync } from './sync.ts';
import { useUpdate } from './update.ts';

export type Directory = CommandOutput<'directory.get'>;

/** What every screen needs to know of the clinic: who and where we are, its people and places, its own rules. */
export interface Clinic
  extends Pick<
    DeskSettings,
    'rules' | 'singleKeys' | 'calendar' | 'appearance' | 'density' | 'unreadable' | 'sharing'
  > {
  readonly bootstrap: Bootstrap;
  readonly directory: Directory;
}

const KEY = ['clinic'];

/** The clinic as the main process has it. For the one that shows it to all others by `ShownClinic`. */
export const useClinicAnswer = (): Query<Clinic> =>
  useServerState({ key: KEY, read: readClinic, topics: ['directory', 'settings'] });

/** The clinic as it is shown; `null` before it is known. */
const shownClinic = createContext<Clinic | null>(null);
export const ShownClinic = shownClinic.Provider;

/** The clinic as it was read last, for what is not drawn; `null` before it is known. */
export const clinicNow = (): Clinic | null => serverState.getQueryData<Answer<Clinic>>(KEY)?.data ?? null;

/** The clinic. Only below the frame, which waits for it. */
export function useClinic(): Clinic {
  const clinic = useContext(shownClinic);
  if (clinic === null) throw new Error('used before the clinic was loaded');
  return clinic;
}

/** The clinic's IANA zone: every date and time on the screen is in it. */
export const useZone = (): string => useClinic().bootstrap.zone;

/** The present, renewed every minute, and that zone: for times in words. */
export const useMoment = (): Moment => ({ zone: useZone(), now: useNow() });

/** Whether letters and signs alone are shortcuts now; not before the desk's setting is known. */
export const useSingleKeys = (): boolean => useContext(shownClinic)?.singleKeys ?? false;
export const singleKeysOn = (): boolean => clinicNow()?.singleKeys ?? false;

/** Where a visit can be put: the ids of the practice's active locations. */
export const openLocations = ({ locations }: Pick<Directory, 'locations'>): string[] =>
  locations.filter(({ active }) => active).map(({ id }) => id);

/** Reads everything anew. */
export const loadClinic = (): Promise<void> => reread(KEY);

async function readClinic(): Promise<Result<Clinic, AppError>> {
  const [bootstrap, directory, settings] = await Promise.all([
    readBootstrap(),
    invoke('directory.get', undefined),
    invoke('settings.get', undefined),
  ]);
  if (!bootstrap.ok) return bootstrap;
  if (!directory.ok) return directory;
  if (!settings.ok) return settings;
  useSync.getState().seen(bootstrap.value.status);
  return ok({ ...settings.value, bootstrap: bootstrap.value, directory: directory.value });
}

/** Takes over at once what passes quickly: what else is being loaded must not make it late. */
async function readBootstrap(): Promise<Result<Bootstrap, AppError>> {
  const elapsed = stopwatch();
  const bootstrap = await invoke('app.bootstrap', undefined);
  // The answer was true about half way between question and answer.
  if (bootstrap.ok) {
    clock.set(bootstrap.value.now + Math.round(elapsed() / 2));
    useDemo.getState().seen(bootstrap.value.demo?.servers ?? null);
    useUpdate.getState().seen(bootstrap.value.update);
    const { databaseBusy, storage } = bootstrap.value;
    useStorage.getState().seen({ databaseBusy, storage });
  }
  return bootstrap;
}

/** Keeps what the main process tells by itself. Returns the function that stops this. */
export function followEvents(): () => void {
  return subscribe((event) => {
    if (event.type === 'demo') useDemo.getState().seen(event.servers);
    if (event.type === 'update') useUpdate.getState().seen(event.version);
    if (event.type === 'database') useStorage.getState().seen({ databaseBusy: event.busy });
    if (event.type === 'storage') useStorage.getState().seen({ storage: event.trouble });
    if (event.type === 'sync-status') useSync.getState().seen(event.status);
  });
}
