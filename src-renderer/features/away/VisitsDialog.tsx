import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import { ABSENCE_ACTS, type AbsenceAct } from '../../../src-shared/domain/absence.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AbsenceView, AbsenceVisit } from '../../../src-shared/ipc/absence-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Loading } from '../../components/Loading.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { UNAVAILABLE, unavailable } from '../../components/unavailable.ts';
import { useHint } from '../../keyboard/use-hint.ts';
import { useClinic, useMoment } from '../../stores/clinic.ts';
import { type GivenDecision, useDecisions } from '../../stores/decisions.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useReadOnly } from '../../stores/sync.ts';
import { IN_DIALOG, useTyped } from '../../stores/typed.ts';
import { HowFar } from '../requests/many/HowFar.tsx';
import { nextBatch, refusalOf, runMany, type Went } from '../requests/many/run-many.ts';
import { EmailPreview } from '../visit/decide/EmailPreview.tsx';
import { pickedReason, readWords, reasonsFor } from '../visit/decide/open-decision.ts';
import { previewWords } from '../visit/decide/preview-words.ts';
import { ReasonFields } from '../visit/decide/ReasonFields.tsx';
import { usePreview } from '../visit/decide/use-preview.ts';
import { EMPTY_FORM, type FilledDraft } from '../visit/form/use-draft.ts';
import { useNewTimes, type VisitToMove } from './use-new-times.ts';
import { SettledVisits, SingleVisits, VisitsToDo } from './VisitLists.tsx';
import { visitDecision } from './visit-decision.ts';

interface Props {
  readonly id: string;
  /** `null` until it has been read. */
  readonly absence: AbsenceView | null;
  readonly error: AppError | null;
  readonly refetch: () => void;
  /** Whether decisions are being given just now. */
  readonly onRunning: (running: boolean) => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** The reason a practice's lists have for it, where they do. */
const AWAY: FilledDraft = { ...EMPTY_FORM, reasonCode: 'provider-unavailable' };

/**
 * The visits of a provider who is away: those to be dealt with in one go, each with its best new time; those that somebody has to look at;
 * and what has become of the others. It is the queue, too: what is done has left the first list whenever it is opened again.
 */
export function VisitsDialog({ id, absence, error, refetch, onRunning, onBack, onClose }: Props): ReactNode {
  const moment = useMoment();
  const { rules } = useClinic();
  const readOnly = useReadOnly();
  const hint = useHint('send');
  const at = (field: string): string => `${IN_DIALOG}away/${id}/${field}`;
  const [act, setAct] = useTyped<AbsenceAct>(at('act'), 'new-time');
  const [anybody, setAnybody] = useTyped(at('anybody'), false);
  const [without, setWithout] = useTyped<readonly string[]>(at('without'), []);
  const [draft, setDraft] = useTyped<FilledDraft>(at('words'), AWAY);
  const [asked, setAsked] = useState(false);
  const [went, setWent] = useState<Went<AbsenceVisit> | null>(null);
  const [of, setOf] = useState(0);
  const [state, setState] = useState<'asking' | 'running' | 'stopping' | 'ended'>('asking');
  const [said, setSaid] = useState('');
  const attempt = useAttempt();
  const stopped = useRef(false);
  const reasonField = useRef<HTMLSelectElement>(null);
  const { words } = t.absences;

  const visits = absence?.visits ?? [];
  const toDo = visits.filter((one) => one.state === 'to-do');
  const movable = toDo.flatMap(asMovable).filter(({ visit }) => visit.why[act] === null);
  const times = useNewTimes(id, movable, absence?.end ?? 0, {
    anybody,
    looking: act === 'new-time' && absence !== null && state === 'asking',
  });
  const hasNone = (id: string): boolean => act === 'new-time' && times.timesOf(id)?.length === 0;
  const together = movable.filter(({ id }) => !hasNone(id));
  const singly = toDo
    .filter(({ id }) => !together.some((one) => one.id === id))
    .map((visit) => ({ visit, why: visit.why[act] ?? words.noTime }));
  const settled = visits.filter((one) => one.state !== 'to-do');
  const isIncluded = (visitId: string): boolean => !without.includes(visitId) && !times.wasTaken(visitId);
  const included = together.filter((one) => isIncluded(one.id));

  const reasons = reasonsFor(act === 'cancel' ? 'cancel-appointment' : 'update', rules.reasons);
  const picked = pickedReason(draft, 'update', reasons);
  const told = readWords(draft, picked);
  const given: readonly Given[] = told.ok
    ? included.flatMap((row) => {
        const decision = visitDecision(act, row, told.value, times.slotOf(row.id));
        return decision === null ? [] : [{ row: row.visit, decision }];
      })
    : [];
  const { preview, loading } = usePreview(state === 'asking' ? (given[0]?.decision ?? null) : null);
  const running = state === 'running' || state === 'stopping';
  const ready = times.lookedFor === null && included.length > 0 && !readOnly;

  const send = async (): Promise<void> => {
    setAsked(true);
    if (!told.ok && told.error.reason !== null) reasonField.current?.focus();
    if (!ready || given.length === 0 || state !== 'asking' || absence === null) return;
    stopped.current = false;
    setState('running');
    setOf(given.length);
    onRunning(true);
    const batch = nextBatch(act);
    const give = async ({ row, decision }: Given): Promise<AppError | null> =>
      refusalOf(
        await useDecisions
          .getState()
          .decide(decision, { act, absenceId: absence.id, visitId: row.id, batch, shown: row.shown }),
      );
    const end = await runMany(given, give, () => stopped.current, setWent);
    setWent(end);
    onRunning(false);
    refetch();
    if (end.failed.length === 0 && end.left === 0) onClose();
    else setState('ended');
  };
  const stop = (): void => {
    stopped.current = true;
    setState('stopping');
  };
  const goOn = (): void => {
    setWent(null);
    setState('asking');
  };
  const print = (id: string): void =>
    void attempt.run(async () => {
      setSaid('');
      const result = await invoke('absences.print', { id });
      if (result.ok && result.value.printed) setSaid(t.report.words.printed);
      return result;
    });
  const takeAway = (id: string): void =>
    void attempt.run(async () => {
      const result = await invoke('absences.end', { id });
      if (result.ok) onClose();
      return result;
    });
  const calls = visits.filter(({ call }) => call === 'open').length;

  return (
    <FormDialog
      title={absence === null ? words.title : t.absences.title(absence, moment)}
      about={
        absence === null ? null : (
          <Typography>
            {t.absences.leftWords(absence.left)}
            {included.length === 0 || running
              ? ''
              : ` · ${t.absences.whatHappens(
                  act,
                  included.map(({ visit }) => visit),
                )}`}
          </Typography>
        )
      }
      maxWidth="lg"
      onClose={running ? stop : onClose}
      onSubmit={() => void send()}
      actions={
        <>
          {absence === null || running ? null : (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, flex: 1 }}>
              <Button variant="outlined" onClick={() => print(absence.id)}>
                {words.print}
              </Button>
              {calls === 0 ? null : (
                <Button
                  variant="outlined"
                  onClick={() => {
                    onClose();
                    useNavigation.getState().go({ screen: 'schedule', tab: 'requests', view: 'calls' });
                  }}
                >
                  {t.common.withCount(t.requests.words.calls, calls)}
                </Button>
              )}
              <Button title={words.notAwayHint} onClick={() => takeAway(absence.id)}>
                {words.notAway}
              </Button>
            </Box>
          )}
          {running ? (
            <Button variant="outlined" onClick={stop} disabled={state === 'stopping'} autoFocus>
              {state === 'stopping' ? t.many.manyWords.stopping : t.many.manyWords.stop}
            </Button>
          ) : (
            <Button onClick={state === 'ended' ? goOn : onBack} autoFocus={state === 'ended'}>
              {state === 'ended' ? words.goOn : t.common.common.back}
            </Button>
          )}
          {state === 'asking' ? (
            <Button
              type="submit"
              variant="contained"
              color={act === 'cancel' ? 'error' : 'primary'}
              disabled={!ready && !readOnly}
              {...unavailable(readOnly ? 'read-only' : null)}
              {...hint}
              sx={UNAVAILABLE}
            >
              {t.absences.doIt(act, included.length)}
            </Button>
          ) : null}
        </>
      }
    >
      <ErrorNotice error={error ?? attempt.error ?? times.error} />
      <Box role="status" sx={{ display: 'contents' }}>
        {said === '' ? null : <Typography color="success">{said}</Typography>}
      </Box>
      {absence === null && error === null ? <Loading /> : null}
      {went === null || state === 'asking' ? null : (
        <HowFar
          doing={t.absences.doIt(act, of)}
          left={went.left}
          of={of}
          ended={
            state === 'ended'
              ? t.absences.ended(act, { done: went.done.length, failed: went.failed.length, left: went.left })
              : null
          }
        />
      )}
      {went === null || state !== 'ended' ? null : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {went.failed.map(({ row, error: why }) => (
            <Typography component="li" variant="body2" key={row.id}>
              <bdi>{row.patientName}</bdi>: {t.errors.errorSentence(why)}
            </Typography>
          ))}
        </Box>
      )}
      {absence === null || state !== 'asking' ? null : (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns:
              toDo.length === 0
                ? 'minmax(0, 1fr)'
                : { xs: 'minmax(0, 1fr)', md: 'minmax(0, 6fr) minmax(0, 5fr)' },
          }}
        >
          <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start', pt: 0.75, minWidth: 0 }}>
            {visits.length === 0 ? <Typography color="textSecondary">{words.nothing}</Typography> : null}
            {toDo.length === 0 ? null : (
              <Box
                sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: act === 'cancel' ? '1fr' : '1fr 1fr' }}
              >
                <SelectField
                  label={words.what}
                  value={act}
                  options={ABSENCE_ACTS.map((value) => ({ value, label: words.acts[value] }))}
                  onChange={setAct}
                />
                {act === 'cancel' ? null : (
                  <SelectField
                    label={words.withWhom}
                    value={anybody ? 'any' : 'same'}
                    options={[
                      { value: 'same', label: words.same },
                      { value: 'any', label: words.any },
                    ]}
                    onChange={(value) => setAnybody(value === 'any')}
                  />
                )}
              </Box>
            )}
            {times.lookedFor === null ? null : (
              <Typography role="status" variant="body2" color="textSecondary">
                {t.many.manyWords.lookingForTimes} {t.many.progress(times.lookedFor.done, times.lookedFor.of)}
              </Typography>
            )}
            <VisitsToDo
              rows={together}
              act={act}
              times={times}
              isIncluded={isIncluded}
              onInclude={(visitId, on) => {
                setWithout((before) => (on ? before.filter((one) => one !== visitId) : [...before, visitId]));
                if (on) times.agree(visitId);
              }}
            />
            {toDo.length === 0 ? null : (
              <ReasonFields
                draft={draft}
                edit={(change) => setDraft((before) => ({ ...before, ...change }))}
                reasons={reasons}
                picked={picked}
                problems={told.ok || !asked ? null : told.error}
                reasonRef={reasonField}
              />
            )}
            <SingleVisits rows={singly} onLeave={onClose} />
            <SettledVisits visits={settled} />
          </Box>
          {toDo.length === 0 ? null : (
            <EmailPreview preview={preview} waiting={previewWords(told, false, loading)} />
          )}
        </Box>
      )}
    </FormDialog>
  );
}

/** What is to be decided about a visit. */
interface Given {
  readonly row: AbsenceVisit;
  readonly decision: GivenDecision;
}

/** A visit of the schedule, as times are looked for it. */
function asMovable(visit: AbsenceVisit): VisitToMove[] {
  const { id, appointment, patient, request } = visit;
  return appointment === null || appointment.busy !== null
    ? []
    : [{ id, visit, appointment, patient, requested: request?.requested ?? null }];
}
