import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { type Interval, overlaps } from '../../../../src-shared/domain/conflicts.ts';
import type { AbsenceListed } from '../../../../src-shared/ipc/absence-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useMoment } from '../../../stores/clinic.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { Note } from './Notes.tsx';

const NONE: readonly AbsenceListed[] = [];

/** Who is away, in all of the time that is known. */
export const useAbsences = (): readonly AbsenceListed[] => useQuery('absences.list', undefined).data ?? NONE;

/** Who is away in the time that is shown, of one provider or of all (`null`). */
export function useAbsencesIn(shown: Interval, practitionerId: string | null): readonly AbsenceListed[] {
  return useAbsences().filter(
    (one) => overlaps(one, shown) && (practitionerId === null || one.practitionerId === practitionerId),
  );
}

/** Says who is away, and leads to the visits. */
export function AwayNotes({ absences }: { readonly absences: readonly AbsenceListed[] }): ReactNode {
  const moment = useMoment();
  return absences.map((one) => (
    <Note
      key={one.id}
      tone="warning"
      action={
        <Button onClick={() => useDialogs.getState().ask({ asks: 'away', id: one.id })}>
          {t.absences.leftWords(one.left)}
        </Button>
      }
    >
      {t.absences.title(one, moment)}
    </Note>
  ));
}
