import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';

/** Forgets what was typed in a dialog. The button goes with it: the focus stays in the dialog, where Escape closes it. */
export function DiscardButton({ onDiscard }: { readonly onDiscard: () => void }): ReactNode {
  return (
    <Button
      color="inherit"
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus();
        onDiscard();
      }}
      sx={{ mr: 'auto' }}
    >
      {t.requests.words.discardTyped}
    </Button>
  );
}
