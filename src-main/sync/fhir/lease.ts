import { isDeepStrictEqual } from 'node:util';
import type { DeskLease } from '../../../src-shared/domain/desk-lease.ts';
import { nameOfOther } from '../../../src-shared/domain/desk-name.ts';
import { COMMAND_SYSTEM, OPEN_ON_EXTENSION } from './codes.ts';
import { isNamedInWords, ownerAfter } from './decided-by.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { isObject, type JsonObject, objectsOf, without } from './json.ts';

/** The lease a Task carries, ended or not; null where it carries none that can be read, or is open to nobody's work any more. */
export function leaseIn(task: unknown): DeskLease | null {
  if (!isObject(task) || task.status !== 'in-progress') return null;
  const parts = objectsOf(objectsOf(task.extension).find(isLease)?.extension);
  const part = (url: string): JsonObject => parts.find((one) => one.url === url) ?? {};
  const desk = nameOfOther(part('desk').valueString);
  const deskId = part('desk-id').valueString;
  const end = part('until').valueInstant;
  const until = typeof end === 'string' ? parseInstant(end) : null;
  return desk === null || typeof deskId !== 'string' || until === null ? null : { deskId, desk, until };
}

/** A Task on which a lease may be written: an open one, unless another program is at work on it. */
export const isLeasable = (task: JsonObject): boolean =>
  task.status === 'requested' || (task.status === 'in-progress' && objectsOf(task.extension).some(isLease));

/** The Task with this lease on it. Its tags stay: a lease is no decision. */
export const leased = (task: JsonObject, { deskId, desk, until }: DeskLease): JsonObject =>
  rewritten(task, {
    status: 'in-progress',
    owner: ownerAfter(task.owner, desk),
    extension: [
      ...(withoutLease(task.extension) ?? []),
      {
        url: OPEN_ON_EXTENSION,
        extension: [
          { url: 'desk', valueString: desk },
          { url: 'desk-id', valueString: deskId },
          { url: 'until', valueInstant: formatInstant(until) },
        ],
      },
    ],
  });

/** The Task with the lease given back. */
export const givenBack = (task: JsonObject): JsonObject =>
  rewritten(task, {
    status: 'requested',
    owner: ownerAfter(task.owner, null),
    extension: withoutLease(task.extension),
  });

/** The extensions of a Task but for a lease; `undefined` for none. */
export function withoutLease(extension: unknown): JsonObject[] | undefined {
  const others = objectsOf(extension).filter((one) => !isLease(one));
  return others.length === 0 ? undefined : others;
}

/**
 * Whether two versions of a Task say the same but for leases, and for what a server writes by itself. A version that a decision wrote is
 * told by its tag. A server may not keep extensions: an owner in words alone, and work that such an owner has begun, are a lease too.
 */
export const differByLeaseAlone = (one: unknown, other: unknown): boolean =>
  isObject(one) && isObject(other) && isDeepStrictEqual(bare(one), bare(other));

function bare(task: JsonObject): JsonObject {
  const isLeased = task.status === 'in-progress' && isAtDesk(task);
  const meta = isObject(task.meta) ? task.meta : {};
  const generated = isObject(task.text) && task.text.status === 'generated';
  return without(
    {
      ...task,
      status: isLeased ? 'requested' : task.status,
      owner: isNamedInWords(task.owner) ? undefined : task.owner,
      extension: withoutLease(task.extension),
      text: generated ? undefined : task.text,
      // What is compared of it: which decisions have written the Task.
      meta: objectsOf(meta.tag)
        .flatMap(({ system, code }) => (system === COMMAND_SYSTEM ? [String(code)] : []))
        .sort(),
    },
    ['lastModified'],
  );
}

/** A desk has it, or had it when it fell silent. */
const isAtDesk = (task: JsonObject): boolean =>
  objectsOf(task.extension).some(isLease) || isNamedInWords(task.owner);

/** Somebody who is no desk has begun with it: another program, or a person who uses one. */
export const isAtWorkElsewhere = (task: unknown): boolean =>
  isObject(task) && task.status === 'in-progress' && !isAtDesk(task);

const isLease = ({ url }: JsonObject): boolean => url === OPEN_ON_EXTENSION;

function rewritten(task: JsonObject, change: JsonObject): JsonObject {
  const meta = isObject(task.meta) ? without(task.meta, ['versionId', 'lastUpdated']) : {};
  const generated = isObject(task.text) && task.text.status === 'generated';
  return without(
    { ...task, ...change, meta: Object.keys(meta).length === 0 ? undefined : meta },
    generated ? ['text'] : [],
  );
}
