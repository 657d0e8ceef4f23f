import EventOutlined from '@mui/icons-material/EventOutlined';
import HistoryIcon from '@mui/icons-material/History';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { Fragment, type ReactNode, useId } from 'react';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Action } from '../../../actions/action.ts';
import { useRequestActions } from '../../../actions/take-step.ts';
import { ActionMenu } from '../../../components/ActionMenu.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { KIND_ICON } from '../../../components/kind-icon.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { RescheduleForm } from '../form/RescheduleForm.tsx';
import { SelectBox } from '../many/SelectBox.tsx';
import { DeskNote } from './DeskNote.tsx';
import { HistoryChain } from './HistoryChain.tsx';
import { NearestTimes } from './NearestTimes.tsx';
import { Note } from './Note.tsx';
import { OpenElsewhere } from './OpenElsewhere.tsx';
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
  /** Its form stands open. */
  readonly expanded: boolean;
}

/** Everything about one request: what is asked, what to know about it, and, in a column of its own, what can be done. */
export function OpenRow({ row, moment, freed, openOn, expanded }: Props): ReactNode {
  const error = useDecisions((state) => state.errors[row.id] ?? null);
  const setError = useDecisions((state) => state.setError);
  const history = useInbox((state) => state.histories.has(row.id));
  const toHistory = useRequestActions(row, moment.now)('history');
  const historyHint = useHint('history');
  const historyId = useId();
  return (
    <Box className="row-open" sx={{ px: 2, py: 1, display: 'grid', gap: 0.75 }}>
      <Box className="row-columns">
        <Box sx={{ display: 'grid', gap: 0.75, minWidth: 0, alignContent: 'start' }}>
          <Box className="row-facts">
            <Who row={row} />
            <RowTimes row={row} moment={moment} />
            <Where row={row} />
          </Box>
          {row.note.trim() === '' ? null : <Note text={row.note} />}
          <DeskNote row={row} moment={moment} />
          <RowSigns row={row} moment={moment} freed={freed} />
          {expanded ? null : <NearestTimes row={row} moment={moment} />}
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
            <LaterLinks row={row} moment={moment} />
            <RowLinks row={row} moment={moment} />
          </Box>
        </Box>
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
}

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

/** What can be done about a request without deciding it: a note, or putting it off. */
function LaterLinks({ row, moment }: Pick<Props, 'row' | 'moment'>): ReactNode {
  const actionOf = useRequestActions(row, moment.now);
  const button = (action: Action | null): ReactNode =>
    action === null ? null : <QuietButton key={action.id} action={action} />;
  const later = (['snooze', 'snooze-hour', 'snooze-monday'] as const).flatMap((id) => actionOf(id) ?? []);
  return (
    <>
      {button(actionOf('freed-time'))}
      {button(actionOf('note'))}
      {row.snoozedUntil === null ? (
        <ActionMenu label={t.requests.words.snooze} actions={later} quiet />
      ) : (
        button(actionOf('snooze'))
      )}
    </>
  );
}

function QuietButton({ action }: { readonly action: Action }): ReactNode {
  const hint = useHint(action.shortcut);
  return (
    <Button color="inherit" {...hint} onClick={action.run} sx={{ py: 0, color: 'text.secondary' }}>
      {action.label}
    </Button>
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
  const Icon = KIND_ICON[row.kind];
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
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <SelectBox row={row} inTabOrder />
        <Typography component="h2" variant="h3" dir="auto" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {row.patientName}
        </Typography>
      </Box>
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

/** A few facts in one line, each kept together where the line has to break: the dots before them show within a line alone. */
function Facts({
  facts,
  strongFirst = false,
}: {
  readonly facts: readonly string[];
  readonly strongFirst?: boolean;
}): ReactNode {
  return (
    <Typography
      variant="caption"
      component="p"
      color="textSecondary"
      sx={{ lineHeight: 1.4, overflow: 'hidden' }}
    >
      <Box component="span" sx={{ display: 'block', ml: '-12px' }}>
        {facts.map((fact, index) => (
          <Fragment key={fact}>
            {index === 0 ? '' : ' '}
            <Box
              component="span"
              sx={{
                display: 'inline-block',
                maxWidth: '100%',
                overflowWrap: 'anywhere',
                pl: '12px',
                position: 'relative',
              }}
            >
              {index === 0 ? null : (
                <Box component="span" sx={{ position: 'absolute', left: '3px' }}>
                  {'· '}
                </Box>
              )}
              <Box
                component="bdi"
                sx={strongFirst && index === 0 ? { fontWeight: 700, color: 'text.primary' } : {}}
              >
                {fact}
              </Box>
            </Box>
          </Fragment>
        ))}
      </Box>
    </Typography>
  );
}
