import { snoozeUntil } from '../../src-shared/domain/snooze.ts';
import type { CommandInput } from '../../src-shared/ipc/contract.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import { invoke } from '../api/client.ts';
import { clock } from '../api/clock.ts';
import { useAppointments } from '../stores/appointments.ts';
import { showCameBack } from '../stores/came-back.ts';
import { clinicNow } from '../stores/clinic.ts';
import { useDecisions } from '../stores/decisions.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { useDrafts } from '../stores/drafts.ts';
import { suitingSlot, useFreedSlots } from '../stores/freed-slots.ts';
import { useInbox } from '../stores/inbox.ts';
import { openPatientCard } from '../stores/open-card.ts';
import { useRequestNotes } from '../stores/request-notes.ts';
import { useSelection } from '../stores/selection.ts';
import { type Action, shortcutOf } from './action.ts';
import { approve, chosenPatientOf, give } from './give.ts';
import { openFormOf } from './open-forms.ts';
import {
  REQUEST_ACTIONS,
  type RequestActionId,
  type RequestStep,
  requestStep,
  type StepContext,
} from './request-actions.ts';

/** What can be done while a command is being given on the request, too. */
const MEANWHILE: readonly RequestStep['do'][] = [
  'history',
  'note',
  'show-patient',
  'show-appointment',
  'dismiss',
];

const waits = (step: RequestStep, busy: boolean): boolean => busy && !MEANWHILE.includes(step.do);

function freedFor(requestId: string): StepContext['freed'] {
  const slot = suitingSlot(useFreedSlots.getState().slots, requestId);
  return slot && { practitionerId: slot.practitionerId, start: slot.start };
}

/** The step an action leads to now; `null` where there is nothing to do, or a command is being given on the request. */
export function nextStep(row: RequestRow, id: RequestActionId): RequestStep | null {
  const step = requestStep(row, id, {
    now: clock.now(),
    chosenPatientId: chosenPatientOf(row),
    freed: freedFor(row.id),
  });
  return step === null || waits(step, useDecisions.getState().busy.has(row.id)) ? null : step;
}

/** Does what a button or a key leads to. */
export function takeStep(step: RequestStep, row: RequestRow): void {
  const { expanded, toggle, toggleHistory } = useInbox.getState();
  const { setError } = useDecisions.getState();
  switch (step.do) {
    case 'refuse':
      setError(row.id, { code: step.code });
      break;
    case 'approve':
      void approve(row);
      break;
    case 'give':
      void give(row, step.command);
      break;
    case 'ask':
      useDialogs.getState().ask({ asks: 'words', decision: { on: 'request', row, command: step.command } });
      break;
    case 'toggle-form':
      toggle(row.id);
      break;
    case 'form':
      // A form that opens puts the focus where typing begins.
      if (!expanded.has(row.id)) toggle(row.id, true);
      else if (step.way === 'update') openFormOf(row.id)?.toWhen();
      else openFormOf(row.id)?.leave('propose');
      break;
    case 'leave-form':
      openFormOf(row.id)?.leave(step.way);
      break;
    case 'history':
      toggleHistory(row.id);
      break;
    case 'snooze': {
      const zone = clinicNow()?.bootstrap.zone;
      if (zone !== undefined)
        void tell(row, 'requests.snooze', { id: row.id, until: snoozeUntil(step.choice, clock.now(), zone) });
      break;
    }
    case 'wake':
      void tell(row, 'requests.wake', { id: row.id });
      break;
    case 'note':
      useRequestNotes.getState().toggle(row.id);
      break;
    case 'message':
      useSelection.getState().extend([row]);
      useDialogs.getState().ask({ asks: 'many', act: 'message' });
      break;
    case 'show-patient':
      openPatientCard(step.patientId);
      break;
    case 'show-appointment':
      useAppointments.getState().open(row.appointment.id);
      break;
    case 'dismiss':
      void dismiss(row, step.outboxId);
      break;
    case 'take-back':
      void takeBack(row, step.outboxId);
      break;
  }
}

const dismiss = (row: RequestRow, outboxId: string): Promise<void> =>
  tell(row, 'attention.dismiss', { kind: 'conflict', id: outboxId });

/** Has something done about a request that is no decision; why it was refused is said on its row. */
async function tell<N extends 'attention.dismiss' | 'requests.snooze' | 'requests.wake'>(
  { id }: RequestRow,
  name: N,
  input: CommandInput<N>,
): Promise<void> {
  const result = await invoke(name, input);
  if (!result.ok) useDecisions.getState().setError(id, result.error);
}

/** Takes back a decision that still waits; the request gets the focus where it then stands. */
async function takeBack({ id }: RequestRow, outboxId: string): Promise<void> {
  const { undoable, undo } = useDecisions.getState();
  if (undoable.some((one) => one.outboxId === outboxId)) return undo(outboxId);
  const result = await invoke('decisions.undo', { outboxId });
  if (result.ok) await showCameBack({ kind: 'request', id });
  else useDecisions.getState().setError(id, result.error);
}

/**
 * The actions of a request as its buttons and menus show them at `now`; `null` for one that it does not have. What a press
 * leads to is settled anew when it comes.
 */
export function useRequestActions(row: RequestRow, now: number): (id: RequestActionId) => Action | null {
  const busy = useDecisions((state) => state.busy.has(row.id));
  const chosenPatientId = useDrafts((state) => chosenPatientOf(row, state));
  const slot = useFreedSlots((state) => suitingSlot(state.slots, row.id));
  const freed = slot && { practitionerId: slot.practitionerId, start: slot.start };
  return (id) => {
    const step = requestStep(row, id, { now, chosenPatientId, freed });
    if (step === null) return null;
    return {
      id,
      label: REQUEST_ACTIONS[id].label(row, { now: clock.now(), zone: clinicNow()?.bootstrap.zone ?? 'UTC' }),
      shortcut: shortcutOf(id),
      whyNot: step.do === 'refuse' ? step.code : null,
      busy: waits(step, busy),
      run: () => {
        const next = nextStep(row, id);
        if (next !== null) takeStep(next, row);
      },
    };
  };
}
