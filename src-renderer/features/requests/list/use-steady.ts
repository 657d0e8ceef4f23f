import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Drawn } from '../../../components/keep-room.ts';
import type { Point, Pointing } from '../../../components/use-pointing.ts';
import { rowOf } from './show-row.ts';

const NONE: ReadonlySet<string> = new Set();

/** The same set where nothing of it goes, so that nothing is drawn anew. */
const kept = (ids: ReadonlySet<string>, stays: (id: string) => boolean): ReadonlySet<string> => {
  const left = [...ids].filter(stays);
  return left.length === ids.size ? ids : new Set(left);
};
const keep = (ids: ReadonlySet<string>, of: ReadonlySet<string>): ReadonlySet<string> =>
  kept(ids, (id) => of.has(id));
const without = (ids: ReadonlySet<string>, of: ReadonlySet<string>): ReadonlySet<string> =>
  kept(ids, (id) => !of.has(id));

interface Anchor {
  readonly id: string;
  /** The button or field under the pointer or in focus, else its row: signs that come above it must not move it. */
  readonly element: HTMLElement;
  readonly top: number;
}

/**
 * Keeps what is under the pointer, or in focus, where it is on the screen when rows come or go above it, or open and close
 * (`opened`: which one is open). Gives how many rows have come above what is shown and have not been looked at yet, and which row
 * it holds, so that this one is drawn.
 */
export function useSteady(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly Drawn<RequestRow>[],
  pointing: Pointing,
  opened: string | null,
): { readonly unseen: number; readonly held: string | null } {
  const anchor = useRef<Anchor | null>(null);
  const before = useRef(rows);
  const openedBefore = useRef(opened);
  const [unseen, setUnseen] = useState(NONE);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const seen = (): void => {
      if (element.scrollTop < 8) {
        setUnseen(NONE);
        return;
      }
      const { top } = element.getBoundingClientRect();
      const shown = [...element.querySelectorAll<HTMLElement>('article[data-request]')].filter(
        (row) => row.getBoundingClientRect().top >= top,
      );
      setUnseen((ids) => without(ids, new Set(shown.map((row) => row.dataset.request ?? ''))));
    };
    element.addEventListener('scroll', seen, { passive: true });
    return () => element.removeEventListener('scroll', seen);
  }, [scroller]);

  // Where the anchor stands is measured while the old rows are still drawn, and put back once the new ones are.
  if (before.current !== rows || openedBefore.current !== opened)
    anchor.current = findAnchor(scroller.current, pointing.at.current, rows);

  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = rows;
    const held = anchor.current;
    anchor.current = null;
    const turned = openedBefore.current !== opened;
    openedBefore.current = opened;
    if (old !== rows) setUnseen((ids) => keep(ids, new Set(rows.map(({ key }) => key))));
    if (element === null || held === null || (old === rows && !turned)) return;
    if (!putBack(element, held) || old === rows) return;
    // A row never drawn before has a guessed height until it has been: once more when that is known.
    requestAnimationFrame(() => requestAnimationFrame(() => putBack(element, held)));
    const known = new Set(old.map(({ key }) => key));
    const above = rows.slice(
      0,
      rows.findIndex(({ key }) => key === held.id),
    );
    const came = above.map(({ key }) => key).filter((key) => !known.has(key));
    if (came.length > 0) setUnseen((ids) => new Set([...ids, ...came]));
  }, [rows, scroller, opened]);

  return { unseen: unseen.size, held: anchor.current?.id ?? null };
}

/** Scrolls so that the anchor stands where it stood. False when it had not moved or is gone. */
function putBack(element: HTMLElement, { id, element: held, top }: Anchor): boolean {
  const row = held.isConnected ? held : rowOf(element, id);
  const moved = row === null ? 0 : row.getBoundingClientRect().top - top;
  if (Math.abs(moved) < 1) return false;
  element.scrollTop += moved;
  return true;
}

function findAnchor(
  element: HTMLElement | null,
  pointer: Point | null,
  rows: readonly Drawn<RequestRow>[],
): Anchor | null {
  if (element === null) return null;
  const under = pointer === null ? null : document.elementFromPoint(pointer.x, pointer.y);
  const place = pointer === null || under !== element ? null : placeAt(element, pointer);
  if (place !== null) return place;
  const candidates = [under, document.activeElement, firstVisible(element)];
  const staying = new Set(rows.map(({ key }) => key));
  for (const candidate of candidates) {
    const row = candidate?.closest<HTMLElement>('article[data-request]') ?? null;
    const id = row?.dataset.request;
    if (row === null || id === undefined || !element.contains(row) || !staying.has(id)) continue;
    const part = candidate?.closest<HTMLElement>('button, input, select, textarea, [role="button"]') ?? row;
    return { id, element: row.contains(part) ? part : row, top: part.getBoundingClientRect().top };
  }
  return null;
}

/** What has left the list but keeps its place there: a pointer goes through it. */
function placeAt(element: HTMLElement, { y }: Point): Anchor | null {
  for (const place of element.querySelectorAll<HTMLElement>('article[data-gone]')) {
    const { top, bottom } = place.getBoundingClientRect();
    if (top <= y && y < bottom) return { id: place.dataset.gone ?? '', element: place, top };
  }
  return null;
}

function firstVisible(element: HTMLElement): Element | null {
  if (element.scrollTop === 0) return null;
  const top = element.getBoundingClientRect().top;
  return (
    [...element.querySelectorAll('article[data-request]')].find(
      (row) => row.getBoundingClientRect().bottom > top,
    ) ?? null
  );
}
