import AddIcon from '@mui/icons-material/Add';
import { memo, type ReactNode } from 'react';
import type { Interval } from '../../../../src-shared/domain/conflicts.ts';
import type { ZoneId } from '../../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type DayScale, missingFrom, startOn } from './axis.ts';
import { boxStyle } from './box-style.ts';
import type { ColumnModel } from './column-model.ts';
import { GridEntry } from './GridEntry.tsx';
import { LEAST_ENTRY_PX } from './geometry.ts';
import type { Stretch } from './lanes.ts';
import { fixedBecause } from './movable.ts';
import { outsideOf, stretchOf } from './range.ts';
import type { Stop } from './stops.ts';

interface Props {
  readonly index: number;
  readonly label: string;
  readonly day: ScheduleDay;
  readonly away: readonly Interval[];
  readonly dayScale: DayScale;
  readonly model: ColumnModel;
  readonly open: readonly Stretch[];
  readonly zone: ZoneId;
  readonly length: number;
  readonly from: number;
  readonly to: number;
  /** Pixels a minute. */
  readonly scale: number;
  readonly stepMinutes: number;
  /** The grid's one tab stop, when it is in this column. */
  readonly stop: Stop | null;
  /** The free time has been asked for: it shows also without the focus. */
  readonly timeShown: boolean;
  readonly selectedId: string | null;
  readonly movingId: string | null;
}

/** A column with its shades, its appointments and the free time that is looked at. It is drawn anew only when it changes. */
export const GridColumn = memo(function GridColumn(props: Props): ReactNode {
  const { index, label, day, model, zone, from, scale, stop, selectedId, movingId } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div
      className="column"
      role="group"
      aria-label={t.calendar.columnName(label, day.appointments.length)}
      data-column={index}
      style={{ gridColumn: index + 2 }}
    >
      <Shades {...props} />
      {model.blocks.map((block) => (
        <GridEntry
          key={block.appointment.id}
          block={block}
          zone={zone}
          from={from}
          scale={scale}
          stop={stop?.kind === 'entry' && stop.id === block.appointment.id}
          selected={selectedId === block.appointment.id}
          moving={movingId === block.appointment.id}
          free={fixedBecause(block.appointment, day) === null}
        />
      ))}
      {model.piles.map((pile) => (
        <button
          key={pile.key}
          type="button"
          className="pile"
          aria-haspopup="menu"
          data-pile={pile.key}
          tabIndex={stop?.kind === 'pile' && stop.id === pile.key ? 0 : -1}
          style={boxStyle(pile, from, scale)}
        >
          {t.calendar.moreCount(pile.appointments.length)}
          <span className="unseen">{t.calendar.moreRest(pile.appointments, zone)}</span>
        </button>
      ))}
      {stop?.kind === 'time' ? <FreeTime {...props} at={stop.at} /> : null}
    </div>
  );
});

function Shades({ day, away, open, dayScale, zone, length, from, to, scale }: Props): ReactNode {
  const range = { start: from, end: to };
  const box = ({ start, end }: Stretch): { top: number; height: number } => ({
    top: (Math.max(start, from) - from) * scale,
    height: (Math.min(end, to) - Math.max(start, from)) * scale,
  });
  const missing = missingFrom(dayScale, length).filter(({ start, end }) => start < to && end > from);
  return (
    <>
      {open.length === 0 ? (
        <div className="closed" style={box(range)}>
          <span>{t.schedule.hoursSentence(day.closed, [], zone)}</span>
        </div>
      ) : (
        outsideOf(open, range).map((one) => <div key={one.start} className="off" style={box(one)} />)
      )}
      {away.map((one) => {
        const stretch = stretchOf(day, dayScale, one);
        return stretch === null ? null : (
          <div key={one.start} className="away" style={box(stretch)}>
            <span>{t.absences.words.away}</span>
          </div>
        );
      })}
      {(day.blocked ?? []).map((one) => {
        const stretch = stretchOf(day, dayScale, one);
        return stretch === null ? null : (
          // Reached by keyboard through "Block time", which lists what is blocked.
          <button
            key={`${one.blockId} ${one.date}`}
            type="button"
            tabIndex={-1}
            className="blocked"
            data-block={one.blockId}
            data-date={one.date}
            title={t.blocks.blockedSentence(one, null, zone)}
            aria-label={t.blocks.blockedSentence(one, null, zone)}
            style={box(stretch)}
          >
            <span dir="auto">{one.reason}</span>
          </button>
        );
      })}
      {missing.map((one) => (
        <div key={one.start} className="missing" style={box(one)}>
          {t.calendar.calendarText.clockChange}
        </div>
      ))}
    </>
  );
}

function FreeTime({
  at,
  label,
  dayScale,
  zone,
  from,
  scale,
  stepMinutes,
  timeShown,
}: Props & { readonly at: number }): ReactNode {
  return (
    <button
      type="button"
      className="free-time"
      data-time={at}
      data-quiet={!timeShown}
      tabIndex={0}
      style={{
        top: (startOn(dayScale, at) - from) * scale + 1,
        height: Math.max(stepMinutes * scale - 1, LEAST_ENTRY_PX),
      }}
    >
      <AddIcon className="sign" aria-hidden />
      {t.calendar.bookAt(at, zone)}
      <span className="unseen">{`, ${label}`}</span>
    </button>
  );
}
