import type { ReactNode } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useSelection } from '../../../stores/selection.ts';

interface Props {
  readonly row: RequestRow;
  /** Reached by Tab: that of the row in focus alone. */
  readonly inTabOrder: boolean;
}

/** Chooses a request to be decided together with others. Nothing where it is not open. */
export function SelectBox({ row, inTabOrder }: Props): ReactNode {
  const chosen = useSelection((state) => state.chosen.has(row.id));
  if (row.state !== 'open') return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no field, so that keys pressed on it are no typing, and decide as on its row.
    <button
      type="button"
      role="checkbox"
      aria-checked={chosen}
      aria-label={t.many.selectRow(row.patientName)}
      title={t.many.selectRow(row.patientName)}
      className="row-select"
      tabIndex={inTabOrder ? 0 : -1}
      // The row's focus stays with its row, and the row does not open for it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        useSelection.getState().toggle(row);
      }}
    />
  );
}
