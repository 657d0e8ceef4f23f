import { isFhirId } from './schemas.ts';

export interface Target {
  readonly type: string;
  readonly id: string;
}

/**
 * What a relative literal reference points to (`Patient/1`, also versioned). Null for every other: a `urn:`, a contained
 * (`#`) one, and an absolute URL, which may belong to another server, where the same id is somebody else.
 */
export function parseReference(text: string | undefined): Target | null {
  if (text === undefined) return null;
  const match = /^([A-Z][A-Za-z]{2,40})\/([^/?#]+)(?:\/_history\/[^/?#]+)?$/.exec(text);
  const [, type = '', id = ''] = match ?? [];
  return match && isFhirId(id) ? { type, id } : null;
}

/** The id of a reference to that type, else null. */
export function referencedId(text: string | undefined, type: string): string | null {
  const target = parseReference(text);
  return target?.type === type ? target.id : null;
}
