import type { Decisions } from '../../decisions/decisions.ts';
import type { Handlers } from '../../ipc/handlers.ts';

/** What the receptionist decides, about requests and on the schedule itself. */
export function decisionsHandlers({
  decisions,
}: {
  readonly decisions: Decisions;
}): Pick<Handlers, 'decisions.preview' | 'decisions.decide' | 'decisions.undo'> {
  return {
    'decisions.preview': (decision) => decisions.preview(decision),
    'decisions.decide': (decision, { actor }) => decisions.decide(decision, actor),
    'decisions.undo': ({ outboxId }, { actor }) => decisions.undo(outboxId, actor),
  };
}
