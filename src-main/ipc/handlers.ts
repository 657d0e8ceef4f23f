import type { Actor } from '../../src-shared/domain/changes.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import type { Result } from '../../src-shared/result.ts';

/** Who calls: stands on every decision and every history row. */
export interface Caller {
  readonly actor: Actor;
}

export type Answer<N extends CommandName> = Result<CommandOutput<N>, AppError>;

/** What one command does. The input has been parsed by the contract. */
export type Handler<N extends CommandName> = (
  input: CommandInput<N>,
  caller: Caller,
) => Answer<N> | Promise<Answer<N>>;

/**
 * One function for each command of the contract; a missing one is a type error. Expected refusals are `Result`s; what
 * a handler throws is a bug, which the router answers with `internal` and a reference.
 */
export type Handlers = { readonly [N in CommandName]: Handler<N> };
