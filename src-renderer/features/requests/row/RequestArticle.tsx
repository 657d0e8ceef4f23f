import { Box } from '@mui/material';
import { memo, type ReactNode, useRef } from 'react';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { useSelection } from '../../../stores/selection.ts';
import { ClosedRow } from './ClosedRow.tsx';
import { OpenRow } from './OpenRow.tsx';
import { closeOtherPanel, pointerPressed } from './other-panel.ts';

interface Props {
  readonly row: RequestRow;
  readonly moment: Moment;
  /** The time that came free and would suit it best. */
  readonly freed: FreedSlotView | null;
  /** The other desk that has it open. */
  readonly openOn: string | null;
  /** It has left the list: only its place is kept, and nothing can be done there. */
  readonly gone: boolean;
  /** Where it stands among what is drawn of the list. */
  readonly index: number;
  /** Which of how many requests it is; `null` where it has left the list. */
  readonly place: number | null;
  readonly total: number;
  /** The room of the rows before it that are not drawn. */
  readonly gap: number;
  readonly measure: (element: HTMLElement | null) => void;
}

/**
 * One request of a list: two lines, and everything about it while it is in focus, or while its form, its history or a refusal
 * stands open in it.
 */
export const RequestArticle = memo(function RequestArticle({
  row,
  moment,
  freed,
  openOn,
  gone,
  index,
  place,
  total,
  gap,
  measure,
}: Props): ReactNode {
  const expanded = useInbox((state) => state.expanded.has(row.id)) && row.state !== 'resolved' && !gone;
  const focused = useInbox((state) => state.opened[row.state] === row.id);
  const history = useInbox((state) => state.histories.has(row.id));
  const refused = useDecisions((state) => state.errors[row.id] !== undefined);
  const selected = useSelection((state) => state.chosen.has(row.id)) && row.state === 'open';
  const focus = useInbox((state) => state.focus);
  const open = useLastWhile(!gone, focused || expanded || history || refused);
  return (
    <Box
      component="article"
      ref={measure}
      data-index={index}
      style={gap === 0 ? undefined : { marginTop: gap }}
      aria-posinset={place ?? undefined}
      aria-setsize={place === null ? undefined : total}
      className={selected ? 'row-selected' : focused ? 'row-focused' : undefined}
      aria-label={t.requests.rowName(row.kind, row.patientName)}
      data-request={gone ? undefined : row.id}
      data-gone={gone ? row.id : undefined}
      inert={gone}
      aria-hidden={gone || undefined}
      tabIndex={0}
      // One that is pressed opens with the click: until then nothing may move from under the pointer.
      onFocus={() => {
        if (pointerPressed()) return;
        focus(row);
        closeOtherPanel(row);
      }}
      // After what was clicked has had its turn: it may have opened this request's own appointment.
      onClick={() => {
        focus(row);
        closeOtherPanel(row);
      }}
    >
      {open ? (
        <OpenRow row={row} moment={moment} freed={freed} openOn={openOn} expanded={expanded} />
      ) : (
        <ClosedRow row={row} moment={moment} freed={freed} openOn={openOn} />
      )}
    </Box>
  );
});

/** The value as it was last `while` it counted: a place that is kept keeps its height. */
function useLastWhile<T>(counts: boolean, value: T): T {
  const last = useRef(value);
  if (counts) last.current = value;
  return last.current;
}
