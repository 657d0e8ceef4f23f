import { Box } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { FormDay } from '../../visit/form/FormDay.tsx';
import type { VisitSubject } from '../../visit/form/visit-subject.ts';

interface Props {
  readonly subject: VisitSubject;
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
  /** Somebody who opens the form types next, mostly when. */
  readonly startAtDate?: boolean;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form's fields, with the chosen provider's day beside them. */
export function BesideDay({ subject, draft, edit, startAtDate = false, children }: Props): ReactNode {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (startAtDate) fields.current?.querySelector<HTMLElement>('input[type="date"]')?.focus();
  }, [startAtDate]);
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr) 320px' }}>
      <Box ref={fields} sx={{ display: 'grid', gap: 1.5, alignContent: 'start', pt: 0.75 }}>
        {children}
      </Box>
      {/* As high as the dialog leaves room for, and in sight however far the fields go down. */}
      <Box
        sx={{
          minWidth: 0,
          position: 'sticky',
          top: 0,
          alignSelf: 'start',
          maxHeight: 'max(320px, calc(100vh - 250px))',
          overflow: 'auto',
        }}
      >
        <FormDay subject={subject} draft={draft} edit={edit} />
      </Box>
    </Box>
  );
}
