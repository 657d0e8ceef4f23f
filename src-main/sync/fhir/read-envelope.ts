import { createHash } from 'node:crypto';
import { simpleMembers, textOf } from './json.ts';
import { type Reading, unusable } from './reading.ts';
import { envelope } from './schemas.ts';
import { Wrong } from './shape.ts';

/** What is read of every resource before its own elements. */
export interface Envelope {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  /** `meta.lastUpdated` as sent; empty when there is none. */
  readonly lastUpdated: string;
  /** Ids of the commands it is tagged with (`meta.tag`). */
  readonly commandTags: readonly string[];
  readonly body: unknown;
}

/** Larger ones are not kept, in UTF-16 code units of JSON. */
export const RESOURCE_LIMIT = 100_000;

/** Types the desk writes: without a version it could not say what a change is based on. */
const VERSIONED = new Set(['Appointment', 'Task']);

export function readEnvelope(body: unknown): Reading<Envelope> {
  const read = envelope(body);
  if (read instanceof Wrong) return unusable('malformed', read.path || 'not a resource');
  const { resourceType: type, id, meta } = read;
  if (VERSIONED.has(type) && !meta?.versionId) return unusable('malformed', 'meta.versionId');
  return {
    ok: true,
    value: {
      type,
      id,
      versionId: meta?.versionId || fingerprint(body),
      lastUpdated: meta?.lastUpdated ?? '',
      commandTags: (meta?.tag ?? []).flatMap(({ system, code }) =>
        system === 'urn:reslot:command' && code ? [code] : [],
      ),
      body,
    },
  };
}

/** Stands for a version where the server gives none, and for an id where a resource has none. Of what is nested without measure its outside counts. */
export const fingerprint = (body: unknown): string =>
  createHash('sha256')
    .update(textOf(body) ?? textOf(simpleMembers(body)) ?? '')
    .digest('hex')
    .slice(0, 16);
