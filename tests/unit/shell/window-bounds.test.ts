import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle, type WindowState } from '../../../src-main/shell/window-bounds.ts';

const main: Rectangle = { x: 0, y: 25, width: 1920, height: 1055 };
const second: Rectangle = { x: 1920, y: 0, width: 2560, height: 1440 };
const LEAST = { minWidth: 1024, minHeight: 700 };
const saved: WindowState = { x: 2000, y: 100, width: 1400, height: 900, maximized: false };

describe('placeWindow', () => {
  it('opens 1280 by 800 at first, wherever the system likes', () => {
    expect(placeWindow(null, [main])).toEqual({ width: 1280, height: 800, ...LEAST, maximized: false });
  });

  it('opens where it was left', () => {
    expect(placeWindow(saved, [main, second])).toEqual({ ...saved, ...LEAST });
    expect(placeWindow({ ...saved, maximized: true }, [main, second]).maximized).toBe(true);
  });

  it('keeps its size but not its place when that display is gone', () => {
    expect(placeWindow(saved, [main])).toEqual({
      width: 1400,
      height: 900,
      ...LEAST,
      maximized: false,
    });
  });

  it('is not left where its title bar cannot be reached', () => {
    expect(placeWindow({ ...saved, x: 10, y: -30 }, [main])).not.toHaveProperty('y');
    expect(placeWindow({ ...saved, x: -1300, y: 100 }, [main])).not.toHaveProperty('x');
    expect(placeWindow({ ...saved, x: 10, y: 1070 }, [main])).not.toHaveProperty('y');
  });

  it('fits a display that has become smaller', () => {
    const small: Rectangle = { x: 0, y: 0, width: 1100, height: 720 };
    expect(placeWindow({ x: 50, y: 0, width: 2500, height: 1400, maximized: false }, [small])).toEqual({
      x: 0,
      y: 0,
      width: 1100,
      height: 720,
      ...LEAST,
      maximized: false,
    });
  });

  it('fits a display that is smaller than the screens are designed for: it may be made as small as that', () => {
    const laptop: Rectangle = { x: 0, y: 48, width: 1280, height: 672 };
    const least = { minWidth: 1024, minHeight: 672 };
    expect(placeWindow(null, [laptop])).toEqual({ width: 1280, height: 672, ...least, maximized: false });
    expect(placeWindow({ ...saved, x: 100, y: 300 }, [laptop])).toEqual({
      x: 0,
      y: 48,
      width: 1280,
      height: 672,
      ...least,
      maximized: false,
    });
    const tiny: Rectangle = { x: 0, y: 0, width: 800, height: 560 };
    expect(placeWindow(null, [tiny])).toMatchObject({
      width: 800,
      height: 560,
      minWidth: 800,
      minHeight: 560,
    });
  });

  it('stays where it was left across two displays, and comes back whole where it hung over the edge of one', () => {
    const across: WindowState = { x: 1200, y: 30, width: 1400, height: 900, maximized: false };
    expect(placeWindow(across, [main, second])).toMatchObject({ x: 1200, y: 30 });
    expect(placeWindow(across, [main, main])).toMatchObject({ x: 520, y: 30 });
  });

  it('never opens smaller than the screens are designed for, where there is room', () => {
    expect(placeWindow({ ...saved, x: 0, y: 30, width: 200, height: 100 }, [main])).toMatchObject({
      width: 1024,
      height: 700,
    });
  });

  it('always opens within reach, whatever was saved and whatever displays there are', () => {
    const coordinate = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 10_000 });
    const area = fc.record({ x: coordinate, y: coordinate, width: size, height: size });
    const state = fc.record({
      x: coordinate,
      y: coordinate,
      width: size,
      height: size,
      maximized: fc.boolean(),
    });
    fc.assert(
      fc.property(state, fc.array(area, { minLength: 1, maxLength: 3 }), (before, areas) => {
        const { x, y, width, height, minWidth, minHeight } = placeWindow(before, areas);
        // A window that is smaller than it may be would grow past its display.
        if (minWidth > width || minHeight > height) return false;
        if (!areas.some((display) => width <= display.width && height <= display.height)) return false;
        if (x === undefined || y === undefined) return true;
        return areas.some(
          (display) =>
            y >= display.y &&
            y < display.y + display.height &&
            x < display.x + display.width &&
            x + Math.max(width, before.width) > display.x,
        );
      }),
    );
  });
});
