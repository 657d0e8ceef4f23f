import type { Obstacle } from '../../domain/obstacle.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment } from '../subjects.ts';
import { someOf } from './locale.ts';
import { formatTimeRange, shortDateTime } from './times.ts';

type Other = Extract<Obstacle, { code: 'slot-also-wanted' }>['others'][number];

/**
 * Which other requests want the same provider's time: "3 Anfragen zur selben Zeit, Di., 1. Dez., 10:00: auch von Ben Ortiz und Eva Lind", and
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
          `${same.length + 1} Anfragen zur selben Zeit, ${shortDateTime(start, now, zone)}: auch von ${someOf(same.map((other) => other.patientName))}`,
        ]),
    ...(overlapping.length === 0
      ? []
      : [
          `Überschneidet sich mit der gewünschten Zeit von ${someOf(
            overlapping.map(
              (other) => `${other.patientName} (${formatTimeRange(other.start, other.end, zone)})`,
            ),
          )}`,
        ]),
  ];
}
