import { type BenchDesk, caller } from './desk.ts';

/** How long the window waits for the first page of open requests, in milliseconds. */
export async function firstPage(desk: BenchDesk): Promise<number> {
  const before = performance.now();
  const answer = await desk.core.handlers['requests.list'](
    {
      view: 'inbox',
      filter: 'all',
      sort: 'appointment',
      practitionerId: null,
      kind: null,
      search: '',
      cursor: null,
      limit: 50,
    },
    caller,
  );
  if (!answer.ok) throw new Error(answer.error.code);
  return performance.now() - before;
}
