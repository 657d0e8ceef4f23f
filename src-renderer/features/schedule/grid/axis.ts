import {
  type ClockStretch,
  clockStretches,
  type EpochMs,
  MINUTE_MS,
  type Minutes,
  type ZoneId,
} from '../../../../src-shared/domain/time.ts';

/** A day of the clinic: instants of its midnights, [from, to), 23 to 25 hours apart. */
export interface DaySpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** A stretch of a day that runs evenly along the axis. `at`: where `start` stands on it, in minutes. */
export interface Piece extends ClockStretch {
  readonly at: Minutes;
}

/** How one day lies along the axis: its pieces, in order, without gaps in time (there may be gaps on the axis). */
export type DayScale = readonly Piece[];

/**
 * The time axis that columns of several days share, in minutes from its top. It is made of the hours that clocks show: a row
 * of it is the same time of day in every column. On the night the clocks are put back, the hour that comes twice has two
 * rows; on the night they are put forward, the hour that does not exist has none, unless another day shown has it.
 */
export interface Axis {
  readonly length: Minutes;
  /** The full hours: where they stand, and an instant at which clocks show them. */
  readonly hours: readonly { readonly at: Minutes; readonly instant: EpochMs }[];
  /** By the instant at which the day begins. */
  readonly scales: ReadonlyMap<EpochMs, DayScale>;
}

/** A stretch that clocks show: `fold` when they show it for the second time that day, written "from-to" in minutes. */
interface Shown {
  readonly wall: Minutes;
  readonly to: Minutes;
  readonly fold: string | null;
  readonly start: EpochMs;
}

interface Segment {
  readonly wall: Minutes;
  readonly to: Minutes;
  readonly fold: string | null;
  readonly at: Minutes;
}

const byWall = (a: { readonly wall: Minutes }, b: { readonly wall: Minutes }): number => a.wall - b.wall;

/** What clocks show that day, with what they show for the second time parted from the rest. */
function shownOn({ from, to }: DaySpan, zone: ZoneId): Shown[] {
  let reached = 0;
  return clockStretches(from, to, zone).flatMap(({ start, end, wall }) => {
    const until = wall + (end - start) / MINUTE_MS;
    const again = Math.min(Math.max(reached, wall), until);
    const parts: Shown[] = [
      { wall, to: again, fold: `${wall}-${again}`, start },
      { wall: again, to: until, fold: null, start: start + (again - wall) * MINUTE_MS },
    ];
    reached = Math.max(reached, until);
    return parts.filter((part) => part.to > part.wall);
  });
}

/** The union of stretches, earliest first. */
function union(parts: readonly Shown[]): { wall: Minutes; to: Minutes }[] {
  const joined: { wall: Minutes; to: Minutes }[] = [];
  for (const { wall, to } of parts.toSorted(byWall)) {
    const last = joined.at(-1);
    if (last !== undefined && wall <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ wall, to });
  }
  return joined;
}

/** Everything that clocks show on one of the days, one below the other; a second showing stands below the first. */
function segmentsOf(days: readonly (readonly Shown[])[]): Segment[] {
  const all = days.flat();
  const folds = [
    ...new Map(all.flatMap((part) => (part.fold === null ? [] : [[part.fold, part] as const]))).values(),
  ].toSorted((a, b) => a.to - b.to || a.wall - b.wall);
  const cuts = folds.map(({ to }) => to);
  const plain = union(all.filter(({ fold }) => fold === null)).flatMap(({ wall, to }) => {
    const edges = [wall, ...new Set(cuts.filter((cut) => cut > wall && cut < to)), to];
    return edges.slice(1).map((edge, index) => ({ wall: edges[index] ?? wall, to: edge, fold: null }));
  });
  const ordered = [
    ...plain.map((part) => ({ part, rank: part.wall, second: 1 })),
    ...folds.map((part) => ({ part, rank: part.to, second: 0 })),
  ].toSorted((a, b) => a.rank - b.rank || a.second - b.second);
  let at = 0;
  return ordered.map(({ part }) => {
    const segment = { wall: part.wall, to: part.to, fold: part.fold, at };
    at += part.to - part.wall;
    return segment;
  });
}

function scaleOf(shown: readonly Shown[], segments: readonly Segment[]): DayScale {
  return shown.flatMap((part) =>
    segments
      .filter(({ fold, wall, to }) => fold === part.fold && wall < part.to && part.wall < to)
      .map((segment) => {
        const wall = Math.max(part.wall, segment.wall);
        const to = Math.min(part.to, segment.to);
        const start = part.start + (wall - part.wall) * MINUTE_MS;
        return {
          start,
          end: start + (to - wall) * MINUTE_MS,
          wall,
          at: segment.at + wall - segment.wall,
        };
      }),
  );
}

/** The axis for these days; the same day may be given several times. Throws a `RangeError` for an unknown zone. */
export function axisOf(days: readonly DaySpan[], zone: ZoneId): Axis {
  const distinct = [...new Map(days.map((day) => [day.from, day])).values()];
  const shown = distinct.map((day) => ({ day, parts: shownOn(day, zone) }));
  const segments = segmentsOf(shown.map(({ parts }) => parts));
  const scales = new Map(shown.map(({ day, parts }) => [day.from, scaleOf(parts, segments)]));
  const hours = new Map<Minutes, EpochMs>();
  for (const scale of scales.values()) {
    for (const { start, end, wall, at } of scale) {
      const first = Math.ceil(wall / 60) * 60;
      for (let hour = first; hour < wall + (end - start) / MINUTE_MS; hour += 60) {
        const place = at + hour - wall;
        if (!hours.has(place)) hours.set(place, start + (hour - wall) * MINUTE_MS);
      }
    }
  }
  const last = segments.at(-1);
  return {
    length: last === undefined ? 0 : last.at + last.to - last.wall,
    hours: [...hours].map(([at, instant]) => ({ at, instant })).toSorted((a, b) => a.at - b.at),
    scales,
  };
}

/** Where something that begins at `instant` stands, in minutes from the top; what lies outside the day is put at its edge. */
export function startOn(scale: DayScale, instant: EpochMs): Minutes {
  const piece = scale.findLast(({ start }) => start <= instant) ?? scale[0];
  if (piece === undefined) return 0;
  return piece.at + (Math.min(Math.max(instant, piece.start), piece.end) - piece.start) / MINUTE_MS;
}

/** Where something that ends at `instant` stands: an end at a gap of the axis stands above the gap. */
export function endOn(scale: DayScale, instant: EpochMs): Minutes {
  const piece = scale.find(({ end }) => end >= instant) ?? scale.at(-1);
  if (piece === undefined) return 0;
  return piece.at + (Math.min(Math.max(instant, piece.start), piece.end) - piece.start) / MINUTE_MS;
}

/** The instant that stands at `at`; where the day has no such time, the next one it has, or its end. */
export function instantAt(scale: DayScale, at: Minutes): EpochMs {
  const piece = scale.find((one) => at < one.at + (one.end - one.start) / MINUTE_MS) ?? scale.at(-1);
  if (piece === undefined) return 0;
  return Math.min(piece.end, Math.max(piece.start, piece.start + (at - piece.at) * MINUTE_MS));
}

/** The stretches of the axis that this day does not have: [start, end) in minutes. */
export function missingFrom(scale: DayScale, length: Minutes): { start: Minutes; end: Minutes }[] {
  const gaps: { start: Minutes; end: Minutes }[] = [];
  let reached = 0;
  for (const { at, start, end } of scale) {
    if (at > reached) gaps.push({ start: reached, end: at });
    reached = at + (end - start) / MINUTE_MS;
  }
  if (reached < length) gaps.push({ start: reached, end: length });
  return gaps;
}

/**
 * Where the present stands on the axis, in minutes from its top, and the first and last column of its day; `null` when no
 * column is of that day, or the part of the axis that is shown ends before it or begins after it.
 */
export function presentOn(
  axis: Axis,
  days: readonly DaySpan[],
  shown: { readonly start: Minutes; readonly end: Minutes },
  now: EpochMs,
): { readonly at: Minutes; readonly first: number; readonly last: number } | null {
  const isToday = ({ from, to }: DaySpan): boolean => now >= from && now < to;
  const first = days.findIndex(isToday);
  const today = days[first];
  if (today === undefined) return null;
  const at = startOn(axis.scales.get(today.from) ?? [], now);
  return at < shown.start || at > shown.end ? null : { at, first, last: days.findLastIndex(isToday) };
}
