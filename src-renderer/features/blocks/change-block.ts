import type { Block } from '../../../src-shared/domain/blocked-time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { Result } from '../../../src-shared/result.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { clock } from '../../api/clock.ts';
import { clinicNow } from '../../stores/clinic.ts';
import { useDecisions } from '../../stores/decisions.ts';

/** Nothing waits for it, so it can be taken back for a while also where decisions leave at once. */
const UNDO_MS = 8000;

/** Blocks time, changes that or takes it away (`null`), and offers to take it back. */
export async function changeBlock(
  before: Block | null,
  after: Block | null,
): Promise<Result<null, AppError>> {
  const result = await invoke('blocks.change', { before, after });
  const named = after ?? before;
  if (!result.ok || named === null) return result;
  const clinic = clinicNow();
  const name = clinic?.directory.practitioners.find(({ id }) => id === named.practitionerId)?.name ?? '';
  const act = before === null ? 'blocked' : after === null ? 'removed' : 'changed';
  const undoMs = Math.max(UNDO_MS, (clinic?.rules.undoSeconds ?? 0) * 1000);
  const moment = { now: clock.now(), zone: clinic?.bootstrap.zone ?? 'UTC' };
  useDecisions.getState().offerUndo({
    outboxId: `block ${named.id} ${moment.now}`,
    sentence: t.blocks.doneSentence(act, name),
    detail: `${t.blocks.whenWords(named, moment)} · ${named.reason}`,
    undoUntil: moment.now + undoMs,
    about: null,
    takeBack: () => invoke('blocks.change', { before: after, after: before }),
  });
  return result;
}
