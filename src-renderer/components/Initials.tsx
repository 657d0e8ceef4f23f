import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly name: string;
  /** In pixels. */
  readonly size: number;
}

/** A person's sign: the first letters of their first and last name. Beside the name itself, or for it. */
export function Initials({ name, size }: Props): ReactNode {
  return (
    <Box
      component="span"
      aria-hidden
      data-initials={initialsOf(name)}
      sx={{
        display: 'grid',
        placeItems: 'center',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: '50%',
        fontSize: size * 0.4,
        fontWeight: 700,
        lineHeight: 1,
        bgcolor: 'primary.main',
        color: 'primary.contrastText',
        // A picture, not words: the name of a button with it is the person's.
        '&::before': { content: 'attr(data-initials)' },
      }}
    />
  );
}

const initialsOf = (name: string): string => {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
};
