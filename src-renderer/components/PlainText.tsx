import { Typography, type TypographyProps } from '@mui/material';
import type { ReactNode } from 'react';

/** Somebody else's words as plain text: markup stays text, line breaks stay, and their direction does not leak out. */
export function PlainText({
  children,
  ...rest
}: { readonly children: string } & Omit<TypographyProps, 'children'>): ReactNode {
  return (
    <Typography
      variant="body2"
      component="div"
      dir="auto"
      {...rest}
      sx={[
        { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'isolate' },
        ...(Array.isArray(rest.sx) ? rest.sx : [rest.sx ?? false]),
      ]}
    >
      {children}
    </Typography>
  );
}
