import { shell } from 'electron';
import { err, ok } from '../../src-shared/result.ts';
import type { Handler } from '../ipc/handlers.ts';
import { mayOpenOutside } from './link-door.ts';

/** `links.open`: the one door from the window to the system's browser. */
export function createLinkOpener(ownOrigins: readonly string[]): Handler<'links.open'> {
  return async ({ url }) => {
    if (!mayOpenOutside(url, ownOrigins)) return err({ code: 'link-refused' });
    await shell.openExternal(new URL(url).href);
    return ok(null);
  };
}
