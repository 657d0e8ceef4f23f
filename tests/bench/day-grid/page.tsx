/** The page of the benchmark: a large clinic's day in the real time grid, and in boxes that do nothing else. */
import { CssBaseline } from '@mui/material';
import { ThemeProvider } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRandom } from '../../../src-demo/data/random.ts';
import { clock } from '../../../src-renderer/api/clock.ts';
import { CalendarGrid } from '../../../src-renderer/features/schedule/grid/CalendarGrid.tsx';
import type { CalendarColumn } from '../../../src-renderer/features/schedule/grid/types.ts';
import { themeFor } from '../../../src-renderer/theme.ts';
import { dayBounds, MINUTE_MS, toInstant } from '../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';

const ZONE = 'America/Chicago';
const DATE = '2026-11-23';
const PROVIDERS = 50;
const VISITS = 25;
const COLUMN_PX = 160;
const MINUTE_PX = 80 / 60;

export type Kind = 'grid' | 'boxes';
/** Milliseconds until all that is in sight is painted, and until everything stands on the page and is painted. */
export interface Shown {
  readonly first: number;
  readonly all: number;
}
export interface DayBench {
  /** Puts the day on the page in place of what was there. */
  show(kind: Kind): Promise<Shown>;
  /** Scrolls sideways through the day, 80 pixels a frame; resolves to the milliseconds from frame to frame. */
  scroll(frames: number): Promise<number[]>;
  /** How many elements and appointments stand on the page. */
  size(): { readonly elements: number; readonly visits: number };
}
declare global {
  interface Window {
    dayBench: DayBench;
  }
}

const opening = toInstant(DATE, '07:30', ZONE);
if (!opening.ok) throw new Error(opening.error);
const from = opening.value;
clock.set(from + 150 * MINUTE_MS);

const columns = columnsOf(createRandom(42));

function columnsOf(random: ReturnType<typeof createRandom>): CalendarColumn[] {
  return Array.from({ length: PROVIDERS }, (_, index) => {
    const name = `Dr. Provider ${index + 1}`;
    let start = from;
    const appointments = Array.from({ length: VISITS }, (_, visit) => {
      const end = start + random.pick([15, 20, 25, 30, 30]) * MINUTE_MS;
      const one = appointmentOf(index, visit, name, { start, end }, random.next() < 0.08);
      // One in ten begins before the one before it has ended.
      start = random.next() < 0.1 ? end - 10 * MINUTE_MS : end;
      return one;
    });
    const hours = [
      { from: '07:30', to: '12:00' },
      { from: '13:00', to: '19:00' },
    ];
    const day = { date: DATE, ...dayBounds(DATE, ZONE), closed: null, hours, appointments };
    return { key: name, heading: name, label: name, practitionerId: `provider-${index}`, away: [], day };
  });
}

function appointmentOf(
  column: number,
  visit: number,
  practitionerName: string,
  time: { readonly start: number; readonly end: number },
  tentative: boolean,
): AppointmentView {
  const id = `visit-${column}-${visit}`;
  return {
    ...time,
    id,
    patientId: `patient-${id}`,
    patientName: `Given Family${column * VISITS + visit}`,
    practitionerId: `provider-${column}`,
    practitionerName,
    locationId: 'location-1',
    locationName: 'Main Street',
    type: { code: 'follow-up', display: 'Follow-up' },
    status: tentative ? 'tentative' : 'booked',
    originalId: null,
    changeProposed: false,
    requestIds: [],
    overrideReason: null,
    busy: null,
  };
}

const SHOWN = '[role="group"][aria-label="Day"], [data-scroller]';
const nothing = (): void => {};

function Grid(): ReactNode {
  return (
    <div style={{ height: 700, display: 'flex' }}>
      <CalendarGrid
        label="Day"
        columns={columns}
        zone={ZONE}
        stepMinutes={15}
        selectedId={null}
        onOpen={nothing}
        onMove={nothing}
        onBook={nothing}
        onBlock={nothing}
        onBlocked={nothing}
      />
    </div>
  );
}

function Boxes(): ReactNode {
  return (
    <div data-scroller="" style={{ height: 700, overflow: 'auto' }}>
      <div style={{ display: 'flex', height: 12 * 60 * MINUTE_PX, width: PROVIDERS * COLUMN_PX }}>
        {columns.map(({ key, day }) => (
          <div key={key} data-column="" style={{ position: 'relative', width: COLUMN_PX, flexShrink: 0 }}>
            {day.appointments.map(({ id, patientName, start, end }) => (
              <div
                key={id}
                data-visit={id}
                style={{
                  position: 'absolute',
                  left: 2,
                  right: 2,
                  top: ((start - from) / MINUTE_MS) * MINUTE_PX,
                  height: ((end - start) / MINUTE_MS) * MINUTE_PX - 1,
                  background: '#dbeafe',
                  overflow: 'hidden',
                  fontSize: 12,
                }}
              >
                {patientName}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The first task after the frame that is drawn next. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}

const visitsShown = (): number => (document.body.textContent?.match(/Given Family\d+/g) ?? []).length;
const scroller = (): Element => {
  const found = document.querySelector(SHOWN);
  if (found === null) throw new Error('Nothing is shown');
  return found;
};

const DRAWN = '[data-entry], [data-visit]';
const visitsDrawn = (): number => document.querySelectorAll(DRAWN).length;

/** How many columns in sight have no appointments yet. */
function blankInSight(): number {
  const { left, right } = scroller().getBoundingClientRect();
  return [...document.querySelectorAll('[data-column]')].filter((column) => {
    const box = column.getBoundingClientRect();
    return box.right > left && box.left < right && column.querySelector(DRAWN) === null;
  }).length;
}

const element = document.createElement('div');
document.body.replaceChildren(element);
const root = createRoot(element);

const THEME = themeFor('en');

/** The theme stands, as in the window: only what is in it comes and goes. */
function render(inside: ReactNode): void {
  root.render(
    <ThemeProvider theme={THEME} noSsr storageManager={null}>
      <CssBaseline />
      {inside}
    </ThemeProvider>,
  );
}

window.dayBench = {
  async show(kind) {
    render(null);
    while (document.querySelector(SHOWN) !== null) await painted();
    await painted();
    const before = performance.now();
    render(kind === 'grid' ? <Grid /> : <Boxes />);
    while (document.querySelector(SHOWN) === null) await painted();
    await painted();
    const first = performance.now() - before;
    if (blankInSight() > 0) throw new Error('A column in sight has no appointments');
    if (visitsDrawn() === PROVIDERS * VISITS) return { first, all: first };
    while (visitsDrawn() < PROVIDERS * VISITS) await painted();
    await painted();
    return { first, all: performance.now() - before };
  },
  async scroll(frames) {
    const element = scroller();
    element.scrollLeft = 0;
    await painted();
    const times: number[] = [];
    let last = await nextFrame();
    for (let frame = 0; frame < frames; frame += 1) {
      element.scrollLeft += 80;
      const now = await nextFrame();
      times.push(now - last);
      last = now;
    }
    if (element.scrollLeft === 0) throw new Error('It does not scroll');
    return times;
  },
  size: () => ({ elements: document.querySelectorAll('*').length, visits: visitsShown() }),
};

function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
}
