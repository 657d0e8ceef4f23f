import type { Interval } from '../../../src-shared/domain/conflicts.ts';
import { type DeskName, nameOfOther } from '../../../src-shared/domain/desk-name.ts';
import { DECIDED_BY_EXTENSION } from './codes.ts';
import { parseInstant } from './instant.ts';
import { isObject, type JsonObject, objectsOf } from './json.ts';
import { periodOf } from './period.ts';

/** Which desk made a decision, and which decision that is: a name alone would outlive what it stands for. */
export interface Decider {
  readonly desk: DeskName;
  readonly decision: string;
  /** From where to where it moved the visit of a request, so that other desks know what became of it; absent where it moved none. */
  readonly moved?: Moved;
}

export interface Moved {
  readonly from: Interval;
  readonly to: Interval;
}

/** The extensions of a resource that a decision writes: whoever decided before has not decided this. */
export function decidedBy(extension: unknown, decider: Decider | null): JsonObject[] | undefined {
  const others = objectsOf(extension).filter(({ url }) => url !== DECIDED_BY_EXTENSION);
  const all = decider === null ? others : [...others, asExtension(decider)];
  // FHIR knows no empty arrays.
  return all.length === 0 ? undefined : all;
}

const asExtension = ({ desk, decision, moved }: Decider): JsonObject => ({
  url: DECIDED_BY_EXTENSION,
  extension: [
    { url: 'desk', valueString: desk },
    { url: 'decision', valueString: decision },
    ...(moved === undefined
      ? []
      : [
          { url: 'from', valuePeriod: periodOf(moved.from) },
          { url: 'to', valuePeriod: periodOf(moved.to) },
        ]),
  ],
});

/** Which decision the resource says wrote it last, and at which desk. Others may have changed it since, and left this as it was. */
export function deciderIn(body: unknown): Decider | null {
  const found = objectsOf(isObject(body) ? body.extension : null).find(
    ({ url }) => url === DECIDED_BY_EXTENSION,
  );
  const part = (name: string): JsonObject | undefined =>
    objectsOf(found?.extension).find(({ url }) => url === name);
  const desk = nameOfOther(part('desk')?.valueString);
  const decision = part('decision')?.valueString;
  if (desk === null || typeof decision !== 'string') return null;
  const [from, to] = [part('from'), part('to')].map((one) => intervalOf(one?.valuePeriod));
  return from && to ? { desk, decision, moved: { from, to } } : { desk, decision };
}

function intervalOf(period: unknown): Interval | null {
  if (!isObject(period)) return null;
  const [start, end] = [period.start, period.end].map((one) =>
    typeof one === 'string' ? parseInstant(one) : null,
  );
  return start != null && end != null && start < end ? { start, end } : null;
}

/**
 * `Task.owner` as `desk`, or nobody, leaves it. A desk is named there in words alone: an owner whom the portal knows by a reference
 * or an identifier is the portal's own, and stays.
 */
export function ownerAfter(owner: unknown, desk: DeskName | null): unknown {
  if (owner !== undefined && owner !== null && !isNamedInWords(owner)) return owner;
  return desk === null ? undefined : { display: desk };
}

export const isNamedInWords = (owner: unknown): boolean =>
  isObject(owner) && Object.entries(owner).every(([name, value]) => name === 'display' || value === null);
