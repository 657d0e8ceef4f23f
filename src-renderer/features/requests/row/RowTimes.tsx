import ArrowForward from '@mui/icons-material/ArrowForward';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { movedBy } from './moved-by.ts';

/**
 * Original, requested and proposed time side by side. Of a closed request that moved the visit: from where to where; of another the
 * appointment as it is now.
 */
export function RowTimes({ row, moment }: { readonly row: RequestRow; readonly moment: Moment }): ReactNode {
  const cancelled = row.kind === 'cancel';
  // Of a closed request no time leads to another any more.
  const resolved = row.state === 'resolved';
  const moved = movedBy(row);
  const stands = standsAt(row.appointment);
  const proposed = row.proposal?.appointments ?? [];
  const several = proposed.length > 1;
  const tight = (row.proposal !== null && !cancelled) || (moved !== null && row.requested !== null);
  return (
    <Box
      component="dl"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.25,
        rowGap: 0.5,
        m: 0,
        // Times to choose from stand in columns, below one another.
        ...(several
          ? { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 160px), 1fr))' }
          : {}),
      }}
    >
      {moved === null ? (
        stands === null ? null : (
          <Time
            label={resolved ? t.requests.words.appointment : t.requests.words.originalTime}
            time={stands}
            moment={moment}
            tight={tight}
          />
        )
      ) : (
        <>
          <Time label={t.requests.words.wasAt} time={moved.from} moment={moment} tight={tight} />
          <Time
            label={t.requests.words.movedTo}
            time={moved.to}
            moment={moment}
            follows
            strong
            tight={tight}
          />
        </>
      )}
      {cancelled ? (
        row.proposal === null ? (
          <Box sx={{ flex: '1 1 130px', pl: '26px' }} />
        ) : null
      ) : (
        <Time
          label={t.requests.words.requestedTime}
          time={row.requested}
          moment={moment}
          strong={row.proposal === null && !resolved}
          follows={!resolved && stands !== null && !several}
          tight={tight}
        />
      )}
      {proposed.map((time, index) => (
        <Time
          key={time.id}
          label={several ? t.requests.proposedTimeOf(index + 1) : t.requests.words.proposedTime}
          time={time}
          moment={moment}
          strong={!resolved}
          follows={!resolved && !several && (stands !== null || row.requested !== null)}
          tight={tight}
        />
      ))}
    </Box>
  );
}

function Time({
  label,
  time,
  moment,
  strong = false,
  follows = false,
  tight,
}: {
  readonly label: string;
  readonly time: { readonly start: number; readonly end: number } | null;
  readonly moment: Moment;
  readonly strong?: boolean;
  /** An arrow leads to it from the time before, also where it stands on a line of its own. */
  readonly follows?: boolean;
  /** One of three: each takes the width its words need. Of two, they stand below those of the row above. */
  readonly tight: boolean;
}): ReactNode {
  const shown = time === null ? null : t.requestSentences.timeParts(time, moment);
  return (
    <Box
      sx={{
        flex: `1 1 ${tight ? 'max-content' : follows ? '156px' : '130px'}`,
        minWidth: 0,
        position: 'relative',
        pl: follows ? '26px' : 0,
      }}
    >
      {follows ? (
        <ArrowForward
          aria-hidden
          sx={{ position: 'absolute', left: 0, top: 20, fontSize: 16, color: 'text.secondary' }}
        />
      ) : null}
      <Typography
        component="dt"
        variant="caption"
        color="textSecondary"
        sx={{ display: 'block', lineHeight: 1.4 }}
      >
        {label}
        {shown === null || shown.day === null ? null : (
          <Box component="span" sx={{ color: 'warning.main', fontWeight: 700 }}>
            {` · ${shown.day}`}
          </Box>
        )}
      </Typography>
      <Typography
        component="dd"
        variant="body2"
        sx={{ m: 0, lineHeight: 1.4, fontWeight: strong ? 700 : 500 }}
      >
        {shown === null ? (
          t.requests.words.noTimeGiven
        ) : (
          <>
            {shown.date}
            <br />
            {shown.hours}
          </>
        )}
      </Typography>
    </Box>
  );
}
