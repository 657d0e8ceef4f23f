import type { Stop } from './stops.ts';

/** What the grid's elements say of themselves in their `data-` attributes. */

/** The stop that an element, or what it lies in, is; `null` when it is none. */
export function stopOf(target: EventTarget | null): Stop | null {
  const element =
    target instanceof Element ? target.closest<HTMLElement>('[data-entry], [data-pile], [data-time]') : null;
  const column = Number(element?.closest<HTMLElement>('[data-column]')?.dataset.column);
  if (element === null || Number.isNaN(column)) return null;
  const { entry, pile, time } = element.dataset;
  if (entry !== undefined) return { kind: 'entry', column, id: entry };
  if (pile !== undefined) return { kind: 'pile', column, id: pile };
  return { kind: 'time', column, at: Number(time) };
}

/** The element of a stop. */
export const elementOf = (root: HTMLElement, stop: Stop): HTMLElement | null =>
  root.querySelector<HTMLElement>(
    `[data-column="${stop.column}"] [data-${stop.kind}="${CSS.escape(String(stop.kind === 'time' ? stop.at : stop.id))}"]`,
  );

/** The columns' elements, from left to right. */
const columnsIn = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.column')];

/** The column at a place of the window, or the one nearest to it; -1 when there is none. */
export function columnAtX(root: HTMLElement, clientX: number): number {
  const columns = columnsIn(root);
  const index = columns.findIndex((column) => clientX < column.getBoundingClientRect().right);
  return index === -1 ? columns.length - 1 : index;
}

/** How far below the first hour drawn a place of the window is, in pixels. */
export const pxBelowTop = (root: HTMLElement, clientY: number): number =>
  clientY - (root.querySelector('.body')?.getBoundingClientRect().top ?? 0);
