import { Box, Button, useMediaQuery } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { invoke } from '../../../api/client.ts';
import { clock } from '../../../api/clock.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { askedFor } from '../../../keyboard/asked-for.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useClinic } from '../../../stores/clinic.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { words } from '../../../text/requests.ts';
import { WITH_SIDE_PANE } from '../layout.ts';
import { give } from '../row/row-actions.ts';
import { cancelPurpose, isOpenTo } from '../row/row-step.ts';
import { FormDay } from './FormDay.tsx';
import { PatientField } from './PatientField.tsx';
import { type FieldProblems, readForm, type Slot, surelyWrong } from './read-form.ts';
import { subjectOf } from './subject.ts';
import { UpdateButton } from './UpdateButton.tsx';
import { type DraftHandle, typeOptions, useDraft } from './use-draft.ts';
import { WhenFields } from './WhenFields.tsx';
import { WhereFields } from './WhereFields.tsx';

/** The form a row opens into: who, where, what and when, and the two ways out. */
export function RescheduleForm({ row }: { readonly row: RequestRow }): ReactNode {
  const handle = useDraft(row);
  return handle.ready ? <Fields row={row} {...handle} /> : <Loading />;
}

function Fields({ row, draft, typed, edit }: { readonly row: RequestRow } & DraftHandle): ReactNode {
  const { bootstrap, directory } = useClinic();
  const saveError = useDrafts((state) => state.errors[row.id] ?? null);
  const busy = useDecisions((state) => state.busy.has(row.id));
  const beside = useMediaQuery(WITH_SIDE_PANE);
  const proposeHint = useHint('form-propose');
  const closeHint = useHint('form-close');
  const [asked, setAsked] = useState(false);
  const formElement = useRef<HTMLFormElement>(null);

  const canPropose = !busy && isOpenTo(row, 'propose');
  const cancel = cancelPurpose(row);
  const canUpdate = !busy && isOpenTo(row, 'update');
  const subject = subjectOf(row);
  const types = typeOptions(directory.visitTypes, (row.proposal?.appointment ?? row.appointment).type);
  const form = readForm(draft, { zone: bootstrap.zone, now: clock.now(), types, known: subject.known });
  // Before the first try only what is surely wrong is said: an empty field may be next.
  const problems: FieldProblems = form.ok ? {} : asked ? form.error : surelyWrong(form.error);

  // Somebody who opens the form types next: the patient where nobody is matched, else the date.
  const unmatched = row.patient === null;
  useEffect(() => {
    const form = formElement.current;
    form
      ?.querySelector<HTMLElement>(unmatched ? 'input[role="combobox"]' : 'input[type="date"]')
      ?.focus({ preventScroll: true });
    form?.scrollIntoView({ block: 'nearest' });
  }, [unmatched]);

  /** The slot typed, once the patient is settled; `null` when something has to be mended first. */
  const settled = async (): Promise<Slot | null> => {
    setAsked(true);
    if (!form.ok || draft.patientId === null) return null;
    if (row.patient?.id === draft.patientId) return form.value;
    return (await give(row, { type: 'assign-patient', patientId: draft.patientId })) ? form.value : null;
  };
  const propose = async (): Promise<void> => {
    const slot = await settled();
    if (slot === null) return;
    // A patient assigned just now is in the row as it is now, not as it was drawn.
    const now = row.patient?.id === draft.patientId ? null : await invoke('requests.get', { id: row.id });
    useDialogs.getState().askReason(now?.ok ? now.value.row : row, { type: 'propose', slot });
  };
  const update = async (): Promise<void> => {
    const slot = await settled();
    if (slot !== null) await give(row, { type: 'update', slot });
  };

  /** Whoever closes the form by keyboard goes on from its row. */
  const close = (): void => {
    formElement.current?.closest<HTMLElement>('article')?.focus({ preventScroll: true });
    useInbox.getState().toggle(row.id, false);
  };
  const onKey = (event: KeyboardEvent): void => {
    const id = askedFor(event, ['form-propose', 'form-update', 'form-close']);
    if (id === null) return;
    event.preventDefault();
    if (id === 'form-close') close();
    if (id === 'form-propose' && canPropose) void propose();
    if (id === 'form-update' && canUpdate) void update();
  };

  return (
    <Box
      component="form"
      ref={formElement}
      onKeyDown={onKey}
      aria-label={words.reschedule}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5, mt: 0.5, display: 'grid', gap: 1.5 }}
    >
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: beside
            ? 'minmax(0, 1fr)'
            : { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 320px' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
          <PatientField
            patientId={draft.patientId}
            matched={row.patient}
            fixed={!row.allowed.includes('assign-patient')}
            onChange={(patientId) => edit({ patientId })}
            problem={problems.patient}
          />
          <WhereFields draft={draft} edit={edit} types={types} problems={problems} />
          <WhenFields subject={subject} draft={draft} edit={edit} problems={problems} />
          <ErrorNotice error={saveError} />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
            <Button
              variant="contained"
              data-way="propose"
              disabled={!canPropose}
              {...proposeHint}
              onClick={() => void propose()}
            >
              {words.proposeChanges}
            </Button>
            <UpdateButton
              disabled={busy}
              updatable={canUpdate}
              onUpdate={() => void update()}
              onCancel={cancel === null ? null : () => useDialogs.getState().askReason(row, cancel)}
              updateKey="form-update"
              cancelKey="cancel-appointment"
            />
            <Box sx={{ flex: 1 }} />
            {typed ? (
              <Button color="inherit" onClick={() => void useDrafts.getState().discard(row.id)}>
                {words.discardTyped}
              </Button>
            ) : null}
            <Button color="inherit" {...closeHint} onClick={close}>
              {words.closeForm}
            </Button>
          </Box>
        </Box>
        {beside ? null : (
          <Box sx={{ minWidth: 0, maxHeight: 420, overflow: 'auto' }}>
            <FormDay subject={subject} draft={draft} edit={edit} />
          </Box>
        )}
      </Box>
    </Box>
  );
}
