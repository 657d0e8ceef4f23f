import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { CALL_NOTE_LIMIT, type CallOutcome } from '../../../src-shared/domain/call-outcome.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CallItem, CallNoted } from '../../../src-shared/ipc/attention-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { ShortcutsAt } from '../../../src-shared/shortcuts.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { useHint } from '../../keyboard/use-hint.ts';
import { useCallNotes } from '../../stores/call-notes.ts';
import { useMoment } from '../../stores/clinic.ts';
import { useDecisions } from '../../stores/decisions.ts';
import { useTyped } from '../../stores/typed.ts';
import { AgainFields, tomorrow, type When } from './AgainFields.tsx';

export interface CallOutcomeProps {
  readonly call: CallItem;
  /** It was noted, and this is said of it. */
  readonly onNoted: (said: 'called' | 'dismissed' | CallNoted) => void;
  /** It could not be noted: somebody has made the call already, say. */
  readonly onRefused: (error: AppError) => void;
  /** What else can be done. */
  readonly children: ReactNode;
}

type Answer = 'accepted' | 'declined';

/** What came of the call: a button for each outcome, the one for a patient who was told first. What is typed goes with any of them. */
export function OutcomeForm({ call, onNoted, onRefused, children }: CallOutcomeProps): ReactNode {
  const { id, answerable } = call;
  const note = useCallNotes((state) => state.typed[id] ?? '');
  const { type, forget } = useCallNotes.getState();
  const [again, chooseAgain, forgetAgain] = useTyped<When | null>(`call/${id}/again`, null);
  const { busy, run } = useAttempt();
  const { callsText } = t.calls;
  const { zone, now } = useMoment();

  const noted = async (act: () => Promise<Result<'called' | CallNoted, AppError>>): Promise<void> => {
    await run(async () => {
      const result = await act();
      if (!result.ok) onRefused(result.error);
      else {
        forget(id);
        forgetAgain();
        onNoted(result.value);
      }
      return result;
    });
  };
  const called = (): Promise<void> =>
    noted(async () => {
      const result = await invoke('calls.done', { id, note: note.trim() });
      if (result.ok) offerUndo(call, 'told', result.value);
      return result.ok ? ok('called') : result;
    });
  const attempted = (outcome: CallOutcome, at: EpochMs | null = null): Promise<void> =>
    noted(async () => {
      const result = await invoke('calls.attempted', { id, outcome, again: at, note: note.trim() });
      if (result.ok) offerUndo(call, outcome, result.value);
      return result;
    });
  const answered = (answer: Answer, appointmentId: string | null = null): Promise<void> =>
    noted(() => recordAnswer(call, { answer, appointmentId, note: note.trim() }));
  const isChoice = answerable && call.proposed.length > 1;
  const form = useRef<HTMLFormElement>(null);
  const dropAgain = (): void => {
    forgetAgain();
    // The fields go, and the focus with them: the keys are about the call in focus.
    form.current?.querySelector<HTMLElement>('[data-shortcut="call-again"]')?.focus();
  };
  // While a time is chosen, the main button is the one that takes it.
  const main = again === null ? 'contained' : 'outlined';

  return (
    <Box
      component="form"
      ref={form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        // Which of the two answers it was, Enter does not say.
        if (!answerable) void called();
      }}
      sx={{ display: 'grid', gap: 1, mt: 1 }}
    >
      <TextField
        label={callsText.note}
        value={note}
        onChange={(event) => type(id, event.target.value)}
        slotProps={{ htmlInput: { maxLength: CALL_NOTE_LIMIT } }}
        sx={{ maxWidth: 480 }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {isChoice
          ? call.proposed.map((time) => (
              <Button
                key={time.id}
                variant={main}
                disabled={busy}
                onClick={(event) => {
                  if (event.detail <= 1) void answered('accepted', time.id);
                }}
              >
                {t.requests.acceptedTime(t.times.shortDateTime(time.start, now, zone))}
              </Button>
            ))
          : null}
        {isChoice ? null : (
          <OutcomeButton
            shortcut="call-told"
            label={answerable ? callsText.accepted : callsText.called}
            primary={again === null}
            busy={busy}
            onPress={() => void (answerable ? answered('accepted') : called())}
          />
        )}
        {answerable ? (
          <OutcomeButton
            shortcut="call-declined"
            label={callsText.declined}
            busy={busy}
            onPress={() => void answered('declined')}
          />
        ) : null}
        <OutcomeButton
          shortcut="call-no-answer"
          label={callsText.noAnswer}
          busy={busy}
          onPress={() => void attempted('no-answer')}
        />
        <OutcomeButton
          shortcut="call-left-message"
          label={callsText.leftMessage}
          busy={busy}
          onPress={() => void attempted('left-message')}
        />
        <OutcomeButton
          shortcut="call-again"
          label={callsText.tryAgain}
          busy={busy}
          expanded={again !== null}
          onPress={() => (again === null ? chooseAgain(tomorrow(now, zone)) : forgetAgain())}
        />
        {children}
      </Box>
      {again === null ? null : (
        <AgainFields
          when={again}
          onType={chooseAgain}
          busy={busy}
          onChosen={(at) => void attempted('try-again', at)}
          onBack={dropAgain}
        />
      )}
    </Box>
  );
}

/** The button of an outcome, which its key presses on the call in focus. */
function OutcomeButton({
  shortcut,
  label,
  primary = false,
  busy,
  expanded,
  onPress,
}: {
  readonly shortcut: ShortcutsAt<'call'>;
  readonly label: string;
  readonly primary?: boolean;
  readonly busy: boolean;
  /** For one that opens something in place. */
  readonly expanded?: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const hint = useHint(shortcut);
  return (
    <Button
      variant={primary ? 'contained' : 'outlined'}
      disabled={busy}
      {...hint}
      data-shortcut={shortcut}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      // The second click of a double click does nothing: by then another call's button may be under the pointer.
      onClick={(event) => {
        if (event.detail <= 1) onPress();
      }}
    >
      {label}
    </Button>
  );
}

/** Where there is nothing to tell any more. */
export function GoneButtons({ call, onNoted, onRefused, children }: CallOutcomeProps): ReactNode {
  const { busy, run } = useAttempt();
  const dismiss = (): Promise<boolean> =>
    run(async () => {
      const result = await invoke('calls.dismiss', { id: call.id });
      if (result.ok) onNoted('dismissed');
      else onRefused(result.error);
      return result;
    });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <Button variant="contained" disabled={busy} onClick={() => void dismiss()}>
        {t.calls.callsText.offList}
      </Button>
      {children}
    </Box>
  );
}

/** What was noted can be taken back like a decision: with its button, or with the key that takes back the newest. */
function offerUndo(call: CallItem, outcome: CallOutcome | 'told', { attemptId, undoUntil }: CallNoted): void {
  useDecisions.getState().offerUndo({
    outboxId: attemptId ?? call.id,
    undoUntil,
    sentence: t.calls.notedSentence(call, outcome),
    about: null,
    takeBack: () => invoke('calls.undo', { id: call.id, attemptId }),
  });
}

/** The decision is the one that **Record answer** gives, with the same undo. */
async function recordAnswer(
  { requestId }: CallItem,
  said: { readonly answer: Answer; readonly appointmentId: string | null; readonly note: string },
): Promise<Result<'called', AppError>> {
  const found = await invoke('requests.get', { id: requestId ?? '' });
  if (!found.ok) return found;
  const decided = await useDecisions.getState().decide({
    on: 'request',
    row: found.value.row,
    command: {
      type: 'record-answer',
      answer: said.answer,
      ...(said.appointmentId === null ? {} : { appointmentId: said.appointmentId }),
      ...(said.note === '' ? {} : { note: said.note }),
    },
  });
  if (decided === null) return err({ code: 'item-not-found' });
  return decided.ok ? ok('called') : decided;
}
