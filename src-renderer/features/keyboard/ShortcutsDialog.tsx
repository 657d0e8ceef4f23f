import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  FormHelperText,
  Switch,
  Typography,
} from '@mui/material';
import { type ReactNode, useId } from 'react';
import { type ShortcutPlace, shortcutsAt } from '../../../src-shared/shortcuts.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { loadClinic, useSingleKeys } from '../../stores/clinic.ts';
import { useShortcutsHelp } from '../../stores/shortcuts-help.ts';
import { ShortcutLine } from './ShortcutLine.tsx';

/** The places in two columns of about the same height. */
const COLUMNS: readonly (readonly ShortcutPlace[])[] = [
  ['lists', 'request', 'form'],
  ['calendar', 'grid', 'dialog', 'window'],
];

/** The one list of all keyboard shortcuts, and the switch for those of a single key; as long as it is asked for. */
export function ShortcutsDialog(): ReactNode {
  return useShortcutsHelp((state) => state.open) ? <OpenShortcutsDialog /> : null;
}

function OpenShortcutsDialog(): ReactNode {
  const titleId = useId();
  const close = (): void => useShortcutsHelp.getState().show(false);
  return (
    <Dialog open onClose={close} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <DialogTitle id={titleId} sx={{ pb: 1 }}>
        {t.shortcuts.shortcutWords.title}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <SingleKeysSwitch />
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
            columnGap: 4,
            rowGap: 2,
          }}
        >
          {COLUMNS.map((places) => (
            <Box key={places.join()} sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
              {places.map((place) => (
                <Place key={place} place={place} />
              ))}
            </Box>
          ))}
        </Box>
        <Typography variant="caption" color="textSecondary">
          {t.shortcuts.shortcutWords.note}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={close} autoFocus>
          {t.common.common.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function SingleKeysSwitch(): ReactNode {
  const singleKeys = useSingleKeys();
  const helpId = useId();
  const { busy, error, run } = useAttempt();
  const turn = (on: boolean): void =>
    void run(async () => {
      const saved = await invoke('settings.save', { singleKeys: on });
      // Shown as it is stored, before the next choice.
      if (saved.ok) await loadClinic();
      return saved;
    });
  return (
    <Box>
      <FormControlLabel
        label={t.shortcuts.shortcutWords.singleKeys}
        control={
          <Switch
            checked={singleKeys}
            onChange={(_, on) => {
              if (!busy) turn(on);
            }}
            slotProps={{ input: { role: 'switch', 'aria-describedby': helpId } }}
          />
        }
      />
      <FormHelperText id={helpId} sx={{ mt: 0 }}>
        {t.shortcuts.shortcutWords.singleKeysHelp}
      </FormHelperText>
      <ErrorNotice error={error} />
    </Box>
  );
}

function Place({ place }: { readonly place: ShortcutPlace }): ReactNode {
  const headingId = useId();
  return (
    <Box component="section" aria-labelledby={headingId}>
      <Typography component="h3" variant="h3" id={headingId} sx={{ mb: 0.5 }}>
        {t.shortcuts.SHORTCUT_PLACE[place]}
      </Typography>
      <Box component="dl" sx={{ m: 0 }}>
        {shortcutsAt(place).map((id) => (
          <ShortcutLine key={id} id={id} />
        ))}
      </Box>
    </Box>
  );
}
