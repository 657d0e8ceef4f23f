import { Box, Button, useMediaQuery } from '@mui/material';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { aboutRequest } from '../../../../src-shared/domain/draft.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { assign, give } from '../../../actions/give.ts';
import { useOpenForm } from '../../../actions/open-forms.ts';
import type { FormWay } from '../../../actions/request-actions.ts';
import { useRequestActions } from '../../../actions/take-step.ts';
import { clock } from '../../../api/clock.ts';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { SplitButton } from '../../../components/SplitButton.tsx';
import { WITH_SIDE_PANE } from '../../../components/side-pane.ts';
import { askedFor } from '../../../keyboard/asked-for.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { openLocations, useClinic } from '../../../stores/clinic.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { PatientOrNew } from '../../patients/PatientOrNew.tsx';
import { FormDay } from '../../visit/form/FormDay.tsx';
import { PatientField } from '../../visit/form/PatientField.tsx';
import { type FieldProblems, readForm, surelyWrong } from '../../visit/form/read-form.ts';
import { typeOptions } from '../../visit/form/type-options.ts';
import { type DraftHandle, useRequestDraft } from '../../visit/form/use-draft.ts';
import { subjectOf } from '../../visit/form/visit-subject.ts';
import { WhenFields } from '../../visit/form/WhenFields.tsx';
import { WhereFields } from '../../visit/form/WhereFields.tsx';
import { showRow } from '../list/show-row.ts';
import { OpenElsewhere } from '../row/OpenElsewhere.tsx';
import { MeantPatients } from './MeantPatients.tsx';

const PATIENT = 'input[role="combobox"]';
const DATE = 'input[type="date"]';

interface Props {
  readonly row: RequestRow;
  /** The other desk that has it open. */
  readonly openOn: string | null;
}

/** The form a row opens into: who, where, what and when, and the two ways out. */
export function RescheduleForm({ row, openOn }: Props): ReactNode {
  const handle = useRequestDraft(row);
  return handle.ready ? <Fields row={row} openOn={openOn} {...handle} /> : <Loading />;
}

function Fields({ row, openOn, draft, typed, saveError, edit }: Props & DraftHandle): ReactNode {
  const { bootstrap, directory } = useClinic();
  const beside = useMediaQuery(WITH_SIDE_PANE);
  const [asked, setAsked] = useState(false);
  const formElement = useRef<HTMLFormElement>(null);

  const actionOf = useRequestActions(row, clock.now());
  const subject = subjectOf(row);
  const types = typeOptions(directory.visitTypes, (row.proposal?.appointments[0] ?? row.appointment).type);
  const form = readForm(draft, {
    zone: bootstrap.zone,
    now: clock.now(),
    types,
    openLocations: openLocations(directory),
    known: subject.known,
  });
  // Before the first try only what is surely wrong is said: an empty field may be next.
  const problems: FieldProblems = form.ok ? {} : asked ? form.error : surelyWrong(form.error);

  const unmatched = row.patient === null;
  useFirstField(formElement, unmatched ? PATIENT : DATE);

  const leave = async (way: FormWay): Promise<void> => {
    setAsked(true);
    if (form.ok) await leaveWith(row, draft.patientId, form.value, way);
  };
  useOpenForm(row.id, {
    leave: (way) => void leave(way),
    toWhen: () => formElement.current?.querySelector<HTMLElement>(DATE)?.focus(),
  });

  const close = (): void => closeForm(formElement.current, row.id);
  const onKey = (event: KeyboardEvent): void => {
    const id = askedFor(event, ['form-propose', 'form-update', 'form-close']);
    if (id === null) return;
    event.preventDefault();
    if (id === 'form-close') close();
    else actionOf(id)?.run();
  };

  const patientField = (
    <PatientField
      patientId={draft.patientId}
      matched={row.patient}
      fixed={!row.allowed.includes('assign-patient')}
      onChange={(patientId) => edit({ patientId })}
      problem={problems.patient}
    />
  );
  return (
    <Box
      component="form"
      ref={formElement}
      onKeyDown={onKey}
      aria-label={row.kind === 'new' ? t.requests.words.book : t.requests.words.reschedule}
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
          {row.kind === 'new' && unmatched && row.allowed.includes('assign-patient') ? (
            <PatientOrNew
              keptAs={`request/${row.id}/adding`}
              patientId={draft.patientId}
              onChoose={(patientId) => edit({ patientId })}
              missing={problems.patient !== undefined}
            >
              {patientField}
            </PatientOrNew>
          ) : (
            patientField
          )}
          {unmatched && draft.patientId === null ? (
            <MeantPatients row={row} onChoose={(patientId) => edit({ patientId })} />
          ) : null}
          <WhereFields draft={draft} edit={edit} types={types} problems={problems} />
          <WhenFields
            subject={subject}
            draft={draft}
            edit={edit}
            problems={problems}
            actions={
              <FormActions row={row} openOn={openOn} actionOf={actionOf} typed={typed} onClose={close} />
            }
          />
          <ErrorNotice error={saveError} />
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

/** Somebody who opens the form types next: the patient where nobody is matched, else the date. */
function useFirstField(form: RefObject<HTMLFormElement | null>, field: string): void {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(field)?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [form, field]);
}

/** Whoever closes the form by keyboard goes on from its row. */
function closeForm(form: HTMLFormElement | null, requestId: string): void {
  const article = form?.closest<HTMLElement>('article');
  article?.focus({ preventScroll: true });
  useInbox.getState().toggle(requestId, false);
  // Without its form the row may have been scrolled out of sight.
  if (article != null) requestAnimationFrame(() => showRow(article));
}

/** Goes on with the slot typed, once the request is its patient's; nothing happens while nobody is chosen. */
async function leaveWith(
  row: RequestRow,
  patientId: string | null,
  slot: VisitSlot,
  way: FormWay,
): Promise<void> {
  if (patientId === null) return;
  const owned = row.patient?.id === patientId ? row : await assign(row, patientId);
  if (owned === null) return;
  if (way === 'update') await give(owned, { type: 'update', slot });
  else
    useDialogs.getState().ask({
      asks: 'words',
      decision: { on: 'request', row: owned, command: { type: 'propose', slots: [slot] } },
    });
}

/** The ways out of the form. */
function FormActions({
  row,
  openOn,
  actionOf,
  typed,
  onClose,
}: Pick<DraftHandle, 'typed'> &
  Props & {
    readonly actionOf: ReturnType<typeof useRequestActions>;
    readonly onClose: () => void;
  }): ReactNode {
  const closeHint = useHint('form-close');
  const propose = actionOf('form-propose');
  const update = actionOf('form-update');
  const cancel = actionOf('cancel-appointment');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      {propose === null ? null : <ActionButton action={propose} primary />}
      {update === null ? null : cancel === null ? (
        <ActionButton action={update} />
      ) : (
        <SplitButton
          action={update}
          moreLabel={t.requests.words.moreWaysToUpdate}
          more={[{ ...cancel, label: t.requests.words.cancelAppt }]}
        />
      )}
      {/* In the room that is left: it moves nothing. */}
      <Box sx={{ flex: '1 1 0', minWidth: 0 }}>
        {openOn === null ? null : <OpenElsewhere desk={openOn} />}
      </Box>
      {typed ? (
        <Button color="inherit" onClick={() => void useDrafts.getState().discard(aboutRequest(row.id))}>
          {t.requests.words.discardTyped}
        </Button>
      ) : null}
      <Button color="inherit" {...closeHint} onClick={onClose}>
        {t.requests.words.closeForm}
      </Button>
    </Box>
  );
}
