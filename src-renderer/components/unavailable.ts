import type { ErrorCode } from '../../src-shared/errors.ts';
import { t } from '../../src-shared/text/text.ts';

/** What a button that cannot be used now tells: that it cannot, and why, to a screen reader and to the pointer that rests on it. */
export interface Unavailable {
  readonly 'aria-disabled'?: true;
  readonly title?: string;
}

/**
 * For a button whose command is impossible now. It stays in the order of the Tab key: whoever comes there by keyboard learns the
 * reason too. `null`: it can be used.
 */
export const unavailable = (code: ErrorCode | null): Unavailable =>
  code === null ? {} : { 'aria-disabled': true, title: t.errors.ERROR_SENTENCES[code] };

/** Drawn as a button that is disabled. Where the system sets the colours, in its grey. */
export const UNAVAILABLE = {
  '&[aria-disabled="true"], &[aria-disabled="true"]:hover': {
    color: 'action.disabled',
    borderColor: 'action.disabledBackground',
    cursor: 'not-allowed',
    boxShadow: 'none',
    '@media (forced-colors: active)': { color: 'GrayText', borderColor: 'GrayText' },
  },
  '&.MuiButton-contained[aria-disabled="true"], &.MuiButton-contained[aria-disabled="true"]:hover': {
    bgcolor: 'action.disabledBackground',
  },
} as const;
