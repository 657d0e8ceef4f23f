import EventBusy from '@mui/icons-material/EventBusy';
import EventRepeat from '@mui/icons-material/EventRepeat';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import MarkEmailUnread from '@mui/icons-material/MarkEmailUnreadOutlined';
import WarningAmber from '@mui/icons-material/WarningAmber';
import { memo, type ReactNode } from 'react';
import type { EpochMs, ZoneId } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { STATUS_LOOK } from '../StatusMark.tsx';
import { boxStyle } from './box-style.ts';
import type { Block } from './column-model.ts';
import { linesIn } from './geometry.ts';

interface Props {
  readonly block: Block;
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
 * Booked one unseen; Busy has none. What it tells besides stands in its description and, with the whole name, in the tooltip that the grid
 * gives it when the pointer comes.
 *
 * It listens to nothing itself: the grid does, for all of them.
 */
export const GridEntry = memo(function GridEntry(props: Props): ReactNode {
  const { block, zone, from, scale, stop, selected, moving, free } = props;
  const { appointment, cutAbove, cutBelow, span, lanes } = block;
  const { id, start, patientName, type, status, busy } = appointment;
  const style = boxStyle(block, from, scale);
  const marks = t.schedule.entryMarks(appointment);
  return (
    <button
      type="button"
      className="entry"
      data-entry={id}
      data-free={free || undefined}
      data-moving={moving || undefined}
      aria-current={selected || undefined}
      aria-description={t.calendar.entryFacts(appointment, zone)}
      tabIndex={stop ? 0 : -1}
      style={style}
    >
      <span
        className="card"
        data-status={busy === null ? (status === 'booked' ? undefined : status) : 'busy'}
        data-cut={cutAbove ? (cutBelow ? 'above below' : 'above') : cutBelow ? 'below' : undefined}
      >
        <span className="text" data-lines={linesIn(style.height)}>
          {hasSigns(appointment) ? <Signs block={block} /> : null}
          {span / lanes < 0.6 ? <NarrowTime at={start} zone={zone} /> : `${t.times.formatTime(start, zone)} `}
          <bdi className="who">{patientName}</bdi>
          {status === 'booked' ? `, ${type.display}` : `, ${type.display}, `}
          {busy === null ? (
            <span className={status === 'booked' ? 'unseen' : 'state'}>
              {status === 'booked' ? `, ${t.requests.STATUS.booked}` : t.requests.STATUS[status]}
            </span>
          ) : null}
          {marks.length === 0 ? null : (
            <span className="state" aria-hidden>
              {' · '}
              {marks.map(({ words }) => words).join(' · ')}
            </span>
          )}
        </span>
      </span>
    </button>
  );
});

/** Where there is little room AM and PM are not shown: the axis beside it tells them. */
function NarrowTime({ at, zone }: { readonly at: EpochMs; readonly zone: ZoneId }): ReactNode {
  const time = t.times.formatTime(at, zone);
  // There is none where hours are counted to 24.
  const space = time.includes(' ') ? time.indexOf(' ') : time.length;
  return (
    <>
      {time.slice(0, space)}
      <span className="unseen">{time.slice(space)}</span>{' '}
    </>
  );
}

const hasSigns = ({ status, changeProposed, requestIds, overrideReason, busy }: AppointmentView): boolean =>
  busy !== null || status !== 'booked' || changeProposed || requestIds.length > 0 || overrideReason !== null;

/** The icons, in front, so that they are seen however little room there is. */
function Signs({ block }: { readonly block: Block }): ReactNode {
  const { status, changeProposed, requestIds, sharedWith, overrideReason, busy } = block.appointment;
  const { icon: Status, color } = STATUS_LOOK[status];
  return (
    <>
      {busy === null ? null : <EventBusy className="sign" color="action" aria-hidden />}
      {status === 'booked' ? null : <Status className="sign" sx={{ color }} aria-hidden />}
      {changeProposed ? <EventRepeat className="sign" color="secondary" aria-hidden /> : null}
      {sharedWith === undefined ? null : <GroupsOutlined className="sign" color="secondary" aria-hidden />}
      {requestIds.length === 0 ? null : <MarkEmailUnread className="sign" color="secondary" aria-hidden />}
      {overrideReason === null ? null : <WarningAmber className="sign" color="warning" aria-hidden />}
    </>
  );
}
