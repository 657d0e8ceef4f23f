import { memo, type ReactNode } from 'react';
import type { ZoneId } from '../../../../src-shared/domain/time.ts';
import { useNow } from '../../../api/use-now.ts';
import { formatTime } from '../../../text/times.ts';
import type { Axis, DaySpan } from './axis.ts';
import { startOn } from './axis.ts';
import type { Stretch } from './lanes.ts';

interface Props {
  readonly axis: Axis;
  readonly range: Stretch;
  /** Pixels a minute. */
  readonly scale: number;
  readonly zone: ZoneId;
}

/** The hours, at the left edge. What they say every appointment says itself, so that screen readers need not hear them. */
export const TimeAxis = memo(function TimeAxis({ axis, range, scale, zone }: Props): ReactNode {
  return (
    <div className="axis" aria-hidden>
      {axis.hours
        .filter(({ at }) => at >= range.start && at < range.end)
        .map(({ at, instant }) => (
          <div key={at} className="hour" style={{ top: (at - range.start) * scale }}>
            {formatTime(instant, zone)}
          </div>
        ))}
    </div>
  );
});

/** The present, across the columns of today; nothing when no column is of today or the hour is not shown. */
export function NowLine({
  axis,
  range,
  scale,
  zone,
  days,
}: Props & { readonly days: readonly DaySpan[] }): ReactNode {
  const now = useNow();
  const isToday = ({ from, to }: DaySpan): boolean => now >= from && now < to;
  const first = days.findIndex(isToday);
  const today = days[first];
  if (today === undefined) return null;
  const at = startOn(axis.scales.get(today.from) ?? [], now);
  if (at < range.start || at > range.end) return null;
  const top = (at - range.start) * scale;
  return (
    <>
      <div
        className="now"
        style={{
          gridColumn: `${first + 2} / ${days.findLastIndex(isToday) + 3}`,
          transform: `translateY(${top - 1}px)`,
        }}
      />
      <div className="axis" aria-hidden style={{ pointerEvents: 'none', backgroundColor: 'transparent' }}>
        <div className="now-time" style={{ top }}>
          {formatTime(now, zone)}
        </div>
      </div>
    </>
  );
}
