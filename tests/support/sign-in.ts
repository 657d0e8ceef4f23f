import { type Envelope, envelope } from '../../src-shared/errors.ts';
import { type CommandInput, type CommandOutput, contract } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';

/** Who works at a clinic's desk in a test: its first user, a manager. */
export const MANAGER = { name: 'Robin Field', secret: '270194' };

/** A command of the window, however it gets to the program. */
export type Invoke = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<unknown>;

/**
 * Signs a manager in where none is: that of the demo clinic, or `MANAGER`, who is made where nobody is known yet. One who is signed
 * in stays.
 */
export async function signIn(invoke: Invoke): Promise<void> {
  const { user, users } = answered('session.get', await invoke('session.get', undefined));
  if (user?.role === 'manager') return;
  const [first] = users;
  const answer =
    first === undefined
      ? await invoke('session.setUp', MANAGER)
      : await invoke('session.signIn', {
          userId: first.id,
          secret: first.byClick ? '' : MANAGER.secret,
        });
  const signedIn: Envelope = envelope.parse(answer);
  if (!signedIn.ok) throw new Error(`Nobody could sign in: ${JSON.stringify(signedIn.error)}`);
}

function answered<N extends CommandName>(name: N, answer: unknown): CommandOutput<N> {
  const read = envelope.parse(answer);
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.error)}`);
  return contract[name].output.parse(read.value) as CommandOutput<N>;
}
