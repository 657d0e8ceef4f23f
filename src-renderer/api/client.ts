import { type AppError, envelope } from '../../src-shared/errors.ts';
import { type CommandInput, type CommandOutput, contract } from '../../src-shared/ipc/contract.ts';
import { type AppEvent, appEvent } from '../../src-shared/ipc/events.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';

declare global {
  interface Window {
    /** What the preload exposes; nothing but this file uses it. */
    readonly reslot: {
      invoke(name: string, input: unknown): Promise<unknown>;
      /** Returns the function that ends the subscription. */
      onEvent(listener: (event: unknown) => void): () => void;
    };
  }
}

/** The reference of an answer that does not fit the contract. */
const OUTSIDE_CONTRACT = 'outside-contract';

/**
 * Asks the main process. Never rejects: a refusal comes back as an `AppError`, and so do a broken connection and an answer
 * that does not fit the contract (`internal`).
 */
export async function invoke<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
): Promise<Result<CommandOutput<N>, AppError>> {
  try {
    const answer = envelope.parse(await window.reslot.invoke(name, input));
    if (!answer.ok) return err(answer.error);
    return ok(parseOutput(name, answer.value));
  } catch {
    return err({ code: 'internal', reference: OUTSIDE_CONTRACT });
  }
}

function parseOutput<N extends CommandName>(name: N, value: unknown): CommandOutput<N> {
  // Every entry of the contract has its own output schema; the compiler cannot follow the name into it.
  return contract[name].output.parse(value) as CommandOutput<N>;
}

/** Calls `listener` for each event of the main process until the returned function is called. */
export function subscribe(listener: (event: AppEvent) => void): () => void {
  return window.reslot.onEvent((raw) => {
    const event = appEvent.safeParse(raw);
    if (event.success) listener(event.data);
  });
}
