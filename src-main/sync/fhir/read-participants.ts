import { isObject, objectsOf } from './json.ts';
import { parseReference } from './references.ts';
import { oneLine } from './text.ts';

/** One whom an Appointment names, as far as that can be read. */
export interface Participant {
  /** What they are, as the reference or `Reference.type` says; null where neither does. */
  readonly type: string | null;
  /** Their FHIR id, where it is one of this server's. */
  readonly id: string | null;
  /** As the portal calls them; null when it does not. */
  readonly name: string | null;
}

/** Whom an Appointment names, whatever else of it cannot be read. */
export const readParticipants = (body: unknown): Participant[] =>
  objectsOf(isObject(body) ? body.participant : undefined).flatMap(({ actor }) => {
    if (!isObject(actor)) return [];
    const target = parseReference(textOf(actor.reference));
    const name = oneLine(textOf(actor.display) ?? '').slice(0, 200);
    return { type: target?.type ?? textOf(actor.type) ?? null, id: target?.id ?? null, name: name || null };
  });

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
