import { Box } from '@mui/material';
import { type CSSProperties, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { CalendarGridProps } from './calendar-grid-props.ts';
import type { ColumnModel } from './column-model.ts';
import { Ghost, Marked } from './Ghost.tsx';
import { GridColumn } from './GridColumn.tsx';
import { GridRoot } from './GridRoot.ts';
import { GridStatus } from './GridStatus.tsx';
import { AXIS_PX, HOUR_PX } from './geometry.ts';
import { bodyHeight } from './layout.ts';
import { clashes, placeOnGrid } from './move.ts';
import { PileMenu } from './PileMenu.tsx';
import { NowLine, TimeAxis } from './TimeAxis.tsx';
import { useBlockDrag } from './use-block-drag.ts';
import { useDrag } from './use-drag.ts';
import { useDrawn } from './use-drawn.ts';
import { useFirstScroll } from './use-first-scroll.ts';
import { useGhostInView } from './use-ghost-in-view.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useLayout } from './use-layout.ts';
import { useMove } from './use-move.ts';
import { useStops } from './use-stops.ts';

/**
 * The time grid of Day and Week: a column a provider, or a column a day. It takes the room its parent, a flex box, leaves, and
 * scrolls in itself both ways; it begins at the present, or at opening, and stays where it is put from then on.
 *
 * One tab stop. Arrows go from appointment to appointment, Enter opens; with Alt the appointment moves, with Alt and Shift its
 * end does, Enter proposes that by `onMove` and Escape puts it back. The pointer does the same by dragging.
 */
export function CalendarGrid(props: CalendarGridProps): ReactNode {
  const { label, columns, zone, stepMinutes, selectedId, pending = null } = props;
  const root = useRef<HTMLDivElement>(null);
  const layout = useLayout(columns, zone, stepMinutes);
  const { range, scale } = layout;
  const stops = useStops(root, layout, pending === null ? null : pending.appointment.id);
  const isDrawn = useDrawn(root, columns, layout, stops.stop?.column ?? null);
  const moves = useMove(props, layout);
  const [pile, setPile] = useState<HTMLElement | null>(null);
  const closePile = useCallback(() => setPile(null), []);
  const drag = useDrag(root, props, layout, moves);
  const { marked, ...blocking } = useBlockDrag(root, props, layout);
  const keys = useGridKeys(props, layout, stops, moves, setPile);
  useFirstScroll(root, layout);
  useGhostInView(root, moves.current);

  const days = useMemo(() => layout.columns.map(({ day }) => day), [layout]);
  const move = moves.current;
  const asked = pending === null ? null : placeOnGrid(pending.slot, columns);
  const shown = move?.place ?? asked;
  const moved = move?.appointment ?? pending?.appointment ?? null;
  const clash = shown !== null && moved !== null && clashes(moved, shown, layout);
  const template = templateOf(layout.columns.map(({ width }) => width));

  return (
    <Box sx={{ position: 'relative', flex: 1, minHeight: 0, minWidth: 0, display: 'flex' }}>
      <GridRoot
        ref={root}
        role="group"
        aria-label={label}
        {...keys}
        onPointerDown={(event) => {
          drag.onPointerDown(event);
          blocking.onPointerDown(event);
        }}
      >
        <Heads columns={columns} style={template} />
        <div
          className="body"
          style={{
            ...template,
            height: bodyHeight(layout),
            ['--hour' as string]: `${HOUR_PX[stepMinutes]}px`,
            ['--step' as string]: `${stepMinutes * scale}px`,
          }}
        >
          <TimeAxis axis={layout.axis} range={range} scale={scale} zone={zone} days={days} />
          {/* Before the columns, so that it goes behind the visits: a name that it crossed out would look cancelled. */}
          <NowLine axis={layout.axis} range={range} scale={scale} zone={zone} days={days} />
          {layout.columns.map(({ day, dayScale, model, open }, index) => {
            const column = columns[index];
            return column === undefined ? null : (
              <GridColumn
                key={column.key}
                index={index}
                label={column.label}
                day={day}
                away={column.away}
                dayScale={dayScale}
                model={isDrawn(index) ? model : NOT_YET}
                open={open}
                zone={zone}
                length={layout.axis.length}
                from={range.start}
                to={range.end}
                scale={scale}
                stepMinutes={stepMinutes}
                stop={stops.stop?.column === index ? stops.stop : null}
                timeShown={stops.timeShown}
                selectedId={idIn(day, selectedId)}
                movingId={idIn(day, moved?.id ?? null)}
              />
            );
          })}
          {marked === null ? null : (
            <Marked
              place={marked}
              dayScale={layout.columns[marked.column]?.dayScale ?? []}
              from={range.start}
              scale={scale}
              zone={zone}
            />
          )}
          {shown === null || moved === null ? null : (
            <Ghost
              place={shown}
              dayScale={layout.columns[shown.column]?.dayScale ?? []}
              patientName={moved.patientName}
              clash={clash}
              from={range.start}
              scale={scale}
              zone={zone}
            />
          )}
        </div>
      </GridRoot>
      <GridStatus
        said={
          move === null
            ? moves.said
            : t.calendar.placeSentence(move.place, columns[move.place.column]?.label ?? '', clash, zone)
        }
        hint={
          move === null ? '' : t.calendar.calendarText[move.by === 'keyboard' ? 'keyHint' : 'pointerHint']
        }
      />
      {pile === null ? null : (
        <PileMenu
          anchor={pile}
          appointments={
            layout.columns.flatMap(({ model }) => model.piles).find(({ key }) => key === pile.dataset.pile)
              ?.appointments ?? []
          }
          zone={zone}
          onOpen={props.onOpen}
          onClose={closePile}
        />
      )}
    </Box>
  );
}

/** A column that is drawn in a moment: its heading, its name and its room are there already. */
const NOT_YET: ColumnModel = { blocks: [], piles: [], lanes: 0 };

/** The appointment's id for the column that has it: the others need not be drawn anew because of it. */
const idIn = (day: ScheduleDay, id: string | null): string | null =>
  id !== null && day.appointments.some((one) => one.id === id) ? id : null;

/** The axis, and the columns at least as wide as each has to be. */
const templateOf = (widths: readonly number[]): CSSProperties => ({
  gridTemplateColumns: `${AXIS_PX}px ${widths.map((width) => `minmax(${width}px, 1fr)`).join(' ')}`,
  minWidth: widths.reduce((sum, width) => sum + width, AXIS_PX),
});

function Heads({
  columns,
  style,
}: Pick<CalendarGridProps, 'columns'> & { readonly style: CSSProperties }): ReactNode {
  return (
    <div className="heads" style={style}>
      <div className="corner" />
      {columns.map(({ key, heading }) => (
        <div key={key} className="head">
          {heading}
        </div>
      ))}
    </div>
  );
}
