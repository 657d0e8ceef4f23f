import { type DeskName, nameOfOther } from '../../../src-shared/domain/desk-name.ts';
import { DECIDED_BY_EXTENSION } from './codes.ts';
import { isObject, type JsonObject, objectsOf } from './json.ts';

/** Which desk made a decision, and which decision that is: a name alone would outlive what it stands for. */
export interface Decider {
  readonly desk: DeskName;
  readonly decision: string;
}

/** The extensions of a resource that a decision writes: whoever decided before has not decided this. */
export function decidedBy(extension: unknown, decider: Decider | null): JsonObject[] | undefined {
  const others = objectsOf(extension).filter(({ url }) => url !== DECIDED_BY_EXTENSION);
  const all = decider === null ? others : [...others, asExtension(decider)];
  // FHIR knows no empty arrays.
  return all.length === 0 ? undefined : all;
}

const asExtension = ({ desk, decision }: Decider): JsonObject => ({
  url: DECIDED_BY_EXTENSION,
  extension: [
    { url: 'desk', valueString: desk },
    { url: 'decision', valueString: decision },
  ],
});

/** Which decision the resource says wrote it last, and at which desk. Others may have changed it since, and left this as it was. */
export function deciderIn(body: unknown): Decider | null {
  const found = objectsOf(isObject(body) ? body.extension : null).find(
    ({ url }) => url === DECIDED_BY_EXTENSION,
  );
  const textOf = (part: string): unknown =>
    objectsOf(found?.extension).find(({ url }) => url === part)?.valueString;
  const desk = nameOfOther(textOf('desk'));
  const decision = textOf('decision');
  return desk !== null && typeof decision === 'string' ? { desk, decision } : null;
}

/**
 * `Task.owner` as `desk`, or nobody, leaves it. A desk is named there in words alone: an owner whom the portal knows by a reference
 * or an identifier is the portal's own, and stays.
 */
export function ownerAfter(owner: unknown, desk: DeskName | null): unknown {
  if (owner !== undefined && !isNamedInWords(owner)) return owner;
  return desk === null ? undefined : { display: desk };
}

export const isNamedInWords = (owner: unknown): boolean =>
  isObject(owner) && Object.keys(owner).every((name) => name === 'display');
