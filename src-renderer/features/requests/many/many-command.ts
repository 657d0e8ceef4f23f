import type { DeskCommand, Words } from '../../../../src-shared/domain/commands.ts';
import type { ManyAct } from '../../../../src-shared/domain/many-requests.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';

/** Whom else a time is offered, in one offer. */
export type Shared = NonNullable<Extract<DeskCommand, { type: 'propose' }>['shared']>;

/**
 * The decision an act gives about one request: the same as its own button would.
 *
 * @param shared of an offer to several; `null` where only one is left, who is simply proposed the time.
 */
export function manyCommand(
  act: ManyAct,
  row: RequestRow,
  words: Words,
  slot: NextSlot | null,
  shared: Shared | null = null,
): DeskCommand | null {
  switch (act) {
    case 'approve':
      return row.kind === 'cancel' ? { type: 'approve', words } : { type: 'approve' };
    case 'message':
      return { type: 'message', message: words.message };
    case 'deny':
      return { type: row.kind === 'cancel' ? 'keep' : 'deny', words };
    case 'offer':
    case 'propose': {
      if (slot === null) return null;
      const { locationId, type } = row.appointment;
      const { practitionerId, start, end } = slot;
      return {
        type: 'propose',
        words,
        slots: [{ practitionerId, locationId, type, start, end }],
        ...(shared === null ? {} : { shared }),
      };
    }
  }
}
