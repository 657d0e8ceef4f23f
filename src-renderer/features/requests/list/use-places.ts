import { useLayoutEffect, useMemo, useRef } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { type Drawn, keepRoom, keepRoomInOrder } from '../../../components/keep-room.ts';

const idOf = (row: RequestRow): string => row.id;

/**
 * The rows as they are to be drawn. While somebody points at the list, the place of a request that has left it is kept: the rows
 * below do not close up under a hand about to click. `answers` says which filters the rows fit: for others nothing is kept.
 */
export function usePlaces(
  rows: readonly RequestRow[],
  answers: string,
  pointing: boolean,
): readonly Drawn<RequestRow>[] {
  const before = useRef({ answers, drawn: keepRoom<RequestRow>([], [], idOf, false) });
  const drawn = useMemo(
    () =>
      pointing && before.current.answers === answers
        ? keepRoomInOrder(before.current.drawn, rows, idOf)
        : keepRoom([], rows, idOf, false),
    [rows, answers, pointing],
  );
  useLayoutEffect(() => {
    before.current = { answers, drawn };
  }, [answers, drawn]);
  return drawn;
}
