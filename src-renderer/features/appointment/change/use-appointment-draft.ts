import { useCallback, useEffect } from 'react';
import {
  type Draft,
  type DraftSubject,
  EMPTY_DRAFT,
  type ScheduleDraft,
} from '../../../../src-shared/domain/draft.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import { useDrafts } from '../../../stores/drafts.ts';

/** What stands in a form or a dialog about a change on the schedule. */
export type FilledDraft = Draft & Required<Pick<ScheduleDraft, 'notify' | 'overrideReason'>>;

export interface AppointmentDraftHandle {
  readonly draft: FilledDraft;
  /** Something is typed. */
  readonly typed: boolean;
  /** Why it could not be kept. */
  readonly saveError: AppError | null;
  readonly edit: (change: ScheduleDraft) => void;
}

/** Nothing is filled in; the patient is told unless somebody says otherwise. */
export const EMPTY_CHANGE: FilledDraft = {
  ...EMPTY_DRAFT,
  notify: true,
  overrideReason: '',
};

/** What is typed about `subject`, over what the form begins with. */
export function useAppointmentDraft(subject: DraftSubject, base: Partial<Draft>): AppointmentDraftHandle {
  const typed = useDrafts((state) => state.drafts[subject]);
  const saveError = useDrafts((state) => state.errors[subject] ?? null);
  useEffect(() => () => void useDrafts.getState().flush(subject), [subject]);
  const edit = useCallback((change: ScheduleDraft) => useDrafts.getState().edit(subject, change), [subject]);
  return { draft: { ...EMPTY_CHANGE, ...base, ...typed }, typed: typed !== undefined, saveError, edit };
}
