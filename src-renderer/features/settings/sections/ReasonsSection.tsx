import { Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { REASON_LISTS } from '../forms/reasons-form.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';
import { ReasonList } from './ReasonList.tsx';

/** Settings, Reasons: the three pick lists. */
export function ReasonsSection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('reasons');
  return (
    <SectionFrame id="reasons" unsaved={unsaved}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2.5 }}>
        {t.settings.reasonsText.hint}
      </Typography>
      {REASON_LISTS.map((list) => (
        <ReasonList
          key={list}
          list={list}
          rows={form[list]}
          problems={problems}
          onChange={(rows) => edit({ [list]: rows })}
        />
      ))}
    </SectionFrame>
  );
}
