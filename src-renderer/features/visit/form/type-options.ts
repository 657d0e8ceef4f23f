import type { VisitType } from '../../../../src-shared/domain/appointment.ts';

/** The types to choose from: the practice's own, and the one the visit already has, as it is called there. */
export function typeOptions(
  own: readonly { readonly code: string; readonly display: string; readonly minutes: number }[],
  type: VisitType | null,
): readonly { readonly code: string; readonly display: string; readonly minutes: number | null }[] {
  if (type === null) return own;
  return own.some((one) => one.code === type.code)
    ? own.map((one) => (one.code === type.code ? { ...one, display: type.display || one.display } : one))
    : [{ ...type, minutes: null }, ...own];
}
