import { Box, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';

export interface Option<V extends string> {
  readonly value: V;
  /** The whole accessible name of the radio button. */
  readonly label: string;
  readonly hint?: string | undefined;
  /** Fields that belong to this option; shown while it is chosen. */
  readonly fields?: ReactNode;
}

interface Props<V extends string> {
  readonly legend: string;
  readonly hint?: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChoose: (value: V) => void;
}

/** One of a few, with a line of explanation and the fields that belong to each. */
export function Choice<V extends string>({ legend, hint, value, options, onChoose }: Props<V>): ReactNode {
  const id = useId();
  return (
    <FormControl fullWidth>
      <FormLabel
        id={`${id}legend`}
        sx={{ fontWeight: 700, color: 'text.primary', '&.Mui-focused': { color: 'text.primary' } }}
      >
        {legend}
      </FormLabel>
      {hint === undefined ? null : (
        <Typography id={`${id}hint`} variant="body2" color="textSecondary">
          {hint}
        </Typography>
      )}
      <RadioGroup
        aria-labelledby={`${id}legend`}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}hint` })}
        value={value}
        onChange={(_, next) => {
          const chosen = options.find((option) => option.value === next);
          if (chosen !== undefined) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <Box key={option.value}>
            <FormControlLabel
              value={option.value}
              label={option.label}
              control={
                <Radio
                  size="small"
                  {...(option.hint === undefined
                    ? {}
                    : { slotProps: { input: { 'aria-describedby': `${id}${option.value}` } } })}
                />
              }
            />
            {option.hint === undefined ? null : (
              <Typography
                id={`${id}${option.value}`}
                variant="body2"
                color="textSecondary"
                sx={{ ml: '26px', mt: -0.75, mb: 0.5 }}
              >
                {option.hint}
              </Typography>
            )}
            {option.value === value && option.fields !== undefined ? (
              <Box sx={{ ml: '26px', mt: 1.5, mb: 1.5 }}>{option.fields}</Box>
            ) : null}
          </Box>
        ))}
      </RadioGroup>
    </FormControl>
  );
}
