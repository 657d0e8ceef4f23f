import type { ReactNode } from 'react';
import type { ZoneId } from '../../../../src-shared/domain/time.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type DayScale, endOn, startOn } from './axis.ts';
import { LEAST_ENTRY_PX } from './geometry.ts';
import type { Place } from './moves.ts';

interface Props {
  readonly place: Place;
  readonly dayScale: DayScale;
  readonly patientName: string;
  readonly clash: boolean;
  readonly from: number;
  readonly scale: number;
  readonly zone: ZoneId;
}

/** Where the appointment that is being moved would go. The live region says the same. */
export function Ghost({ place, dayScale, patientName, clash, from, scale, zone }: Props): ReactNode {
  const top = startOn(dayScale, place.start);
  const height = (endOn(dayScale, place.end) - top) * scale;
  return (
    <div
      className="ghost"
      aria-hidden
      data-clash={clash}
      style={{
        gridColumn: place.column + 2,
        transform: `translateY(${(top - from) * scale}px)`,
        height: Math.max(height, LEAST_ENTRY_PX),
      }}
    >
      {t.times.formatTimeRange(place.start, place.end, zone)} {patientName}
      {clash ? `, ${t.schedule.scheduleText.clash}` : null}
    </div>
  );
}

/** The time that is being marked, to be blocked. */
export function Marked({
  place,
  dayScale,
  from,
  scale,
  zone,
}: Pick<Props, 'place' | 'dayScale' | 'from' | 'scale' | 'zone'>): ReactNode {
  const top = startOn(dayScale, place.start);
  return (
    <div
      className="blocking"
      aria-hidden
      style={{
        gridColumn: place.column + 2,
        transform: `translateY(${(top - from) * scale}px)`,
        height: Math.max((endOn(dayScale, place.end) - top) * scale, LEAST_ENTRY_PX),
      }}
    >
      {t.times.formatTimeRange(place.start, place.end, zone)}
    </div>
  );
}
