import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type PortalConfig, portalConfig } from '../../src-shared/domain/connections.ts';

/** How `npm run portal:check` is called. */
export const USAGE = `npm run portal:check -- URL [options]

Does what a desk does in a FHIR R4 portal, with a patient of its own that it removes, and says what works and what does not.
Exit status: 0 all right, 1 something is missing, 2 not called like this.

URL                    the FHIR base, for example https://portal.example.org/fhir
--token                signs in with a bearer token
--client-id ID         signs in by OAuth 2.0 client credentials, with --token-url and, if need be, --scope
--key RS384 | ES384    the same by SMART Backend Services, with a private key (PEM or JWK); --key-id ID names it
--secret-file FILE     holds the token, the client secret or the private key; otherwise RESLOT_PORTAL_SECRET does
--authority FILE       a certificate authority of your own, PEM
--read-only            writes nothing: what Settings, Test connection, does
--json FILE            writes the report as JSON, too
`;

export interface Options {
  readonly config: Extract<PortalConfig, { kind: 'fhir' }>;
  readonly secret: string | null;
  readonly writes: boolean;
  readonly json: string | null;
}

/** What the arguments say, or why they cannot be read. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        token: { type: 'boolean', default: false },
        'client-id': { type: 'string' },
        'token-url': { type: 'string', default: '' },
        scope: { type: 'string', default: '' },
        key: { type: 'string' },
        'key-id': { type: 'string', default: '' },
        'secret-file': { type: 'string' },
        authority: { type: 'string' },
        'read-only': { type: 'boolean', default: false },
        json: { type: 'string' },
      },
    });
    const [baseUrl, ...more] = positionals;
    if (baseUrl === undefined || more.length > 0) return 'One address is expected.';
    const client = { tokenUrl: values['token-url'], clientId: values['client-id'], scope: values.scope };
    const signIn = values.token
      ? { method: 'bearer' }
      : values.key !== undefined
        ? { method: 'private-key-jwt', ...client, algorithm: values.key, keyId: values['key-id'] }
        : values['client-id'] !== undefined
          ? { method: 'client-credentials', ...client }
          : { method: 'none' };
    const authorities = values.authority === undefined ? [] : [readFileSync(values.authority, 'utf8')];
    const config = portalConfig.safeParse({ kind: 'fhir', baseUrl, signIn, authorities });
    if (!config.success || config.data.kind !== 'fhir')
      return `Not understood: ${config.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`;
    const file = values['secret-file'];
    const secret = file === undefined ? env.RESLOT_PORTAL_SECRET : readFileSync(file, 'utf8').trim();
    if (signIn.method !== 'none' && !secret)
      return 'The secret is missing: --secret-file or RESLOT_PORTAL_SECRET.';
    return {
      config: config.data,
      secret: secret ?? null,
      writes: !values['read-only'],
      json: values.json ?? null,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
