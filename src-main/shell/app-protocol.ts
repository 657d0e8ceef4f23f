import { protocol } from 'electron';
import { respond } from './app-response.ts';
import { APP_SCHEME } from './app-url.ts';
import type { SheetPages } from './sheet-pages.ts';

/** Must run before `app` is ready: makes `reslot://app` a standard, secure origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page from `root`, and nothing else, with its Content-Security-Policy; and what is being printed. */
export function serveApp(root: string, sheets: SheetPages): void {
  protocol.handle(
    APP_SCHEME,
    (request) => sheets.respond(request.method, request.url) ?? respond(request.method, request.url, root),
  );
}
