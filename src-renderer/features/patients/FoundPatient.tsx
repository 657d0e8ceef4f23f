import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import { t } from '../../../src-shared/text/text.ts';
import { markedParts } from './marked-parts.ts';

interface Props {
  readonly id: string;
  readonly patient: PatientCard;
  readonly typed: string;
  /** The arrow keys stand on it. */
  readonly active: boolean;
  /** Its card is open. */
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** One patient found, with what tells patients of one name apart. */
export function FoundPatient({ id, patient, typed, active, chosen, onChoose }: Props): ReactNode {
  let offset = 0;
  const identity = t.patients.identityParts(patient);
  return (
    // The keys of a list box are its field's.
    <Box
      component="li"
      id={id}
      role="option"
      aria-selected={active}
      onClick={onChoose}
      sx={{
        px: 2,
        py: 0.75,
        cursor: 'pointer',
        borderBottom: 1,
        borderColor: 'divider',
        borderLeft: 4,
        borderLeftColor: chosen ? 'primary.main' : 'transparent',
        bgcolor: chosen ? 'action.selected' : 'transparent',
        ...(active
          ? { outline: '3px solid var(--mui-palette-primary-main)', outlineOffset: '-3px' }
          : { '&:hover': { bgcolor: 'action.hover' } }),
      }}
    >
      <Typography dir="auto" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {markedParts(patient.name, typed).map(({ text, marked }) => {
          offset += text.length;
          return marked ? (
            <Box
              key={offset}
              component="mark"
              sx={{
                bgcolor: 'transparent',
                color: 'inherit',
                textDecoration: 'underline',
                textDecorationThickness: 2,
                textUnderlineOffset: '3px',
              }}
            >
              {text}
            </Box>
          ) : (
            <span key={offset}>{text}</span>
          );
        })}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {identity.slice(0, -1).join(' · ')}
        <Box component="span" sx={{ display: 'block' }}>
          {identity.at(-1)}
        </Box>
      </Typography>
    </Box>
  );
}
