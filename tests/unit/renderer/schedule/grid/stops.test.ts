import { describe, expect, it } from 'vitest';
import { gridLayout, timeAt } from '../../../../../src-renderer/features/schedule/grid/layout.ts';
import {
  edgeStop,
  firstStop,
  nextStop,
  type Stop,
  stands,
  stopOfAppointment,
} from '../../../../../src-renderer/features/schedule/grid/stops.ts';
import type { AppointmentView } from '../../../../../src-shared/ipc/appointment-views.ts';
import { appointment, at, day, ZONE } from './support.ts';

const visit = (id: string, from: string, to: string): AppointmentView => appointment(id, at(from), at(to));
const many = Array.from({ length: 12 }, (_, index) => visit(`m${index}`, '15:00', '15:30'));
const shown = gridLayout(
  [
    day([visit('a', '09:00', '09:30'), visit('b', '11:00', '11:30'), ...many]),
    day([visit('c', '08:00', '08:30'), visit('d', '10:45', '11:00'), visit('e', '10:45', '11:15')]),
    day(),
  ],
  ZONE,
  15,
  null,
);
const models = shown.columns.map(({ model }) => model);
const entry = (column: number, id: string): Stop => ({ kind: 'entry', column, id });
const go = (from: Stop, minutes: number, direction: 'up' | 'down' | 'left' | 'right'): Stop | null =>
  nextStop(from, minutes, direction, models, timeAt(shown));

describe('arrows', () => {
  it('go up and down by time, from lane to lane at the same time, and stop at the ends', () => {
    expect(go(entry(0, 'a'), 540, 'down')).toEqual(entry(0, 'b'));
    expect(go(entry(0, 'b'), 660, 'up')).toEqual(entry(0, 'a'));
    expect(go(entry(0, 'a'), 540, 'up')).toBeNull();
    expect(go(entry(1, 'e'), 645, 'down')).toEqual(entry(1, 'd'));
  });

  it('go sideways to the nearest in time', () => {
    expect(go(entry(0, 'b'), 660, 'right')).toEqual(entry(1, 'e'));
    expect(go(entry(1, 'c'), 480, 'left')).toEqual(entry(0, 'a'));
    expect(go(entry(0, 'a'), 540, 'left')).toBeNull();
  });

  it('come to the same time where nothing is booked, and from there to what is before or after', () => {
    const free = { kind: 'time', column: 2, at: at('10:45') } as const;
    expect(go(entry(1, 'd'), 645, 'right')).toEqual(free);
    expect(go(free, 645, 'down')).toBeNull();
    expect(go({ kind: 'time', column: 0, at: at('10:00') }, 600, 'down')).toEqual(entry(0, 'b'));
    expect(go({ kind: 'time', column: 0, at: at('10:00') }, 600, 'up')).toEqual(entry(0, 'a'));
  });

  it('reach the button of those that are folded, and Home and End the ends', () => {
    const last = edgeStop(models[0] ?? { blocks: [], piles: [], lanes: 0 }, 0, 'last');
    expect(last?.kind).toBe('pile');
    expect(edgeStop(models[0] ?? { blocks: [], piles: [], lanes: 0 }, 0, 'first')).toEqual(entry(0, 'a'));
  });
});

describe('the one tab stop', () => {
  it('is first at what is nearest to the present, or at that time on an empty day', () => {
    expect(firstStop(models, 650, timeAt(shown))).toEqual(entry(0, 'b'));
    const empty = gridLayout([day()], ZONE, 15, null);
    expect(
      firstStop(
        empty.columns.map(({ model }) => model),
        600,
        timeAt(empty),
      ),
    ).toEqual({ kind: 'time', column: 0, at: at('10:00') });
    expect(firstStop([], 600, timeAt(shown))).toBeNull();
  });

  it('knows what is gone, and finds an appointment where it is now', () => {
    expect(stands(entry(0, 'a'), models)).toBe(true);
    expect(stands(entry(1, 'a'), models)).toBe(false);
    expect(stands({ kind: 'time', column: 3, at: 0 }, models)).toBe(false);
    expect(stopOfAppointment('e', models)).toEqual(entry(1, 'e'));
    expect(stopOfAppointment('m11', models)?.kind).toBe('pile');
    expect(stopOfAppointment('nobody', models)).toBeNull();
  });
});
