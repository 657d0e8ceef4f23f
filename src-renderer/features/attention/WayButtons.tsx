import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { AttentionWay } from '../../../src-shared/domain/attention-ways.ts';
import type { ContactSystem } from '../../../src-shared/domain/contact-point.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AttentionDismissal, AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import type { Result } from '../../../src-shared/result.ts';
import type { SectionId } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAppointments } from '../../stores/appointments.ts';
import { useDecisions } from '../../stores/decisions.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useReadOnly } from '../../stores/sync.ts';
import { useSettings } from '../settings/settings-store.ts';
import { TimeChoice } from './TimeChoice.tsx';

interface Props {
  readonly item: AttentionItem;
  readonly busy: boolean;
  /** Does it, and says so with these words. */
  readonly run: (action: () => Promise<Result<unknown, AppError>>, done: string) => void;
  readonly onOpenRequest: (id: string) => void;
  /** Asks for the right address. */
  readonly onCorrect: () => void;
}

/** A button for each way out that there is now, and for the way to what it is about. */
export function WayButtons({ item, busy, run, onOpenRequest, onCorrect }: Props): ReactNode {
  const readOnly = useReadOnly();
  const button = (label: string, first: boolean, press: () => void, variant: 'outlined' | 'text') => (
    <Button key={label} variant={first ? 'contained' : variant} disabled={busy} onClick={press}>
      {label}
    </Button>
  );
  const buttonOf = (way: AttentionWay, index: number): ReactNode => {
    const acts = (label: string, action: () => Promise<Result<unknown, AppError>>, done: string) =>
      button(label, index === 0, () => run(action, done), 'outlined');
    const choice = (
      chosen: 'portal' | 'entered',
      label: (system: ContactSystem) => string,
      done: string,
    ): ReactNode =>
      item.kind === 'address-conflict'
        ? acts(label(item.system), () => chooseAddress(item, chosen), done)
        : null;
    const leads = (label: string, to: () => void) => button(label, index === 0, to, 'text');
    const { done } = t.attention.attentionText;
    switch (way) {
      case 'retry':
        return item.kind === 'mail' || item.kind === 'decision'
          ? acts(
              t.attention.attentionText.retry,
              () => invoke('attention.retry', { kind: item.kind, id: item.id }),
              done.retry,
            )
          : null;
      case 'correct-address':
        return button(t.attention.attentionText.correctAddress, index === 0, onCorrect, 'outlined');
      case 'keep-portals':
        return choice(
          'portal',
          (system) => t.attention.attentionText.keepPortals[system],
          t.attention.attentionText.done.keepPortals,
        );
      case 'put-entered':
        return choice(
          'entered',
          () => t.attention.attentionText.putEntered,
          t.attention.attentionText.done.putEntered,
        );
      case 'choose-time':
        return item.kind === 'quarantine' ? (
          <TimeChoice
            key={way}
            item={item}
            busy={busy}
            onChoose={(time) =>
              run(
                () => invoke('attention.chooseTime', { id: item.id, versionId: item.versionId, ...time }),
                done.chooseTime,
              )
            }
          />
        ) : null;
      case 'called-instead':
        return acts(
          t.attention.attentionText.calledInstead,
          () => invoke('attention.calledInstead', { mailId: item.id }),
          done.calledInstead,
        );
      case 'take-back':
        return acts(
          t.attention.attentionText.takeBack,
          () => invoke('attention.dismiss', { kind: 'decision', id: item.id }),
          done.takeBack,
        );
      case 'dismiss': {
        const dismissal = dismissalOf(item);
        return dismissal === null
          ? null
          : acts(
              t.attention.attentionText.dismiss,
              () => invoke('attention.dismiss', dismissal),
              done.dismiss,
            );
      }
      case 'open-request': {
        const requestId = 'requestId' in item ? item.requestId : null;
        const label = isClosed(item)
          ? t.attention.attentionText.openHistory
          : t.attention.attentionText.openRequest;
        return requestId === null ? null : leads(label, () => onOpenRequest(requestId));
      }
      case 'show-appointment': {
        const appointmentId = 'appointmentId' in item ? item.appointmentId : null;
        return appointmentId === null
          ? null
          : leads(t.attention.attentionText.showAppointment, () =>
              useAppointments.getState().open(appointmentId),
            );
      }
      case 'show-other': {
        if (item.kind !== 'double-booking') return null;
        const { appointmentId } = item.other;
        return leads(t.attention.attentionText.showOther, () =>
          useAppointments.getState().open(appointmentId),
        );
      }
      case 'try-now':
        return acts(t.attention.attentionText.tryNow, () => invoke('sheet.writeNow', undefined), done.sheet);
      case 'open-settings':
        return leads(t.attention.attentionText.openSettings, () => {
          useSettings.getState().open(settingsOf(item));
          useNavigation.getState().go({ screen: 'settings' });
        });
    }
  };
  return item.ways.filter((way) => !(readOnly && isWriting(item, way))).map(buttonOf);
}

/** What is not offered where the portal is only read. */
const isWriting = ({ kind }: AttentionItem, way: AttentionWay): boolean =>
  way === 'correct-address' || way === 'put-entered' || (way === 'retry' && kind === 'decision');

/** Which settings would remove what stands in the way. */
function settingsOf({ kind }: AttentionItem): SectionId {
  if (kind === 'mail') return 'mail';
  return kind === 'decision' ? 'portal' : 'sheet';
}

async function chooseAddress(
  { id, system, inPortal, patientName }: Extract<AttentionItem, { kind: 'address-conflict' }>,
  choice: 'portal' | 'entered',
): Promise<Result<unknown, AppError>> {
  const chosen = await invoke('attention.chooseAddress', { outboxId: id, inPortal, choice });
  if (chosen.ok)
    useDecisions.getState().offerUndo({
      ...chosen.value,
      sentence: t.attention.correctedSentence(system, patientName),
      about: null,
    });
  return chosen;
}

const isClosed = (item: AttentionItem): boolean =>
  item.kind === 'late-answer' ? item.closed : item.kind === 'conflict' && item.request?.state === 'resolved';

/** Just what is drawn: `null` for what is not taken off the list this way. */
function dismissalOf(item: AttentionItem): AttentionDismissal | null {
  switch (item.kind) {
    case 'mail':
      return { kind: 'mail', id: item.id };
    case 'conflict':
      return { kind: 'conflict', id: item.outboxId };
    case 'double-booking':
      return { kind: 'double-booking', id: item.id };
    case 'quarantine':
      return { kind: 'quarantine', id: item.id, versionId: item.versionId };
    case 'visit-answer':
    case 'late-answer':
      return { kind: item.kind, id: item.id, at: item.at };
    case 'address-conflict':
    case 'decision':
    case 'sheet':
      return null;
  }
}
