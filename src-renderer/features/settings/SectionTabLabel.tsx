import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';

interface Props {
  readonly title: string;
  readonly unsaved: boolean;
}

/** A section's name, with a dot while something in it is not saved. */
export function SectionTabLabel({ title, unsaved }: Props): ReactNode {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
      {title}
      {unsaved ? (
        <>
          <Box
            component="span"
            aria-hidden
            sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: 'warning.main', flex: 'none' }}
          />
          <VisuallyHidden>, {t.settings.settingsText.unsaved}</VisuallyHidden>
        </>
      ) : null}
    </Box>
  );
}
