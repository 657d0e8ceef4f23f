import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import type { LocalCore } from './local-core.ts';
import { actor } from './local-desk.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What a person does at a desk of a test. */
export interface Hands {
  /** A command of the window; throws what is refused. */
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Lets undo times end, decisions and e-mails leave, and reads the portal. */
  settle(): Promise<void>;
}

export function handsAt(desk: LocalCore, clock: VirtualClock): Hands {
  async function ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const handler = desk.core.handlers[name as keyof typeof desk.core.handlers] as (
      given: unknown,
      caller: { readonly actor: typeof actor },
    ) => unknown;
    const answer = (await handler(input, { actor })) as
      | { readonly ok: true; readonly value: CommandOutput<N> }
      | { readonly ok: false; readonly error: unknown };
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  }
  async function settle(): Promise<void> {
    await clock.advance(10_000);
    const refreshed = desk.core.handlers['sync.refresh'](undefined, { actor });
    await clock.advance(1000);
    await refreshed;
    await clock.settle();
  }
  return { ask, settle };
}
