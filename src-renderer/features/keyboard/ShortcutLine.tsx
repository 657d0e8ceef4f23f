import { Box, Typography } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import { liveKeys, type ShortcutId, shortcut } from '../../../src-shared/shortcuts.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useSingleKeys } from '../../stores/clinic.ts';

/** One shortcut: what it does, and the keys that do it now. */
export function ShortcutLine({ id }: { readonly id: ShortcutId }): ReactNode {
  const singleKeys = useSingleKeys();
  const { menu = [], series } = shortcut(id);
  const all = [...liveKeys(id, singleKeys), ...menu];
  const keys = series ? all.filter((_, index) => index === 0 || index === all.length - 1) : all;
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'baseline',
        justifyContent: 'space-between',
        gap: 2,
        py: 0.375,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Typography component="dt" variant="body2">
        {t.shortcuts.SHORTCUT[id]}
      </Typography>
      <Box component="dd" sx={{ m: 0, flexShrink: 0 }}>
        {keys.length === 0 ? (
          <Typography component="span" variant="caption" color="textSecondary">
            {t.shortcuts.shortcutWords.off}
          </Typography>
        ) : (
          keys.map((key, index) => (
            <Fragment key={key}>
              {index === 0 ? null : (
                <Typography component="span" variant="caption" color="textSecondary" sx={{ mx: 0.5 }}>
                  {series ? t.shortcuts.shortcutWords.to : t.shortcuts.shortcutWords.or}
                </Typography>
              )}
              <Key name={t.shortcuts.keyWords(key)} />
            </Fragment>
          ))
        )}
      </Box>
    </Box>
  );
}

function Key({ name }: { readonly name: string }): ReactNode {
  return (
    <Box
      component="kbd"
      sx={{
        display: 'inline-block',
        minWidth: 24,
        px: 0.75,
        textAlign: 'center',
        font: 'inherit',
        fontSize: '0.8125rem',
        fontWeight: 600,
        border: 1,
        borderColor: 'text.secondary',
        borderRadius: 0.75,
        bgcolor: 'background.default',
        color: 'text.primary',
      }}
    >
      {name}
    </Box>
  );
}
