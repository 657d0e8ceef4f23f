import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { ok, type Result } from '../../../src-shared/result.ts';
import { keepPortalsAddress, putEnteredAddress } from '../../decisions/choose-address.ts';
import type { Committed } from '../../decisions/commit-decision.ts';
import type { CorrectionDeps } from './correct-address.ts';

/** In the caller's transaction. What has to be announced after the commit; null where nothing is written to the portal. */
export function chooseAddress(
  { db, ids, clock, undoMs, portalConfigured }: CorrectionDeps,
  { outboxId, inPortal, choice }: CommandInput<'attention.chooseAddress'>,
  actor: Actor,
): Result<Committed | null, AppError> {
  const chosen = { outboxId, inPortal, actor, now: clock.now() };
  if (choice === 'entered')
    return putEnteredAddress(db, ids, chosen, { undoMs: undoMs(), portalConfigured: portalConfigured() });
  const kept = keepPortalsAddress(db, chosen);
  return kept.ok ? ok(null) : kept;
}
