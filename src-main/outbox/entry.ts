import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Changes } from '../../src-shared/domain/changes.ts';
import { COMMANDS, isCommandType } from '../../src-shared/domain/command-rules.ts';
import type { OutboxTable } from '../db/schema/outbox.ts';
import { type Correction, correction } from './correction.ts';
import { EMPTY_SNAPSHOT, type Snapshot, snapshotSchema } from './snapshot.ts';
import { type WriteStep, writePlan } from './write-step.ts';

/** A row of the outbox. Its JSON is for `readEntry` alone. */
export type OutboxRow = Selectable<OutboxTable>;

type JsonColumn = 'command_json' | 'changes_json' | 'plan_json' | 'before_json';

/** A decision as it stands in the outbox. */
export interface OutboxEntry extends Omit<OutboxRow, JsonColumn> {
  /** What was given. Its type may be one that only another version knows. */
  readonly command: StoredCommand;
  /** Where it corrects an address: how. Null for every other decision. */
  readonly correction: Correction | null;
  readonly changes: Changes;
  /** What is written to the portal, and on which versions; empty where there is nothing to tell it. */
  readonly plan: readonly WriteStep[];
  /** What an undo puts back. */
  readonly before: Snapshot;
  /** False where part of it cannot be read: that stands here empty. Nothing of it may leave, and nothing can be put back. */
  readonly isReadable: boolean;
}

const storedCommand = z.looseObject({ type: z.string() });
type StoredCommand = z.infer<typeof storedCommand>;

// Written by the decision's transaction alone, as the domain made it: the outline is checked, not every field.
const outlineOfChanges = z.object({
  command: z.string(),
  at: z.number(),
  request: z.object({ id: z.string(), status: z.object({ state: z.string() }) }).nullable(),
  appointments: z.array(z.object({ id: z.string(), start: z.number(), end: z.number() })),
});
const storedChanges = z.custom<Changes>((value) => outlineOfChanges.safeParse(value).success);

/** What a decision changes that is about a patient alone: neither a request nor an appointment. */
export const nothingChanges = (command: Changes['command'], at: Changes['at']): Changes => ({
  command,
  at,
  request: null,
  appointments: [],
  email: null,
  override: null,
  words: null,
});

/** The one place where a row's JSON is parsed. Never throws. */
export function readEntry(row: OutboxRow): OutboxEntry {
  const { command_json, changes_json, plan_json, before_json, ...columns } = row;
  const command = read(command_json, storedCommand);
  const changes = read(changes_json, storedChanges);
  const plan = read(plan_json, writePlan);
  const before = read(before_json, snapshotSchema);
  const corrected = correction.safeParse(command);
  return {
    ...columns,
    command: command ?? { type: 'unreadable' },
    correction: corrected.success ? corrected.data : null,
    changes: changes ?? nothingChanges('resend-email', row.created_ms),
    plan: plan ?? [],
    before: before ?? EMPTY_SNAPSHOT,
    isReadable: command !== null && changes !== null && plan !== null && before !== null,
  };
}

function read<T>(json: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

/** The appointment a decision is about: the request's, or the one it changes; its ordering key where it changes none. */
export function appointmentOfDecision({
  changes,
  ordering_key,
}: Pick<OutboxEntry, 'changes' | 'ordering_key'>): string {
  return changes.request?.appointmentId ?? changes.appointments[0]?.id ?? ordering_key;
}

/** Given by somebody at the desk: not by the policy, by the clock, or by the patient through the portal. */
export const isByReceptionist = ({ command }: Pick<OutboxEntry, 'command'>): boolean =>
  !isCommandType(command.type) || COMMANDS[command.type].by === 'receptionist';
