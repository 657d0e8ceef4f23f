import type { VisitType } from '../../../../src-shared/domain/appointment.ts';

/** The types to choose from: the practice's own, and the one the visit already has. */
export function typeOptions(
  own: readonly { readonly code: string; readonly display: string; readonly minutes: number }[],
  type: VisitType | null,
): readonly { readonly code: string; readonly display: string; readonly minutes: number | null }[] {
  return type === null || own.some((one) => one.code === type.code)
    ? own
    : [{ ...type, minutes: null }, ...own];
}
