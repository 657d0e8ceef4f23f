import type { Page } from './server.ts';

/** Has pages load anew, and knows when those that were told have given way: one that hangs does not. */
export function createReloads(pages: ReadonlySet<Page>) {
  let waiting: { readonly old: Set<Page>; readonly navigated: () => void } | null = null;

  function settle(): void {
    if (waiting?.old.size !== 0) return;
    setImmediate(waiting.navigated);
    waiting = null;
  }

  return {
    reload(navigated: () => void): void {
      waiting = { old: new Set(pages), navigated };
      for (const page of pages) page.send({ type: 'reload' });
      settle();
    },
    gone(page: Page): void {
      waiting?.old.delete(page);
      settle();
    },
    /** Has nothing more to do with those that are still there. */
    endOld(): void {
      const old = [...(waiting?.old ?? [])];
      waiting = null;
      for (const page of old) page.end();
    },
  };
}
