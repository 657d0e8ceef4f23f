import type { Topic } from '../../../src-shared/ipc/events.ts';
import { ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { saveDraft, scheduleDrafts } from '../../db/queries/drafts.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock } from '../../ports.ts';

/** What is typed and not sent yet. */
export function draftsHandlers({
  db,
  clock,
  changed,
}: {
  readonly db: Db;
  readonly clock: Clock;
  readonly changed: (topics: readonly Topic[]) => void;
}): Pick<Handlers, 'drafts.list' | 'drafts.save'> {
  return {
    'drafts.list': (_, { actor }) => ok(scheduleDrafts(db, actor.userId)),
    'drafts.save': ({ subject, draft }, { actor }) => {
      const saved = refuseWhenUnwritable(() => saveDraft(db, subject, draft, actor.userId, clock.now()));
      if (!saved.ok) return saved;
      // The text itself is shown by whoever types it: only its mark on the request's row is news.
      if (saved.value.toggled && subject.startsWith('request/')) changed(['requests']);
      return ok(null);
    },
  };
}
