import Close from '@mui/icons-material/Close';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { SELECTION_ACTS } from '../../../../src-shared/domain/many-requests.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { shortcutOf } from '../../../actions/action.ts';
import { ActionMenu } from '../../../components/ActionMenu.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useSelection } from '../../../stores/selection.ts';
import { selectAll } from './select-all.ts';

/** What can be done about the requests that are selected: in the place of search and filters, so that nothing moves for it. */
export function SelectionBar({ count }: { readonly count: number }): ReactNode {
  const allHint = useHint('select-all');
  const clearHint = useHint('clear-selection');
  return (
    <>
      {/* How many they are is never cut off: it takes two lines where one is too short. */}
      <Typography
        role="status"
        variant="body2"
        sx={{ fontWeight: 700, flex: 1, minWidth: 0, lineHeight: 1.2 }}
      >
        {t.many.selected(count)}
      </Typography>
      <Box
        role="group"
        aria-label={t.many.manyWords.bar}
        sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexShrink: 0 }}
      >
        <Button {...allHint} onClick={() => void selectAll()} sx={{ px: 0.75, minWidth: 0 }}>
          {t.many.manyWords.selectAll}
        </Button>
        <ActionMenu
          label={t.many.manyWords.decide}
          actions={SELECTION_ACTS.map((act) => ({
            id: act,
            label: t.many.manyWords[act],
            shortcut: shortcutOf(act),
            whyNot: null,
            busy: false,
            run: () => useDialogs.getState().ask({ asks: 'many', act }),
          }))}
        />
        <Tooltip title={t.many.manyWords.clear}>
          <IconButton
            aria-label={t.many.manyWords.clear}
            {...clearHint}
            onClick={() => useSelection.getState().clear()}
            size="small"
          >
            <Close fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
    </>
  );
}
