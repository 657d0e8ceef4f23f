import { parseReference } from './references.ts';
import type { Reference } from './schemas.ts';
import { oneLine } from './text.ts';

/** One whom a resource names: `Type/id`, or, where that cannot be read, `?` and whatever tells it from another. */
export interface Named {
  readonly reference: string;
  /** As the portal calls them; null when it does not. */
  readonly name: string | null;
}

/** Whom a Task names as asking (`Task.for`, `Task.requester`). */
export interface Naming {
  readonly for: Named | null;
  readonly requester: Named | null;
}

const LONGEST = 200;

/** Null only where nobody is named: a reference that cannot be read names somebody all the same. */
export function readNamed(reference: Reference | undefined): Named | null {
  if (reference === undefined) return null;
  const { identifier, display } = reference;
  const target = parseReference(reference.reference);
  const name = oneLine(display ?? '').slice(0, LONGEST) || null;
  if (target !== null) return { reference: `${target.type}/${target.id}`, name };
  const other = [reference.reference, identifier?.system, identifier?.value, display].map(
    (part) => part ?? '',
  );
  return { reference: `?${JSON.stringify(other).slice(0, LONGEST)}`, name };
}
