import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { type Drawn, keepRoom, keepRoomInOrder } from '../../../components/keep-room.ts';

const idOf = (row: RequestRow): string => row.id;
const NONE: ReadonlySet<string> = new Set();

/**
 * The rows as they are to be drawn. While somebody points at the list, the place of a request that has left it is kept: the rows
 * below do not close up under a hand about to click. A place that has been scrolled out of sight is given up, and so are all
 * once the list is empty. `answers` says which filters the rows fit: for others nothing is kept.
 */
export function usePlaces(
  list: RefObject<HTMLElement | null>,
  rows: readonly RequestRow[],
  answers: string,
  pointing: boolean,
): readonly Drawn<RequestRow>[] {
  const before = useRef({ answers, drawn: keepRoom<RequestRow>([], [], idOf, false) });
  const [outOfSight, setOutOfSight] = useState(NONE);
  const drawn = useMemo(() => {
    if (!pointing || rows.length === 0 || before.current.answers !== answers)
      return keepRoom([], rows, idOf, false);
    const kept = before.current.drawn.filter(({ key, gone }) => !(gone && outOfSight.has(key)));
    return keepRoomInOrder(kept, rows, idOf);
  }, [rows, answers, pointing, outOfSight]);
  useLayoutEffect(() => {
    before.current = { answers, drawn };
  }, [answers, drawn]);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const scrolled = (): void => {
      const seen = element.getBoundingClientRect();
      const inSight = new Set(
        [...element.querySelectorAll<HTMLElement>('article[data-gone]')]
          .filter((place) => {
            const { top, bottom } = place.getBoundingClientRect();
            return bottom > seen.top && top < seen.bottom;
          })
          .map(({ dataset }) => dataset.gone),
      );
      // One that is not drawn stands far from what is.
      const gone = before.current.drawn.filter((one) => one.gone && !inSight.has(one.key));
      if (gone.length > 0) setOutOfSight(new Set(gone.map(({ key }) => key)));
    };
    element.addEventListener('scrollend', scrolled, { passive: true });
    return () => element.removeEventListener('scrollend', scrolled);
  }, [list]);
  return drawn;
}
