import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  aboutAppointment,
  aboutRequest,
  type Draft,
  type DraftSubject,
  EMPTY_DRAFT,
  NEW_APPOINTMENT,
  type PartialDraft,
} from '../../../../src-shared/domain/draft.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { invoke } from '../../../api/client.ts';
import { useZone } from '../../../stores/clinic.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import type { Asked } from '../decide/describe.ts';
import { prefill } from './prefill.ts';

/** What stands in a form or a dialog about a visit. */
export type FilledDraft = Draft &
  Required<Pick<PartialDraft, 'notify' | 'overrideReason'>> &
  Pick<PartialDraft, 'lateCharge' | 'alternatives'>;

export interface DraftHandle {
  readonly draft: FilledDraft;
  /** False until a draft of an earlier session has been fetched: typing before that would lose it. */
  readonly ready: boolean;
  /** Something is typed. */
  readonly typed: boolean;
  /** Why it could not be kept. */
  readonly saveError: AppError | null;
  readonly edit: (change: PartialDraft) => void;
}

/** Nothing is filled in; the patient is told unless somebody says otherwise. */
export const EMPTY_FORM: FilledDraft = { ...EMPTY_DRAFT, notify: true, overrideReason: '' };

/**
 * What is typed about `subject`, over what the form begins with: held at once, saved shortly after, and at the latest when the form
 * or the dialog goes away.
 */
export function useDraft(
  subject: DraftSubject,
  base: PartialDraft,
  /** The request it is about. What the form began with is kept with what is typed: the request may change meanwhile. */
  request: RequestRow | null = null,
): DraftHandle {
  const held = useDrafts((state) => state.drafts[subject]);
  const saveError = useDrafts((state) => state.errors[subject] ?? null);
  const ready = useFetched(request, held !== undefined);
  useEffect(() => () => void useDrafts.getState().flush(subject), [subject]);
  const kept = request === null ? undefined : base;
  const edit = useCallback(
    (change: PartialDraft) => useDrafts.getState().edit(subject, change, kept),
    [subject, kept],
  );
  return { draft: { ...EMPTY_FORM, ...base, ...held }, ready, typed: held !== undefined, saveError, edit };
}

/** What is typed about a request, as its form and the dialogs share it. */
export function useRequestDraft(row: RequestRow): DraftHandle {
  const zone = useZone();
  const base = useMemo(() => prefill(row, zone), [row, zone]);
  return useDraft(aboutRequest(row.id), base, row);
}

const NOTHING: Partial<Draft> = {};

/** What is typed about what is being decided. */
export function useDecisionDraft(asked: Asked): DraftHandle {
  const zone = useZone();
  const row = 'row' in asked ? asked.row : null;
  const base = useMemo(() => (row === null ? NOTHING : prefill(row, zone)), [row, zone]);
  return useDraft(subjectOf(asked), base, row);
}

const subjectOf = (asked: Asked): DraftSubject =>
  'row' in asked
    ? aboutRequest(asked.row.id)
    : 'patient' in asked
      ? NEW_APPOINTMENT
      : aboutAppointment(asked.appointment.id);

/** Whether what an earlier session kept about a request is here, if anything. */
function useFetched(row: RequestRow | null, known: boolean): boolean {
  const [fetched, setFetched] = useState(false);
  const missing = row !== null && row.typedBy.length > 0 && !known && !fetched;
  const id = row?.id;
  useEffect(() => {
    if (!missing || id === undefined) return;
    let wanted = true;
    void invoke('requests.get', { id }).then((detail) => {
      if (!wanted) return;
      if (detail.ok && detail.value.draft !== null)
        useDrafts.getState().loaded(aboutRequest(id), detail.value.draft);
      setFetched(true);
    });
    return () => {
      wanted = false;
    };
  }, [missing, id]);
  return !missing;
}
