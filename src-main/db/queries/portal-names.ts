import { z } from 'zod';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';

const reference = z.object({ display: z.string().min(1) });
const task = z.object({
  for: reference.optional().catch(undefined),
  requester: reference.optional().catch(undefined),
});

/**
 * How the portal calls the patients of requests nobody is matched to (`Task.for.display`, else `Task.requester.display`;
 * https://hl7.org/fhir/R4/references.html#Reference), by request.
 */
export function namesInPortal(db: Db, requestIds: readonly string[]): Map<string, string> {
  if (requestIds.length === 0) return new Map();
  const rows = db.all(
    qb
      .selectFrom('portal_copy')
      .select(['id', 'body_json'])
      .where('type', '=', 'Task')
      .where('id', 'in', idList(requestIds)),
  );
  const found = new Map<string, string>();
  for (const { id, body_json } of rows) {
    const parsed = task.safeParse(JSON.parse(body_json));
    const name = parsed.data?.for?.display ?? parsed.data?.requester?.display;
    if (name !== undefined) found.set(id, name.slice(0, 200));
  }
  return found;
}
