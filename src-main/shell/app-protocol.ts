import { protocol } from 'electron';
import { respond } from './app-response.ts';
import { APP_SCHEME } from './app-url.ts';

/** Must run before `app` is ready: makes `reslot://app` a standard, secure origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page from `root`, and nothing else, with its Content-Security-Policy. */
export function serveApp(root: string): void {
  protocol.handle(APP_SCHEME, (request) => respond(request.method, request.url, root));
}
