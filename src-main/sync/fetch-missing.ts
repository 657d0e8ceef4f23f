import { type Db, sql } from '../db/db.ts';
import type { Portal } from '../ports.ts';
import { isObject } from './fhir/json.ts';
import type { Fetched } from './portal-reader.ts';
import { getResource } from './portal-reader.ts';
import { referencesOf } from './references-of.ts';
import type { Trouble } from './trouble.ts';

/** What is named by a page may itself name others; a chain longer than this is not followed. */
const DEPTH = 4;

/**
 * Resources that these refer to and the desk has never seen: one created while the types before were being read, or older
 * than what the server lists. Fetched one by one, in an order in which each can be stored before what refers to it.
 *
 * @param absent ids (`Type/id`) the portal does not have; it is added to.
 */
export async function fetchMissing(
  db: Db,
  portal: Portal,
  resources: readonly unknown[],
  absent: Set<string>,
): Promise<Fetched<unknown[]>> {
  const here = new Set(resources.flatMap((r) => (isObject(r) ? [`${r.resourceType}/${r.id}`] : [])));
  const found: unknown[] = [];
  let layer = resources;
  for (let depth = 0; depth < DEPTH && layer.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const { type, id } of layer.flatMap(referencesOf)) {
      const key = `${type}/${id}`;
      if (here.has(key) || absent.has(key) || isKept(db, type, id)) continue;
      here.add(key);
      const fetched = await getResource(portal, type, id);
      if (!fetched.ok && !isRefusal(fetched.error)) return fetched;
      if (fetched.ok && fetched.value !== null) next.push(fetched.value);
      else absent.add(key);
    }
    found.unshift(...next);
    layer = next;
  }
  return { ok: true, value: found };
}

/** It answered, but will not give this one: what refers to it has to do without. */
const isRefusal = ({ kind, detail }: Trouble): boolean => kind === 'server-error' && /^HTTP 4/.test(detail);

function isKept(db: Db, type: string, id: string): boolean {
  const row = db.get(
    sql.selectFrom('portal_copy').select('version_id').where('type', '=', type).where('id', '=', id),
  );
  return row !== undefined;
}
