import CalendarMonthOutlined from '@mui/icons-material/CalendarMonthOutlined';
import { Box, Button, Popover } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import type { CalendarView } from '../../../stores/navigation.ts';
import { MiniMonth } from './MiniMonth.tsx';

/** Opens the month where there is no room for it beside the calendar; choosing a day closes it. */
export function MonthButton({ view }: { readonly view: CalendarView }): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<CalendarMonthOutlined />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ flexShrink: 0 }}
      >
        {t.calendarViews.viewsText.month}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t.calendarViews.viewsText.month } }}
      >
        <Box sx={{ width: 252, p: 1.5, border: 1, borderColor: 'divider' }}>
          <MiniMonth view={view} autoFocus onChosen={close} />
        </Box>
      </Popover>
    </>
  );
}
