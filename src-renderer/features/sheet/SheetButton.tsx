import PrintOutlined from '@mui/icons-material/PrintOutlined';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { SHORTCUTS } from '../../../src-shared/shortcuts.ts';
import { t } from '../../../src-shared/text/text.ts';
import { askForSheet } from './ask-for-sheet.ts';

/** The menu's own: it works anywhere in the window. */
const KEYS = SHORTCUTS['print-sheet'].menu;

/** **Print**: opens the downtime sheet of what the calendar shows. */
export function SheetButton(): ReactNode {
  return (
    <Button
      variant="outlined"
      startIcon={<PrintOutlined />}
      aria-haspopup="dialog"
      aria-keyshortcuts={t.shortcuts.ariaKeys(KEYS)}
      title={KEYS.map(t.shortcuts.keyWords).join(', ')}
      onClick={askForSheet}
      sx={{ flexShrink: 0 }}
    >
      {t.sheet.sheetText.print}
    </Button>
  );
}
