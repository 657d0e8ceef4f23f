import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import EventOutlined from '@mui/icons-material/EventOutlined';
import EventRepeatOutlined from '@mui/icons-material/EventRepeatOutlined';
import HistoryIcon from '@mui/icons-material/History';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { Fragment, memo, type ReactNode, useId } from 'react';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Action } from '../../../actions/action.ts';
import { useRequestActions } from '../../../actions/take-step.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { RescheduleForm } from '../form/RescheduleForm.tsx';
import { HistoryChain } from './HistoryChain.tsx';
import { Note } from './Note.tsx';
import { OpenElsewhere } from './OpenElsewhere.tsx';
import { closeOtherPanel, pointerPressed } from './other-panel.ts';
import { RowButtons } from './RowButtons.tsx';
import { RowSigns } from './RowSigns.tsx';
import { RowTimes } from './RowTimes.tsx';

interface Props {
  readonly row: RequestRow;
  readonly moment: Moment;
  /** The time that came free and would suit it best. */
  readonly freed: FreedSlotView | null;
  /** The other desk that has it open. */
  readonly openOn: string | null;
  /** It has left the list: only its place is kept, and nothing can be done there. */
  readonly gone?: boolean;
}

/** One request: what is asked, what to know about it, and what can be done. */
export const RequestArticle = memo(function RequestArticle({
  row,
  moment,
  freed,
  openOn,
  gone = false,
}: Props): ReactNode {
  const expanded = useInbox((state) => state.expanded.has(row.id)) && row.state !== 'resolved' && !gone;
  const focus = useInbox((state) => state.focus);
  const error = useDecisions((state) => state.errors[row.id] ?? null);
  const setError = useDecisions((state) => state.setError);
  const history = useInbox((state) => state.histories.has(row.id));
  const toHistory = useRequestActions(row, moment.now)('history');
  const historyHint = useHint('history');
  const historyId = useId();
  return (
    <Box
      component="article"
      aria-label={t.requests.rowName(row.kind, row.patientName)}
      data-request={gone ? undefined : row.id}
      data-gone={gone ? row.id : undefined}
      inert={gone}
      aria-hidden={gone || undefined}
      tabIndex={0}
      onFocus={() => {
        focus(row);
        if (!pointerPressed()) closeOtherPanel(row);
      }}
      onPointerDown={() => focus(row)}
      // After what was clicked has had its turn: it may have opened this request's own appointment.
      onClick={() => closeOtherPanel(row)}
      sx={{
        contentVisibility: expanded ? 'visible' : 'auto',
        containIntrinsicSize: 'auto 132px',
        px: 2,
        py: 1.25,
        bgcolor: 'background.paper',
        // Above and not below: the next row may begin within the same pixel and cover it.
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
        display: 'grid',
        gap: 0.75,
        '&:focus-visible': { outlineOffset: -3 },
        '&:focus-within': { boxShadow: 'inset 4px 0 0 var(--mui-palette-primary-main)' },
        ...(gone ? { opacity: 0.35 } : {}),
      }}
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            sm: 'minmax(0, 4fr) minmax(0, 7fr)',
            md: 'minmax(216px, 4fr) minmax(330px, 10fr) minmax(120px, 3fr)',
          },
          columnGap: 1.5,
          alignItems: 'start',
        }}
      >
        <Who row={row} />
        <RowTimes row={row} moment={moment} />
        <Where row={row} />
      </Box>
      {row.note.trim() === '' ? null : <Note text={row.note} />}
      <RowSigns row={row} moment={moment} freed={freed} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5 }}>
        <Arrived row={row} moment={moment} openOn={expanded ? null : openOn} />
        <Button
          color="inherit"
          startIcon={<HistoryIcon />}
          aria-expanded={history}
          aria-controls={history ? historyId : undefined}
          {...historyHint}
          onClick={toHistory?.run}
          sx={{ py: 0, color: 'text.secondary' }}
        >
          {toHistory?.label}
        </Button>
        <RowLinks row={row} moment={moment} />
        <Box sx={{ flex: 1 }} />
        <RowButtons row={row} now={moment.now} />
      </Box>
      <ErrorNotice error={error} onClose={() => setError(row.id, null)} />
      {history ? (
        <Box id={historyId}>
          <HistoryChain requestId={row.id} />
        </Box>
      ) : null}
      {expanded ? <RescheduleForm row={row} openOn={openOn} /> : null}
    </Box>
  );
});

/** When it arrived; while another desk has it open that stands in the same place, so that nothing moves as it comes and goes. */
function Arrived({ row, moment, openOn }: Pick<Props, 'row' | 'moment' | 'openOn'>): ReactNode {
  return (
    <Box sx={{ position: 'relative' }}>
      <Typography
        variant="caption"
        color="textSecondary"
        sx={openOn === null ? {} : { visibility: 'hidden' }}
      >
        {t.requestSentences.arrivedWords(row, moment)}
      </Typography>
      {openOn === null ? null : (
        <Box
          sx={{
            position: 'absolute',
            inset: 0,
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr)',
            alignItems: 'center',
          }}
        >
          <OpenElsewhere desk={openOn} />
        </Box>
      )}
    </Box>
  );
}

/** The ways from a request to whom and what it is about: named for everybody, drawn small beside the decisions that the row is for. */
function RowLinks({ row, moment }: Pick<Props, 'row' | 'moment'>): ReactNode {
  const actionOf = useRequestActions(row, moment.now);
  const link = (action: Action | null, icon: ReactNode): ReactNode =>
    action === null ? null : (
      <Tooltip title={action.label}>
        <IconButton onClick={action.run} sx={{ p: 0.25, color: 'text.secondary' }}>
          {icon}
        </IconButton>
      </Tooltip>
    );
  return (
    <>
      {link(actionOf('show-patient'), <PersonOutlined fontSize="small" />)}
      {link(actionOf('show-appointment'), <EventOutlined fontSize="small" />)}
    </>
  );
}

function Who({ row }: { readonly row: RequestRow }): ReactNode {
  const Icon = row.kind === 'cancel' ? EventBusyOutlined : EventRepeatOutlined;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography
        variant="caption"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.5,
          fontWeight: 700,
          color: row.kind === 'cancel' ? 'error.main' : 'primary.main',
        }}
      >
        <Icon aria-hidden sx={{ fontSize: 15 }} />
        {t.requests.TITLE[row.kind]}
      </Typography>
      <Typography component="h2" variant="h3" dir="auto" sx={{ overflowWrap: 'anywhere' }}>
        {row.patientName}
      </Typography>
      <Facts facts={t.requestSentences.patientFacts(row)} />
    </Box>
  );
}

/** With whom, what kind of visit, and where. */
function Where({ row }: { readonly row: RequestRow }): ReactNode {
  const { practitionerName, type, locationName } = row.appointment;
  const facts = [practitionerName || t.requests.words.noProvider, type.display, locationName];
  return <Facts facts={facts.filter((fact) => fact !== '')} strongFirst />;
}

/** A few facts in one line, each kept together where the line has to break. */
function Facts({
  facts,
  strongFirst = false,
}: {
  readonly facts: readonly string[];
  readonly strongFirst?: boolean;
}): ReactNode {
  return (
    <Typography variant="caption" component="p" color="textSecondary" sx={{ lineHeight: 1.4 }}>
      {facts.map((fact, index) => (
        <Fragment key={fact}>
          {index === 0 ? '' : ' '}
          <Box component="span" sx={{ display: 'inline-block', maxWidth: '100%', overflowWrap: 'anywhere' }}>
            <Box
              component="bdi"
              sx={strongFirst && index === 0 ? { fontWeight: 700, color: 'text.primary' } : {}}
            >
              {fact}
            </Box>
            {/* The dot stays with the fact before it: no line begins with one. */}
            {index === facts.length - 1 ? '' : '\u00a0·'}
          </Box>
        </Fragment>
      ))}
    </Typography>
  );
}
