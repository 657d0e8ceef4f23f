import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { EpochMs, ZoneId } from '../../../src-shared/domain/time.ts';
import { BlockedLine } from './BlockedLine.tsx';
import { Candidate } from './Candidate.tsx';
import { DayEntry } from './DayEntry.tsx';
import type { DayRow } from './day-rows.ts';
import { FreeGap } from './FreeGap.tsx';
import { NowMark } from './NowMark.tsx';

interface Props {
  readonly rows: readonly DayRow[];
  readonly zone: ZoneId;
  /** Narrow, beside something else. */
  readonly compact: boolean;
  /** Several providers are shown, so each entry says whose it is. */
  readonly withProvider: boolean;
  /** Makes free times clickable. */
  readonly onPickTime?: ((start: EpochMs) => void) | undefined;
  /** How much room is needed, in milliseconds: a shorter stretch is said but cannot be picked. */
  readonly minimum?: number;
  /** Makes the entries operable; the one that Tab reaches is `tabStop`. */
  readonly operable?: boolean;
  readonly tabStop?: string | undefined;
}

/** The lines of a day, by time. */
export function DayLines({
  rows,
  zone,
  compact,
  withProvider,
  onPickTime,
  minimum = 0,
  operable = false,
  tabStop,
}: Props): ReactNode {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
      {rows.map((row) => {
        switch (row.kind) {
          case 'entry':
            return (
              <DayEntry
                key={row.key}
                appointment={row.appointment}
                zone={zone}
                compact={compact}
                withProvider={withProvider}
                operable={operable}
                tabStop={row.appointment.id === tabStop}
              />
            );
          case 'gap':
            return (
              <FreeGap
                key={row.key}
                gap={row}
                zone={zone}
                onPick={row.end - row.start < minimum ? undefined : onPickTime}
              />
            );
          case 'blocked':
            return (
              <BlockedLine
                key={row.key}
                time={row.time}
                zone={zone}
                withProvider={withProvider}
                operable={operable}
              />
            );
          case 'candidate':
            return <Candidate key={row.key} candidate={row} zone={zone} />;
          default:
            return <NowMark key={row.key} now={row.start} zone={zone} />;
        }
      })}
    </Box>
  );
}
