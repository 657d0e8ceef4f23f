import { create } from 'zustand';
import type { AppError } from '../../src-shared/errors.ts';
import type { CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { DeskSettings } from '../../src-shared/ipc/settings-views.ts';
import type { Bootstrap } from '../../src-shared/ipc/sync-views.ts';
import type { Result } from '../../src-shared/result.ts';
import { invoke, subscribe } from '../api/client.ts';
import { clock, stopwatch } from '../api/clock.ts';
import { useDemo } from './demo.ts';
import { useSync } from './sync.ts';
import { useUpdate } from './update.ts';

export type Directory = CommandOutput<'directory.get'>;

/** What every screen needs to know of the clinic: who and where we are, its people and places, its own rules. */
export interface Clinic
  extends Pick<DeskSettings, 'rules' | 'singleKeys' | 'calendar' | 'appearance' | 'unreadable'> {
  readonly bootstrap: Bootstrap;
  readonly directory: Directory;
}

interface ClinicState {
  readonly clinic: Clinic | null;
  /** Why it could not be loaded at start. */
  readonly error: AppError | null;
}

export const useClinicState = create<ClinicState>()(() => ({ clinic: null, error: null }));

/** The clinic. Only below the frame, which waits for it. */
export function useClinic(): Clinic {
  const clinic = useClinicState((state) => state.clinic);
  if (clinic === null) throw new Error('used before the clinic was loaded');
  return clinic;
}

/** The clinic's IANA zone: every date and time on the screen is in it. */
export const useZone = (): string => useClinic().bootstrap.zone;

const singleKeysOf = ({ clinic }: ClinicState): boolean => clinic?.singleKeys ?? false;

/** Whether letters and signs alone are shortcuts now; not before the desk's setting is known. */
export const useSingleKeys = (): boolean => useClinicState(singleKeysOf);
export const singleKeysOn = (): boolean => singleKeysOf(useClinicState.getState());

/** Where a visit can be put: the ids of the practice's active locations. */
export const openLocations = ({ locations }: Pick<Directory, 'locations'>): string[] =>
  locations.filter(({ active }) => active).map(({ id }) => id);

/** Reads everything anew; on success it replaces what is held. */
export async function loadClinic(): Promise<void> {
  const [bootstrap, directory, settings] = await Promise.all([
    readBootstrap(),
    invoke('directory.get', undefined),
    invoke('settings.get', undefined),
  ]);
  if (!bootstrap.ok) return useClinicState.setState({ error: bootstrap.error });
  if (!directory.ok) return useClinicState.setState({ error: directory.error });
  if (!settings.ok) return useClinicState.setState({ error: settings.error });
  useSync.getState().seen(bootstrap.value.status);
  useClinicState.setState({
    clinic: { ...settings.value, bootstrap: bootstrap.value, directory: directory.value },
    error: null,
  });
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
  }
  return bootstrap;
}

/** Loads the clinic and keeps it as the main process has it. Returns the function that stops this. */
export function followClinic(): () => void {
  void loadClinic();
  return subscribe((event) => {
    if (
      event.type === 'changed' &&
      event.topics.some((topic) => topic === 'directory' || topic === 'settings')
    ) {
      void loadClinic();
    }
    if (event.type === 'demo') useDemo.getState().seen(event.servers);
    if (event.type === 'update') useUpdate.getState().seen(event.version);
    if (event.type === 'sync-status') useSync.getState().seen(event.status);
  });
}
