import { Box } from '@mui/material';
import { type ReactNode, type RefObject, useEffect, useMemo } from 'react';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import type { Drawn } from '../../../components/keep-room.ts';
import { useClinic } from '../../../stores/clinic.ts';
import { suitingSlot } from '../../../stores/freed-slots.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { ROW_HEIGHT } from '../row/dense-style.ts';
import { RequestArticle } from '../row/RequestArticle.tsx';
import { pinnedRows } from './pinned-rows.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

interface Props {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly drawn: readonly Drawn<RequestRow>[];
  /** The one that is open in place. */
  readonly opened: string | null;
  /** Of how many requests these are the first. */
  readonly total: number;
  /** Those that must be drawn wherever they stand. */
  readonly needed: readonly (string | null)[];
  readonly moment: Moment;
  readonly freed: readonly FreedSlotView[];
  /** Which requests other desks have open. */
  readonly elsewhere: readonly { readonly requestId: string; readonly desk: string }[] | null;
  /** Reads on; `null` where there is nothing more, or it is being read. */
  readonly onEnd: (() => void) | null;
}

/** The rows of a list that are in sight or near it; each says which of how many it is. */
export function Rows({
  scroller,
  drawn,
  opened,
  total,
  needed,
  moment,
  freed,
  elsewhere,
  onEnd,
}: Props): ReactNode {
  const { density } = useClinic();
  const expanded = useInbox((state) => state.expanded);
  const keys = useMemo(() => drawn.map(({ key }) => key), [drawn]);
  const places = useMemo(() => {
    const there = drawn.filter(({ gone }) => !gone);
    return new Map(there.map(({ key }, at) => [key, at + 1]));
  }, [drawn]);
  const pinned = pinnedRows(keys, opened, [...expanded, ...needed.filter((id) => id !== null)]);
  const { rows, after, measure } = useVirtualRows(scroller, keys, pinned, ROW_HEIGHT[density]);
  const atEnd = rows.at(-1)?.index === keys.length - 1;
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, onEnd]);
  return (
    <Box role="feed" aria-busy={false}>
      {rows.map(({ index, gap }) => {
        const one = drawn[index];
        if (one === undefined) return null;
        return (
          <RequestArticle
            key={one.key}
            row={one.item}
            moment={moment}
            freed={suitingSlot(freed, one.key)}
            openOn={elsewhere?.find(({ requestId }) => requestId === one.key)?.desk ?? null}
            gone={one.gone}
            index={index}
            place={places.get(one.key) ?? null}
            total={total}
            gap={gap}
            measure={measure}
          />
        );
      })}
      <div style={{ height: after }} />
    </Box>
  );
}
