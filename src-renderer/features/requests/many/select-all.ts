import { invoke } from '../../../api/client.ts';
import { useSelection } from '../../../stores/selection.ts';
import { useFilters } from '../list/filters-store.ts';

/** Selects all that the inbox's search and filters leave, also those that have not been read. */
export async function selectAll(): Promise<void> {
  const result = await invoke('requests.ids', useFilters.getState().of.inbox);
  if (result.ok) useSelection.getState().all(result.value);
}
