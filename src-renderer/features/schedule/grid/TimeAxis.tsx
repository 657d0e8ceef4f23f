import { memo, type ReactNode } from 'react';
import type { ZoneId } from '../../../../src-shared/domain/time.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useNow } from '../../../api/use-now.ts';
import { type Axis, type DaySpan, presentOn } from './axis.ts';
import { coversHour } from './geometry.ts';
import type { Stretch } from './lanes.ts';

interface Props {
  readonly axis: Axis;
  readonly range: Stretch;
  /** Pixels a minute. */
  readonly scale: number;
  readonly zone: ZoneId;
  /** The days of the columns, in their order. */
  readonly days: readonly DaySpan[];
}

/** The hours, at the left edge. What they say every appointment says itself, so that screen readers need not hear them. */
export const TimeAxis = memo(function TimeAxis({ axis, range, scale, zone, days }: Props): ReactNode {
  const present = presentOn(axis, days, range, useNow());
  return (
    <div className="axis" aria-hidden>
      {axis.hours
        .filter(({ at }) => at >= range.start && at < range.end)
        .map(({ at, instant }) => (
          <div key={at} className="hour" style={{ top: (at - range.start) * scale }}>
            {present !== null && coversHour((present.at - at) * scale)
              ? null
              : t.times.formatTime(instant, zone)}
          </div>
        ))}
    </div>
  );
});

/** The present, across the columns of today; nothing when no column is of today or the hour is not shown. */
export function NowLine({ axis, range, scale, zone, days }: Props): ReactNode {
  const now = useNow();
  const present = presentOn(axis, days, range, now);
  if (present === null) return null;
  const top = (present.at - range.start) * scale;
  return (
    <>
      <div
        className="now"
        style={{
          gridColumn: `${present.first + 2} / ${present.last + 3}`,
          transform: `translateY(${top - 1}px)`,
        }}
      />
      <div className="axis" aria-hidden style={{ pointerEvents: 'none', backgroundColor: 'transparent' }}>
        <div className="now-time" style={{ top }}>
          {t.times.formatTime(now, zone)}
        </div>
      </div>
    </>
  );
}
