import type { AppError, Envelope } from '../../src-shared/errors.ts';
import { contract } from '../../src-shared/ipc/contract.ts';
import { COMMAND_NAMES, type CommandName } from '../../src-shared/ipc/names.ts';
import { mayGive, needsSignIn } from '../../src-shared/ipc/who-may.ts';
import { storageError } from '../db/storage-error.ts';
import { errorSummary, inputPaths, logReference } from '../log-values.ts';
import type { Ids, Logger } from '../ports.ts';
import type { Caller, Handler, Handlers } from './handlers.ts';
import type { Pass } from './pass.ts';
import { isTrusted, type Sender, type TrustedWindow } from './sender.ts';

export interface RouterOptions {
  readonly handlers: Handlers;
  /** Who asks while nobody is signed in: the desk. */
  readonly caller: Caller;
  /** Who is signed in now; null while the desk is locked. */
  readonly pass: () => Pass | null;
  readonly ids: Ids;
  readonly logger: Logger;
  /** The one window that is answered; `null` while there is none. */
  readonly window: () => TrustedWindow | null;
  /** Also parse what handlers return, so that a wrong answer is found where it is made. */
  readonly checkOutputs: boolean;
}

/** Answers one message of the window. Never rejects. */
export type Route = (sender: Sender, name: unknown, input: unknown) => Promise<Envelope>;

/**
 * The boundary between the window and the main process: sender, name, who is signed in, input, what they may do, call, envelope; in this
 * order. What the desk was locked during is done all the same, and not answered.
 */
export function createRouter(options: RouterOptions): Route {
  const { handlers, caller, pass, ids, logger, window, checkOutputs } = options;

  async function call<N extends CommandName>(name: N, input: unknown): Promise<Envelope> {
    const by = pass();
    if (by === null && needsSignIn(name)) return refusal({ code: 'locked' });
    const parsed = contract[name].input.safeParse(input);
    if (!parsed.success) {
      logger.warn('ipc-bad-input', {
        command: name,
        issues: inputPaths(parsed.error.issues.map((issue) => issue.path)),
      });
      return refusal({ code: 'bad-input' });
    }
    // The contract's own schema has just parsed it: TypeScript cannot follow that through the generic name.
    const handler: Handler<N> = handlers[name];
    const given = parsed.data as Parameters<Handler<N>>[0];
    if (by !== null && !mayGive(by.role, name, given)) {
      logger.warn('ipc-not-allowed', { command: name });
      return refusal({ code: 'not-allowed' });
    }
    const answer = await handler(given, by ?? caller);
    if (needsSignIn(name) && pass() !== by) return refusal({ code: 'locked' });
    if (!answer.ok) return refusal(answer.error);
    return { ok: true, value: checkOutputs ? contract[name].output.parse(answer.value) : answer.value };
  }

  return async (sender, name, input) => {
    if (!isTrusted(sender, window())) {
      logger.warn('ipc-forbidden-sender', { mainFrame: sender.isMainFrame });
      return refusal({ code: 'forbidden-sender' });
    }
    if (!isCommandName(name)) {
      logger.warn('ipc-unknown-command');
      return refusal({ code: 'unknown-command' });
    }
    try {
      return await call(name, input);
    } catch (error) {
      const reference = ids.uuid().slice(0, 8);
      logger.error('ipc-failed', {
        command: name,
        reference: logReference(reference),
        ...errorSummary(error),
      });
      return refusal({ ...(storageError(error) ?? { code: 'internal' }), reference });
    }
  };
}

const names: ReadonlySet<unknown> = new Set(COMMAND_NAMES);

function isCommandName(name: unknown): name is CommandName {
  return names.has(name);
}

function refusal(error: AppError): Envelope {
  return { ok: false, error };
}
