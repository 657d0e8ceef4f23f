import type { ReactNode } from 'react';
import type { NextSlot } from '../../src-shared/domain/next-slots.ts';
import { t } from '../../src-shared/text/text.ts';

interface Props {
  readonly label: string;
  readonly slot: NextSlot;
  readonly times: readonly NextSlot[];
  /** A time in words; why it is offered follows. */
  readonly words: (slot: NextSlot) => string;
  readonly onChoose: (slot: NextSlot) => void;
}

/** Within a line of text: the time a visit would get. A native list chooses another, one letter or arrow at a time. */
export const TimeSelect = ({ label, slot, times, words, onChoose }: Props): ReactNode => (
  <>
    <span>→</span>
    <select
      aria-label={label}
      value={keyOf(slot)}
      onChange={({ target }) => {
        const chosen = times.find((one) => keyOf(one) === target.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
      style={{
        font: 'inherit',
        fontWeight: 700,
        color: 'inherit',
        background: 'var(--mui-palette-background-paper)',
        border: '1px solid var(--mui-palette-text-secondary)',
        borderRadius: 4,
        height: 26,
        padding: '0 4px',
        flex: 1,
        minWidth: 0,
        textOverflow: 'ellipsis',
      }}
    >
      {times.map((one) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {words(one)} ({one.reasons.map((reason) => t.requests.SLOT_REASON[reason]).join(', ')})
        </option>
      ))}
    </select>
  </>
);

const keyOf = ({ practitionerId, start }: NextSlot): string => `${start} ${practitionerId}`;
