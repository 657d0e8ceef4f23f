import type { Obstacle } from '../../domain/obstacle.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment } from '../subjects.ts';
import { plural } from './locale.ts';
import { formatTimeRange, shortDateTime } from './times.ts';

type Other = Extract<Obstacle, { code: 'slot-also-wanted' }>['others'][number];

const NAMED = 3;

/**
 * Which other requests want the same provider's time: "3 requests want Tue, Dec 1, 10:00 AM: also Ben Ortiz and Eva Lind", and
 * apart from these those whose time only overlaps it.
 */
export function sameSlotSentences(
  others: readonly Other[],
  row: Pick<RequestRow, 'requested'>,
  { zone, now }: Moment,
): readonly string[] {
  const start = row.requested?.start ?? null;
  const same = others.filter((other) => other.start === start);
  const overlapping = others.filter((other) => other.start !== start);
  return [
    ...(start === null || same.length === 0
      ? []
      : [
          `${same.length + 1} requests want ${shortDateTime(start, now, zone)}: also ${listed(same.map((other) => other.patientName))}`,
        ]),
    ...(overlapping.length === 0
      ? []
      : [
          `Overlaps the time ${listed(
            overlapping.map(
              (other) => `${other.patientName} (${formatTimeRange(other.start, other.end, zone)})`,
            ),
          )} ${plural(overlapping.length, 'asks', 'ask')} for`,
        ]),
  ];
}

/** "Ben Ortiz, Eva Lind and 2 more". */
function listed(names: readonly string[]): string {
  const shown = names.length > NAMED ? names.slice(0, NAMED) : names.slice(0, -1);
  const last = names.length > NAMED ? `${names.length - NAMED} more` : (names.at(-1) ?? '');
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
