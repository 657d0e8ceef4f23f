import { Box, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import { t } from '../../src-shared/text/text.ts';
import { askedFor } from '../keyboard/asked-for.ts';
import { halfTyped } from './half-typed.ts';

interface Props {
  readonly title: string;
  /** Whom and what it is about (`AboutVisit`): read out with the title. `null` while nobody has been chosen. */
  readonly about: ReactNode;
  readonly maxWidth: 'sm' | 'md' | 'lg';
  /** Escape, or a click beside it. */
  readonly onClose: () => void;
  /** Enter in a field, the button of type `submit`, or the key for sending; not while a date or time is typed halfway. */
  readonly onSubmit: () => void;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** A dialog that is a form. */
export function FormDialog({
  title,
  about,
  maxWidth,
  onClose,
  onSubmit,
  actions,
  children,
}: Props): ReactNode {
  const titleId = useId();
  const aboutId = useId();
  const [half, setHalf] = useState(false);
  const submit = (form: HTMLElement): void => {
    const field = halfTyped(form);
    setHalf(field !== undefined);
    if (field !== undefined) {
      field.focus();
      return;
    }
    onSubmit();
    requestAnimationFrame(() => focusOnProblem(form));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      {...(about === null ? {} : { 'aria-describedby': aboutId })}
      maxWidth={maxWidth}
      fullWidth
      // A form with times to look for is as high as it will ever be: what arrives moves no button.
      slotProps={maxWidth === 'lg' ? { paper: { sx: { height: '100%' } } } : {}}
    >
      <Box
        component="form"
        noValidate
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog opened from this one is inside it for React, not on the screen.
          event.stopPropagation();
          submit(event.currentTarget);
        }}
        onKeyDown={(event) => {
          if (askedFor(event, ['send']) === null) return;
          event.preventDefault();
          event.stopPropagation();
          submit(event.currentTarget);
        }}
        onKeyUp={({ currentTarget }) => half && setHalf(halfTyped(currentTarget) !== undefined)}
      >
        <DialogTitle id={titleId} sx={{ pb: 0 }}>
          {title}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
          {about === null ? null : <Box id={aboutId}>{about}</Box>}
          {children}
          {half ? (
            <Typography variant="body2" color="error" role="alert">
              {t.common.common.halfTyped}
            </Typography>
          ) : null}
        </DialogContent>
        <DialogActions>{actions}</DialogActions>
      </Box>
    </Dialog>
  );
}

/** What kept it from being sent is where the next key goes, unless something that is wrong has the focus already. */
function focusOnProblem(form: HTMLElement): void {
  if (!form.isConnected || document.activeElement?.matches('[aria-invalid="true"]')) return;
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
