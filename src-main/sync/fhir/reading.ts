import type { QuarantineReason } from '../../../src-shared/domain/quarantine-reason.ts';
import type { Wrong } from './shape.ts';

/** A resource that cannot be used, and why. `detail` is for the screen: it quotes elements, never a person's words. */
export interface Unusable {
  readonly reason: QuarantineReason;
  readonly detail: string;
  /** `Type/id`: when that resource arrives, this one is tried again. */
  readonly waitsFor?: string;
}

/** What reading a resource comes to. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Unusable };

export const unusable = (
  reason: QuarantineReason,
  detail: string,
  waitsFor?: string,
): { readonly ok: false; readonly error: Unusable } => ({
  ok: false,
  error: waitsFor === undefined ? { reason, detail } : { reason, detail, waitsFor },
});

/** Names the first element that does not have the shape R4 gives it. */
export const malformed = ({ path }: Wrong): { readonly ok: false; readonly error: Unusable } =>
  unusable('malformed', path === '' ? 'not an object' : path);
