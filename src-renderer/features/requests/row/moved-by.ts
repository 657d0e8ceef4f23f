import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';

/** From where to where a closed request moved the visit, as it was recorded then. */
export function movedBy({ settled }: Pick<RequestRow, 'settled'>) {
  if (settled === null || settled.from === null || settled.to === null) return null;
  const { from, to } = settled;
  return from.start === to.start && from.end === to.end ? null : { from, to };
}
