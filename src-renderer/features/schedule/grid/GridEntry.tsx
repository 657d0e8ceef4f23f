import EventRepeat from '@mui/icons-material/EventRepeat';
import MarkEmailUnread from '@mui/icons-material/MarkEmailUnreadOutlined';
import WarningAmber from '@mui/icons-material/WarningAmber';
import { memo, type ReactNode } from 'react';
import type { EpochMs, ZoneId } from '../../../../src-shared/domain/time.ts';
import { entryFacts } from '../../../text/calendar.ts';
import { STATUS } from '../../../text/requests.ts';
import { entryMarks, entryName } from '../../../text/schedule.ts';
import { formatTime } from '../../../text/times.ts';
import { STATUS_LOOK } from '../StatusMark.tsx';
import { boxStyle } from './box-style.ts';
import type { Block } from './column-model.ts';
import { linesIn } from './geometry.ts';

interface Props {
  readonly block: Block;
  readonly column: number;
  readonly zone: ZoneId;
  /** The first minute of the axis that is drawn, and pixels a minute. */
  readonly from: number;
  readonly scale: number;
  /** It holds the grid's one tab stop. */
  readonly stop: boolean;
  /** Its panel is open. */
  readonly selected: boolean;
  /** It is being moved: its ghost stands elsewhere. */
  readonly moving: boolean;
  /** It can be moved. */
  readonly free: boolean;
}

/**
 * An appointment in the grid. Its name is "<time> <patient name>, <type>, <status>": the text it shows, with the status of a
 * Booked one unseen. What it tells besides stands in its description and, with the whole name, in its tooltip.
 *
 * It listens to nothing itself: the grid does, for all of them.
 */
export const GridEntry = memo(function GridEntry(props: Props): ReactNode {
  const { block, column, zone, from, scale, stop, selected, moving, free } = props;
  const { appointment, cutAbove, cutBelow, span, lanes } = block;
  const { id, start, patientName, type, status } = appointment;
  const style = boxStyle(block, from, scale);
  const facts = entryFacts(appointment, zone);
  const marks = entryMarks(appointment);
  return (
    <button
      type="button"
      className="entry"
      data-stop={`entry:${column}:${id}`}
      data-column={column}
      data-entry={id}
      data-free={free}
      data-moving={moving}
      aria-current={selected}
      aria-description={facts}
      title={`${entryName(appointment, zone)}\n${facts}`}
      tabIndex={stop ? 0 : -1}
      style={style}
    >
      <span
        className="card"
        data-status={status}
        data-lines={linesIn(style.height)}
        data-cut={cutAbove ? (cutBelow ? 'above below' : 'above') : cutBelow ? 'below' : undefined}
      >
        <Signs block={block} />
        <Time at={start} zone={zone} narrow={span / lanes < 0.6} /> <bdi className="who">{patientName}</bdi>,{' '}
        {type.display}
        {status === 'booked' ? (
          <span className="unseen">, {STATUS.booked}</span>
        ) : (
          <>
            , <span className="state">{STATUS[status]}</span>
          </>
        )}
        {marks.length === 0 ? null : (
          <span className="state" aria-hidden>
            {' · '}
            {marks.join(' · ')}
          </span>
        )}
      </span>
    </button>
  );
});

/** Where there is little room AM and PM are not shown: the axis beside it tells them. */
function Time({
  at,
  zone,
  narrow,
}: {
  readonly at: EpochMs;
  readonly zone: ZoneId;
  readonly narrow: boolean;
}): ReactNode {
  const time = formatTime(at, zone);
  const space = time.indexOf(' ');
  if (!narrow || space === -1) return time;
  return (
    <>
      {time.slice(0, space)}
      <span className="unseen">{time.slice(space)}</span>
    </>
  );
}

/** The icons, in front, so that they are seen however little room there is. */
function Signs({ block }: { readonly block: Block }): ReactNode {
  const { status, changeProposed, requestIds, overrideReason } = block.appointment;
  const { icon: Status, color } = STATUS_LOOK[status];
  return (
    <>
      {status === 'booked' ? null : <Status className="sign" sx={{ color }} aria-hidden />}
      {changeProposed ? <EventRepeat className="sign" color="secondary" aria-hidden /> : null}
      {requestIds.length === 0 ? null : <MarkEmailUnread className="sign" color="secondary" aria-hidden />}
      {overrideReason === null ? null : <WarningAmber className="sign" color="warning" aria-hidden />}
    </>
  );
}
