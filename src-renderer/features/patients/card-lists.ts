import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../../src-shared/ipc/names.ts';
import type {
  PatientAppointmentPage,
  PatientCardView,
  PatientRequestPage,
} from '../../../src-shared/ipc/patient-views.ts';
import { ok, type Result } from '../../../src-shared/result.ts';

/** How many rows a list begins with, and how many come with each **Show more**. */
export const CARD_PAGE = 10;
/** How many are read at once when a list already shown is read anew. */
const REREAD = 200;

export type CardList = 'upcoming' | 'past' | 'requests';
/** How many rows of each list are shown. */
export type Shown = Readonly<Record<CardList, number>>;

type Invoke = <N extends CommandName>(
  name: N,
  input: CommandInput<N>,
) => Promise<Result<CommandOutput<N>, AppError>>;

interface Page<T> {
  readonly rows: readonly T[];
  readonly nextCursor: string | null;
}

/** The card with at least as many rows of each list as are shown (fewer where the list ends before). */
export async function readCard(
  invoke: Invoke,
  id: string,
  shown: Shown,
): Promise<Result<PatientCardView, AppError>> {
  const first = await invoke('patients.card', { id, limit: CARD_PAGE });
  if (!first.ok) return first;
  const card = first.value;
  const appointments = (when: 'upcoming' | 'past') =>
    fill<PatientAppointmentPage['rows'][number]>(card[when], shown[when], (cursor, limit) =>
      invoke('patients.appointments', { id, when, cursor, limit }),
    );
  const upcoming = await appointments('upcoming');
  if (!upcoming.ok) return upcoming;
  const past = await appointments('past');
  if (!past.ok) return past;
  const requests = await fill<PatientRequestPage['rows'][number]>(
    card.requests,
    shown.requests,
    (cursor, limit) => invoke('patients.requests', { id, cursor, limit }),
  );
  if (!requests.ok) return requests;
  return ok({ ...card, upcoming: upcoming.value, past: past.value, requests: requests.value });
}

/** `first` with the pages after it, until `count` rows are there or the list ends. */
async function fill<T extends { readonly id: string }>(
  first: Page<T>,
  count: number,
  read: (cursor: string, limit: number) => Promise<Result<Page<T>, AppError>>,
): Promise<Result<{ rows: T[]; nextCursor: string | null }, AppError>> {
  const rows = [...first.rows];
  let cursor = first.nextCursor;
  while (cursor !== null && rows.length < count) {
    const page = await read(cursor, Math.min(REREAD, count - rows.length));
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    cursor = page.value.nextCursor;
  }
  // A row that moved between two reads is shown once.
  return ok({ rows: [...new Map(rows.map((row) => [row.id, row])).values()], nextCursor: cursor });
}
