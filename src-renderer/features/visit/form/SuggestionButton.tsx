import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import { SHORTCUTS } from '../../../../src-shared/shortcuts.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { useZone } from '../../../stores/clinic.ts';

interface Props {
  readonly slot: NextSlot;
  /** There is a time to compare it with. */
  readonly comparable: boolean;
  /** The digit that chooses it. */
  readonly number: number;
  /** Said when it is not the visit's own. */
  readonly provider: string | null;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** One suggested time: its number, when, with whom if that changes, and why. */
export function SuggestionButton({ slot, comparable, number, provider, chosen, onChoose }: Props): ReactNode {
  const zone = useZone();
  const why = slot.reasons
    .filter((reason) => (comparable ? reason !== 'same-provider' : reason === 'first-free'))
    .map((reason) => t.requests.SLOT_REASON[reason]);
  const withWhom =
    comparable && slot.reasons.includes('same-provider') ? t.requests.SLOT_REASON['same-provider'] : provider;
  const more = [...(withWhom === null ? [] : [withWhom]), ...(why.length === 0 ? [] : [why.join(', ')])];
  return (
    <Button
      variant={chosen ? 'contained' : 'outlined'}
      aria-pressed={chosen}
      aria-keyshortcuts={t.shortcuts.ariaKeys(SHORTCUTS.suggestion.keys.slice(number - 1, number))}
      onClick={onChoose}
      sx={{
        justifyContent: 'flex-start',
        alignItems: 'flex-start',
        textAlign: 'left',
        gap: 1,
        px: 1,
        py: 0.25,
        lineHeight: 1.35,
        // As wide a border as the others have, so that nothing moves when it is chosen.
        ...(chosen ? { border: 1, borderColor: 'transparent' } : {}),
      }}
    >
      <span>{number}</span>{' '}
      <Box component="span" sx={{ minWidth: 0 }}>
        <Box component="span" sx={{ display: 'block' }}>
          {t.times.shortDateTime(slot.start, clock.now(), zone)}
        </Box>{' '}
        {more.map((line) => (
          <Box
            key={line}
            component="span"
            sx={{
              display: 'block',
              fontWeight: 400,
              fontSize: '0.75rem',
              overflowWrap: 'anywhere',
              ...(chosen ? {} : { color: 'text.secondary' }),
            }}
          >
            {line}{' '}
          </Box>
        ))}
      </Box>
    </Button>
  );
}
