import Clear from '@mui/icons-material/Clear';
import SearchIcon from '@mui/icons-material/Search';
import { IconButton, InputAdornment } from '@mui/material';
import type { ReactNode } from 'react';

interface Adornments {
  readonly startAdornment: ReactNode;
  readonly endAdornment?: ReactNode;
}

/** The glass before a field in which one searches and, once something stands in it, the cross that takes it out. */
export const searchAdornments = (value: string, clear: string, onClear: () => void): Adornments => ({
  startAdornment: (
    <InputAdornment position="start">
      <SearchIcon fontSize="small" />
    </InputAdornment>
  ),
  ...(value === ''
    ? {}
    : {
        endAdornment: (
          <InputAdornment position="end">
            <IconButton edge="end" aria-label={clear} onClick={onClear}>
              <Clear fontSize="small" />
            </IconButton>
          </InputAdornment>
        ),
      }),
});
