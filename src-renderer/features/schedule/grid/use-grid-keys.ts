import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { MINUTE_MS } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { askedFor } from '../../../keyboard/asked-for.ts';
import { instantAt, startOn } from './axis.ts';
import type { CalendarGridProps } from './calendar-grid-props.ts';
import type { Pile } from './column-model.ts';
import { columnAtX, pxBelowTop, stopOf } from './dom.ts';
import { type GridLayout, timeAt } from './layout.ts';
import { moveField } from './move.ts';
import { type Direction, lineBefore, nextLine, resized, shifted } from './moves.ts';
import { edgeStop, nextStop, type Stop, sameStop } from './stops.ts';
import type { Moves } from './use-move.ts';
import type { Stops } from './use-stops.ts';

interface GridHandlers {
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  onClick(event: MouseEvent<HTMLElement>): void;
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
  onPointerOver(event: PointerEvent<HTMLElement>): void;
}

const KEYS = [
  'calendar-go',
  'calendar-edge',
  'calendar-open',
  'calendar-move',
  'calendar-resize',
  'calendar-back',
  'calendar-free-time',
  'book',
] as const;

const DIRECTION: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What the grid does when keys are pressed in it, when something in it is clicked, and when the focus comes and goes. */
export function useGridKeys(
  props: CalendarGridProps,
  layout: GridLayout,
  stops: Stops,
  moves: Moves,
  onPile: (pile: HTMLElement) => void,
): GridHandlers {
  const { columns, stepMinutes } = props;
  const models = layout.columns.map(({ model }) => model);
  const field = moveField(columns, layout, stepMinutes);

  const appointmentOf = (stop: Stop): AppointmentView | undefined =>
    stop.kind === 'entry'
      ? layout.columns[stop.column]?.day.appointments.find(({ id }) => id === stop.id)
      : undefined;

  const pileOf = (stop: Stop): Pile | undefined =>
    stop.kind === 'pile' ? models[stop.column]?.piles.find(({ key }) => key === stop.id) : undefined;

  /** Where a stop stands, in minutes of the axis. */
  const standsAt = (stop: Stop): number => {
    const column = layout.columns[stop.column];
    if (column === undefined) return 0;
    if (stop.kind === 'time') return startOn(column.dayScale, stop.at);
    const block = column.model.blocks.find(
      ({ appointment }) => stop.kind === 'entry' && appointment.id === stop.id,
    );
    const found = block ?? pileOf(stop);
    return found?.start ?? 0;
  };

  /** The instants at which what stands there begins and ends. */
  const timesOf = (stop: Stop): { start: EpochMs; end: EpochMs } => {
    if (stop.kind === 'time') return { start: stop.at, end: stop.at };
    const all = [appointmentOf(stop) ?? [], pileOf(stop)?.appointments ?? []].flat();
    return {
      start: Math.min(...all.map(({ start }) => start)),
      end: Math.max(...all.map(({ end }) => end)),
    };
  };

  const book = (column: number, start: EpochMs): void => {
    const practitionerId = columns[column]?.practitionerId ?? null;
    props.onBook(practitionerId === null ? { start } : { practitionerId, start });
  };

  const toFreeTime = (stop: Stop, direction: Direction): void => {
    const scale = layout.columns[stop.column]?.dayScale;
    if (scale === undefined) return;
    const { start, end } = timesOf(stop);
    const below = stop.kind === 'time' ? end : end - MINUTE_MS;
    const at = nextLine(
      scale,
      direction === 'down' ? below : start,
      direction === 'down' ? 1 : -1,
      stepMinutes,
    );
    const first = instantAt(scale, layout.range.start);
    const last = instantAt(scale, layout.range.end) - stepMinutes * MINUTE_MS;
    stops.go({ kind: 'time', column: stop.column, at: Math.max(first, Math.min(at, last)) });
  };

  const change = (stop: Stop, direction: Direction, end: boolean): void => {
    const appointment = appointmentOf(stop);
    if (appointment === undefined) return;
    const begun = moves.current?.appointment === appointment ? moves.current : null;
    if (begun === null && !moves.permits(appointment, stop.column)) return;
    const from = begun?.from ?? { column: stop.column, start: appointment.start, end: appointment.end };
    const place = begun?.place ?? from;
    const vertical = direction === 'up' || direction === 'down';
    const next = !end
      ? shifted(place, direction, field)
      : vertical
        ? resized(place, direction, field)
        : place;
    moves.set({ appointment, from, place: next, by: 'keyboard' });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const stop = stopOf(event.target);
    const asked = askedFor(event, KEYS);
    if (stop === null || asked === null) return;
    const direction = DIRECTION[event.key] ?? 'down';
    const { current: move } = moves;
    if (asked === 'calendar-open') {
      // Without a move under way Enter presses the button.
      if (move === null) return;
      moves.propose(move);
    } else if (asked === 'calendar-back') {
      if (move !== null) moves.putBack();
      else moves.hush();
      if (move === null) return;
    } else if (asked === 'calendar-move' || asked === 'calendar-resize') {
      change(stop, direction, asked === 'calendar-resize');
    } else if (move === null) {
      moves.hush();
      const next =
        asked === 'calendar-go'
          ? nextStop(stop, standsAt(stop), direction, models, timeAt(layout))
          : asked === 'calendar-edge'
            ? edgeOf(stop, event.key === 'Home' ? 'first' : 'last')
            : null;
      if (next !== null) stops.go(next);
      if (asked === 'calendar-free-time') toFreeTime(stop, direction);
      if (asked === 'book') book(stop.column, timesOf(stop).end);
    }
    event.preventDefault();
  };

  const edgeOf = (stop: Stop, edge: 'first' | 'last'): Stop | null => {
    const model = models[stop.column];
    return model === undefined ? null : edgeStop(model, stop.column, edge);
  };

  const onClick = (event: MouseEvent<HTMLElement>): void => {
    moves.hush();
    const stop = stopOf(event.target);
    const appointment = stop === null ? undefined : appointmentOf(stop);
    const pile = event.target instanceof Element ? event.target.closest<HTMLElement>('.pile') : null;
    const blocked = event.target instanceof Element ? event.target.closest<HTMLElement>('.blocked') : null;
    const { block, date } = blocked?.dataset ?? {};
    if (block !== undefined && date !== undefined) props.onBlocked(block, date);
    else if (stop === null) clickedTime(event);
    else if (stop.kind === 'time') book(stop.column, stop.at);
    else if (pile !== null) onPile(pile);
    else if (moves.current !== null) moves.propose(moves.current);
    else if (appointment !== undefined) props.onOpen(appointment);
  };

  const clickedTime = (event: MouseEvent<HTMLElement>): void => {
    if (!(event.target instanceof Element) || event.target.closest('.column') === null) return;
    const root = event.currentTarget;
    const column = columnAtX(root, event.clientX);
    const scale = layout.columns[column]?.dayScale;
    if (scale === undefined) return;
    const at = layout.range.start + pxBelowTop(root, event.clientY) / layout.scale;
    stops.go({ kind: 'time', column, at: lineBefore(scale, instantAt(scale, at), stepMinutes) });
  };

  const onFocus = (event: FocusEvent<HTMLElement>): void => {
    const stop = stopOf(event.target);
    if (stop !== null) stops.came(stop);
  };

  const onBlur = (event: FocusEvent<HTMLElement>): void => {
    const left = stopOf(event.target);
    if (moves.current?.by !== 'keyboard' || left === null) return;
    if (!sameStop(left, stopOf(event.relatedTarget))) moves.putBack();
  };

  /** The tooltip is made when it may be wanted, not for a thousand appointments beforehand. */
  const onPointerOver = (event: PointerEvent<HTMLElement>): void => {
    const entry = event.target instanceof Element ? event.target.closest<HTMLElement>('.entry') : null;
    const stop = entry === null ? null : stopOf(entry);
    const appointment = stop === null ? undefined : appointmentOf(stop);
    if (entry === null || appointment === undefined) return;
    entry.title = `${t.schedule.entryName(appointment, props.zone)}\n${t.calendar.entryFacts(appointment, props.zone)}`;
  };

  return { onKeyDown, onClick, onFocus, onBlur, onPointerOver };
}
