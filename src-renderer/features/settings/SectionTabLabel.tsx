import WarningIcon from '@mui/icons-material/WarningAmber';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';

interface Props {
  readonly title: string;
  readonly unsaved: boolean;
  /** Somebody has to choose between what counts and what was saved here. */
  readonly inQuestion: boolean;
}

/** A section's name, with a dot while something in it is not saved, and a sign while it needs a choice. */
export function SectionTabLabel({ title, unsaved, inQuestion }: Props): ReactNode {
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
      {inQuestion ? (
        <>
          <WarningIcon aria-hidden sx={{ fontSize: 16, color: 'warning.main', flex: 'none' }} />
          <VisuallyHidden>, {t.sharedSettings.sharedText.needsYou}</VisuallyHidden>
        </>
      ) : null}
    </Box>
  );
}
