import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Box, Button, Checkbox, FormControlLabel, FormGroup, Popover } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useCalendar, useCalendarSetup } from '../../../stores/calendar.ts';
import type { Provider } from './providers.ts';

/** Chooses whose columns the day shows, among those who can have one. */
export function ProvidersButton({ providers }: { readonly providers: readonly Provider[] }): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { hiddenProviders } = useCalendarSetup();
  const shown = providers.filter(({ id }) => !hiddenProviders.includes(id)).length;
  return (
    <>
      <Button
        variant="outlined"
        endIcon={<ArrowDropDown />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ height: 37 }}
      >
        {t.calendarViews.providersShown(shown, providers.length)}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t.calendarViews.viewsText.providers } }}
      >
        <Choices providers={providers} hidden={hiddenProviders} />
      </Popover>
    </>
  );
}

interface ChoicesProps {
  readonly providers: readonly Provider[];
  readonly hidden: readonly string[];
}

function Choices({ providers, hidden }: ChoicesProps): ReactNode {
  const setUp = useCalendar((state) => state.setUp);
  const here = providers.map(({ id }) => id);
  /** Those of other days stay as they are. */
  const elsewhere = hidden.filter((id) => !here.includes(id));
  return (
    <Box sx={{ border: 1, borderColor: 'divider', p: 1, minWidth: 220, maxWidth: 420 }}>
      <Box sx={{ display: 'flex', gap: 1, mb: 0.5 }}>
        <Button variant="outlined" autoFocus onClick={() => setUp({ hiddenProviders: elsewhere })}>
          {t.calendarViews.viewsText.showAll}
        </Button>
        <Button variant="outlined" onClick={() => setUp({ hiddenProviders: [...elsewhere, ...here] })}>
          {t.calendarViews.viewsText.showNone}
        </Button>
      </Box>
      <FormGroup>
        {providers.map(({ id, name, active }) => (
          <FormControlLabel
            key={id}
            sx={{ mx: 0 }}
            label={active ? name : `${name} (${t.calendarViews.viewsText.noLongerActive})`}
            control={
              <Checkbox
                size="small"
                checked={!hidden.includes(id)}
                onChange={(_, checked) =>
                  setUp({
                    hiddenProviders: checked ? hidden.filter((one) => one !== id) : [...hidden, id],
                  })
                }
              />
            }
          />
        ))}
      </FormGroup>
    </Box>
  );
}
