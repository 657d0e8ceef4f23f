import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import { invoke } from './client.ts';
import { type Query, useServerState } from './server-state.ts';

type Topics<N extends CommandName> = readonly Topic[] | ((input: CommandInput<N>) => readonly Topic[]);

/** What changes the answer to each question that is put as it stands in the contract. */
const TOPICS = {
  'absences.list': ['schedule', 'requests', 'directory', 'settings'],
  'absences.get': ['schedule', 'requests', 'patients', 'calls', 'directory', 'settings'],
  'appointments.get': ['schedule', 'requests', 'patients', 'directory', 'calls', 'attention'],
  'attention.list': ['attention', 'requests', 'schedule'],
  'backups.state': ['backups'],
  'backups.lost': ['requests', 'schedule'],
  'blocks.visits': ['schedule', 'settings'],
  'calls.list': ['calls', 'patients', 'requests', 'schedule'],
  // About a request as it was when it was asked for: what is being written would be torn away from who writes it.
  'decisions.preview': ({ on }: CommandInput<'decisions.preview'>) =>
    on === 'request' ? [] : ['schedule', 'settings', 'patients'],
  'patients.get': ['patients'],
  'patients.search': ['patients'],
  'patients.similar': ['patients'],
  'report.get': ['requests', 'settings', 'directory'],
  'requests.email': ['requests', 'attention'],
  'requests.get': ['requests'],
  'requests.openElsewhere': ['leases'],
  'requests.settledBy': ['requests'],
  'schedule.days': ['schedule', 'settings'],
  'schedule.freeSlots': ['schedule', 'settings'],
  'schedule.freedSlots': ['requests', 'schedule', 'settings'],
  'schedule.load': ['schedule', 'settings'],
  'schedule.visitsOn': ['schedule'],
  'schedule.nextSlots': ['schedule', 'settings', 'directory'],
  'settings.previewLetter': ['settings'],
  'sheet.preview': ['schedule', 'requests', 'patients', 'directory', 'settings'],
  'sheet.state': ['sheet', 'settings'],
  // The one screen that shows it reads it anew after what it has done.
  'users.list': [],
  'sync.explain': ['requests', 'schedule', 'patients', 'attention', 'settings'],
} as const satisfies { readonly [N in CommandName]?: Topics<N> };

/** Reads `name` with `input`, kept as the main process has it. `'skip'` as input reads nothing; the last answer stays. */
export function useQuery<N extends keyof typeof TOPICS>(
  name: N,
  input: CommandInput<N> | 'skip',
): Query<CommandOutput<N>> {
  const topics = TOPICS[name] as Topics<N>;
  return useServerState<CommandOutput<N>>({
    key: [name, input],
    read: input === 'skip' ? null : () => invoke(name, input),
    topics: input === 'skip' ? [] : typeof topics === 'function' ? topics(input) : topics,
  });
}
