import { useCallback } from 'react';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { type AppointmentDraft, useAppointmentDrafts } from '../../../stores/appointment-drafts.ts';

export interface AppointmentDraftHandle {
  readonly draft: AppointmentDraft;
  /** Something is typed. */
  readonly typed: boolean;
  readonly edit: (change: Partial<AppointmentDraft>) => void;
}

/** A form in which nothing is filled in; the patient is told unless somebody says otherwise. */
export const EMPTY_DRAFT: AppointmentDraft = {
  patientId: null,
  practitionerId: null,
  locationId: null,
  typeCode: null,
  date: '',
  time: '',
  minutes: '',
  reasonCode: '',
  otherReason: '',
  message: '',
  notify: true,
  overrideReason: '',
};

/** What is typed under `key`, over what the form begins with. */
export function useAppointmentDraft(key: string, base: Partial<Draft>): AppointmentDraftHandle {
  const typed = useAppointmentDrafts((state) => state.typed[key]);
  const edit = useCallback(
    (change: Partial<AppointmentDraft>) => useAppointmentDrafts.getState().edit(key, change),
    [key],
  );
  return { draft: { ...EMPTY_DRAFT, ...base, ...typed }, typed: typed !== undefined, edit };
}
