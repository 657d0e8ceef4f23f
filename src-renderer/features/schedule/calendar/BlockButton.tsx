import Block from '@mui/icons-material/Block';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useDialogs } from '../../../stores/dialogs.ts';

/** **Block time**. */
export function BlockButton(): ReactNode {
  const hint = useHint('block-time');
  return (
    <Button
      variant="outlined"
      startIcon={<Block />}
      aria-haspopup="dialog"
      {...hint}
      onClick={() => useDialogs.getState().ask({ asks: 'block', about: {} })}
      sx={{ flexShrink: 0 }}
    >
      {t.blocks.words.open}
    </Button>
  );
}
