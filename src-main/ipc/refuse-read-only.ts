import type { CommandName } from '../../src-shared/ipc/names.ts';
import { isRefusedReadOnly } from '../../src-shared/ipc/read-only.ts';
import { err } from '../../src-shared/result.ts';
import type { Handler } from './handlers.ts';

/** The same command, refused with `read-only` where the portal is, if it would decide or have something written there. */
export const refusedReadOnly =
  <N extends CommandName>(name: N, handler: Handler<N>, readOnly: () => boolean): Handler<N> =>
  (input, caller) =>
    readOnly() && isRefusedReadOnly(name, input) ? err({ code: 'read-only' }) : handler(input, caller);
