import { z } from 'zod';
import type { Changes } from '../../src-shared/domain/changes.ts';

// Written by the decision's transaction alone, as the domain made it: the outline is checked, not every field.
const outline = z.custom<Changes>(
  (value) =>
    z
      .object({
        command: z.string(),
        at: z.number(),
        request: z.object({ id: z.string(), status: z.object({ state: z.string() }) }).nullable(),
        appointments: z.array(z.object({ id: z.string(), start: z.number(), end: z.number() })),
      })
      .safeParse(value).success,
);

/** The appointment a decision is about: the request's, or the one it changes; `thread` where it changes none. */
export function appointmentOfDecision({
  changes_json,
  thread,
}: {
  readonly changes_json: string;
  readonly thread: string;
}): string {
  const { request, appointments } = parseChanges(changes_json);
  return request?.appointmentId ?? appointments[0]?.id ?? thread;
}

/** From `outbox.changes_json`. Throws when it is not `Changes`. */
export const parseChanges = (json: string): Changes => outline.parse(JSON.parse(json));
