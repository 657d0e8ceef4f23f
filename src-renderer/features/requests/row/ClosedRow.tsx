import type { ReactNode } from 'react';
import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { KIND_ICON } from '../../../components/kind-icon.ts';
import { useMe } from '../../../stores/session.ts';
import { SelectBox } from '../many/SelectBox.tsx';
import { movedBy } from './moved-by.ts';
import { OpenElsewhere } from './OpenElsewhere.tsx';
import { topSignOf } from './signs.ts';

interface Props {
  readonly row: RequestRow;
  readonly moment: Moment;
  readonly freed: FreedSlotView | null;
  readonly openOn: string | null;
}

/**
 * A request in two lines: who, from when to when, with whom and how old; then its kind, the one sign that matters most and
 * the patient's words. Of plain elements, since there are many: `denseStyle` says how they look.
 */
export function ClosedRow({ row, moment, freed, openOn }: Props): ReactNode {
  const Icon = KIND_ICON[row.kind];
  const sign = topSignOf(row, moment, freed, useMe());
  const note = row.note.trim();
  return (
    <div className="row-closed">
      <Icon aria-hidden className={`row-icon row-${row.kind}`} />
      <SelectBox row={row} inTabOrder={false} />
      <h2 className="row-name" dir="auto" title={row.patientName}>
        {row.patientName}
      </h2>
      <Times row={row} moment={moment} />
      <span className="row-provider">
        <bdi>{row.appointment.practitionerName || t.requests.words.noProvider}</bdi>
      </span>
      <span className="row-age" title={t.requestSentences.arrivedWords(row, moment)}>
        {t.times.shortAge(row.resolvedAt ?? row.receivedAt, moment.now)}
      </span>
      <span className={`row-kind row-${row.kind}`}>{t.requests.TITLE[row.kind]}</span>
      <span className={openOn === null ? 'row-said' : 'row-said with-desk'}>
        {sign === null ? null : <span className={`sign-${sign.tone}`}>{sign.text}</span>}
        {sign === null || note === '' ? null : ' · '}
        {note === '' ? null : <bdi>{t.common.quoted(note.slice(0, NOTE_SHOWN))}</bdi>}
      </span>
      {openOn === null ? null : (
        <span className="row-desk">
          <OpenElsewhere desk={openOn} />
        </span>
      )}
    </div>
  );
}

/** No row has room for more of a note, and one may have 10,000 characters. */
const NOTE_SHOWN = 300;

/** When what is asked for anew would be. */
function NewTimes({
  times,
  moment: { now, zone },
}: Pick<Props, 'moment'> & { readonly times: readonly { readonly start: number }[] }): ReactNode {
  return (
    <span className="row-times">
      <b>
        {times.length === 0
          ? t.requests.words.noTimeGiven
          : times.map(({ start }) => t.times.shortDateTime(start, now, zone)).join(' / ')}
      </b>
    </span>
  );
}

/** From when to when; of a cancellation, and of what was closed without moving the visit, the time alone. */
function Times({ row, moment }: Pick<Props, 'row' | 'moment'>): ReactNode {
  const stands = standsAt(row.appointment);
  const wish = row.kind === 'cancel' || row.requested === null ? [] : [row.requested];
  const to = row.proposal?.appointments ?? wish;
  if (stands === null) return <NewTimes times={to} moment={moment} />;
  const { start } = stands;
  const from = t.times.shortDateTime(start, moment.now, moment.zone);
  if (row.state === 'resolved') {
    const moved = movedBy(row);
    if (moved === null) return <span className="row-times">{from}</span>;
    return (
      <span className="row-times">
        {t.times.shortDateTime(moved.from.start, moment.now, moment.zone)} →{' '}
        <b>{t.times.timeAfter(moved.from.start, moved.to.start, moment.now, moment.zone)}</b>
      </span>
    );
  }
  if (to.length === 0)
    return (
      <span className="row-times">
        {row.kind === 'cancel' ? (
          <b>{from}</b>
        ) : (
          <>
            {from} → <b>{t.requests.words.noTimeGiven}</b>
          </>
        )}
      </span>
    );
  return (
    <span className="row-times">
      {from} →{' '}
      <b>{to.map((one) => t.times.timeAfter(start, one.start, moment.now, moment.zone)).join(' / ')}</b>
    </span>
  );
}
