import type { WriteStep } from './write-step.ts';

/**
 * The name by which the portal finds what a decision has created: its id, with its number behind from the second resource on. A
 * server that was asked twice creates nothing twice by it (`ifNoneExist`), and each of several is found again as itself.
 */
export const creationName = (outboxId: string, index: number): string =>
  index === 0 ? outboxId : `${outboxId}/${index + 1}`;

/** The place of a step among those of its plan that create something. */
export const creationIndex = (plan: readonly Pick<WriteStep, 'op' | 'localId'>[], localId: string): number =>
  Math.max(
    0,
    plan.filter(({ op }) => op === 'post').findIndex((step) => step.localId === localId),
  );

/** The decision, and the place among what it creates, that a name tells of; null for what is no such name. */
export function creationNamed(name: string): { readonly outboxId: string; readonly index: number } | null {
  const [, outboxId, number] = /^([^/]+)(?:\/([2-9]))?$/.exec(name) ?? [];
  if (outboxId === undefined) return null;
  return { outboxId, index: number === undefined ? 0 : Number(number) - 1 };
}
