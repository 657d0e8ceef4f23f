import type { Obstacle } from '../../domain/obstacle.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment } from '../subjects.ts';
import { listWords } from './locale.ts';
import { formatTimeRange, shortDateTime } from './times.ts';

type Other = Extract<Obstacle, { code: 'slot-also-wanted' }>['others'][number];

const NAMED = 3;

/**
 * Which other requests want the same provider's time: "3 solicitudes piden el mar, 1 dic, 10:00 a.m.: también Ben Ortiz y Eva Lind",
 * and apart from these those whose time only overlaps it.
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
          `${same.length + 1} solicitudes piden el ${shortDateTime(start, now, zone)}: también ${listed(same.map((other) => other.patientName))}`,
        ]),
    ...(overlapping.length === 0
      ? []
      : [
          `Se superpone con otros horarios pedidos: ${listed(
            overlapping.map(
              (other) => `${other.patientName} (${formatTimeRange(other.start, other.end, zone)})`,
            ),
          )}`,
        ]),
  ];
}

/** "Ben Ortiz, Eva Lind y 2 más". */
const listed = (names: readonly string[]): string =>
  listWords(names.length > NAMED ? [...names.slice(0, NAMED), `${names.length - NAMED} más`] : names);
