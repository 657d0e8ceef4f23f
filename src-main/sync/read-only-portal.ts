import { t } from '../../src-shared/text/text.ts';
import type { Portal } from '../ports.ts';

/** A portal to which nothing but a `GET` is sent, whoever asks for more. */
export const readOnlyPortal = (portal: Portal): Portal => ({
  send: async (request) =>
    request.method === 'GET'
      ? portal.send(request)
      : { kind: 'none', why: 'not-configured', detail: t.details.detailText.readOnly },
});
