/**
 * One section of the practice's settings at one desk, and what becomes of it: pure rules. The portal's copy is the practice's. What
 * is saved here counts at this desk until the portal has it; where somebody else was faster, theirs counts and ours is kept until a
 * person chooses.
 */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { mergedBlocks } from './blocked-time.ts';
import { type SectionValue, sectionValue } from './practice-sections.ts';

/** A section as the portal keeps it. */
export const sectionCopy = z.object({
  /** The id of the resource, and the version that was read. */
  portalId: z.string(),
  version: z.string(),
  /** `meta.lastUpdated` as sent: by the portal's clock. */
  lastUpdated: z.string(),
  deskId: z.string(),
  deskName: z.string(),
  /** Whose saves led to it, the newest first: by them a desk knows its own again, also beneath somebody else's. */
  writes: z.array(z.string()),
  value: sectionValue,
  /** Everything else of the resource, which goes back as it came. */
  rest: z.record(z.string(), z.unknown()),
});
export type SectionCopy = Infer<typeof sectionCopy>;

/** A section as it was saved at this desk, while the portal does not have it. */
export const ownSection = z.object({
  value: sectionValue,
  /** Names this save. */
  write: z.string(),
  /** The version of the copy it was made from; `null` when none was known. */
  basedOn: z.string().nullable(),
  /** `conflict`: somebody else saved another one first. `refused`: the portal does not take it. */
  standing: z.enum(['waiting', 'conflict', 'refused']),
  /** The portal's words where it refused. */
  detail: z.string(),
  /** Earlier saves of this desk, which may have arrived although nobody answered. */
  after: z.array(z.string()),
  /** The portal's copy it was made from, of a section that two desks may change at one time; see `together`. */
  base: sectionValue.optional(),
});
export type OwnSection = Infer<typeof ownSection>;

/** The newest version in the portal where it cannot be read: the last copy that could be goes on to count. */
export const unreadableSection = z.object({
  portalId: z.string(),
  version: z.string(),
  lastUpdated: z.string(),
  deskName: z.string(),
  /** `newer`: of a version of the program that this one does not know. */
  why: z.enum(['newer', 'broken']),
  rest: z.record(z.string(), z.unknown()),
});
export type UnreadableSection = Infer<typeof unreadableSection>;

export interface SectionState {
  readonly copy: SectionCopy | null;
  readonly own: OwnSection | null;
  readonly unreadable: UnreadableSection | null;
}

/** So many saves are remembered of a section. */
export const SAVES_KEPT = 20;

export const UNSHARED: SectionState = { copy: null, own: null, unreadable: null };

/** What counts at this desk; `null`: what has counted so far. */
export function valueInForce({ copy, own }: SectionState): SectionValue | null {
  if (own?.standing === 'waiting') return own.value;
  if (copy !== null) return copy.value;
  return own?.standing === 'refused' ? own.value : null;
}

/** The version a new save replaces: the newest in the portal. */
export const newestVersion = ({ copy, unreadable }: SectionState): string | null =>
  unreadable?.version ?? copy?.version ?? null;

/** The portal shows this copy, which is not older than the one before. */
export function seenInPortal(state: SectionState, copy: SectionCopy): SectionState {
  return { copy, own: stillOwn(state.own, copy), unreadable: null };
}

/** Ours has arrived where its save is among those that led to the copy, or where the copy says the same. */
function stillOwn(own: OwnSection | null, copy: SectionCopy): OwnSection | null {
  if (own === null || copy.writes.includes(own.write)) return null;
  if (sameValue(own.value, copy.value) && !mayBeOvertakenByItself(own, copy)) return null;
  if (own.basedOn === copy.version) return own;
  const [newest] = copy.writes;
  if (newest !== undefined && own.after.includes(newest))
    return { ...own, ...baseOf(own.value, null, copy), basedOn: copy.version };
  const both = together(own, copy.value);
  if (both === null) return { ...own, standing: 'conflict', detail: '' };
  if (sameValue(both, copy.value)) return null;
  return { ...own, value: both, base: copy.value, basedOn: copy.version, standing: 'waiting', detail: '' };
}

/**
 * What was saved here takes back an earlier save, which may still be on its way to the portal and would arrive after it: the portal has to
 * have another version than the one both are based on, on which that one fails.
 */
const mayBeOvertakenByItself = (own: OwnSection, copy: SectionCopy): boolean =>
  own.after.length > 0 && own.basedOn === copy.version;

/**
 * What was saved here and what somebody else has saved, where both can count: of blocked time, each block by itself. `null`: a person
 * chooses between the two.
 */
function together(own: OwnSection, theirs: SectionValue): SectionValue | null {
  if (own.value.blocks === undefined || theirs.blocks === undefined) return null;
  const base = own.base?.blocks ?? [];
  return { blocks: mergedBlocks(base, own.value.blocks, theirs.blocks, own.write) };
}

/** What a save is based on, where that is needed to put two together. */
const baseOf = (
  value: SectionValue,
  own: OwnSection | null,
  copy: SectionCopy | null,
): Partial<OwnSection> => {
  const base = own === null ? copy?.value : own.base;
  return value.blocks === undefined || base === undefined ? {} : { base };
};

/** The newest version in the portal cannot be read: what was saved here was not based on it. */
export function unreadableInPortal(state: SectionState, unreadable: UnreadableSection): SectionState {
  const { own } = state;
  if (own === null || own.basedOn === unreadable.version) return { ...state, unreadable };
  return { ...state, own: { ...own, standing: 'conflict', detail: '' }, unreadable };
}

/**
 * Somebody saves the section at the desk `deskId`. `seen`: the version in the portal that they saw then; another one that has come
 * between what they saw and their click is no other where this desk has saved it.
 */
export function savedHere(
  state: SectionState,
  save: Pick<OwnSection, 'value' | 'write'>,
  seen: string | null,
  deskId: string,
): SectionState {
  const { copy, own } = state;
  const newest = newestVersion(state);
  const isOvertaken = newest !== seen && !(state.unreadable === null && copy?.deskId === deskId);
  // An earlier save that waits may be on its way: only a later one takes it back.
  const isOnItsWay = own?.standing === 'waiting';
  if (copy !== null && state.unreadable === null && !isOnItsWay && sameValue(save.value, copy.value))
    return { ...state, own: null };
  return {
    ...state,
    own: {
      ...save,
      basedOn: isOvertaken ? seen : newest,
      standing: isOvertaken ? 'conflict' : 'waiting',
      detail: '',
      after: earlierSaves(own),
      ...baseOf(save.value, own, copy),
    },
  };
}

const earlierSaves = (own: OwnSection | null): string[] =>
  own === null ? [] : [own.write, ...own.after].slice(0, SAVES_KEPT);

/** A person keeps what counts; what was saved here is let go. */
export const theirsChosen = (state: SectionState): SectionState => ({ ...state, own: null });

/**
 * A person wants what was saved here to count everywhere: a new save. `seen`: the version in the portal that they saw; where it is
 * another by now, they have to look again.
 */
export function mineChosen(state: SectionState, write: string, seen: string | null): SectionState {
  const { own } = state;
  if (own === null || seen !== newestVersion(state)) return state;
  return {
    ...state,
    own: {
      ...own,
      write,
      basedOn: seen,
      standing: 'waiting',
      detail: '',
      after: earlierSaves(own),
    },
  };
}

/** The portal does not take what was saved here, for a reason of its own. */
export function refusedByPortal(state: SectionState, write: string, detail: string): SectionState {
  const { own } = state;
  return own?.write === write ? { ...state, own: { ...own, standing: 'refused', detail } } : state;
}

/** The resource a save was based on is not in the portal any more: it is created anew. */
export function goneFromPortal(state: SectionState): SectionState {
  const { own } = state;
  return { copy: null, own: own && { ...own, basedOn: null }, unreadable: null };
}

/**
 * The portal was put back to an older copy. What was saved at this desk since is not lost: a person chooses.
 */
export function putBackInPortal(state: SectionState, copy: SectionCopy, deskId: string): SectionState {
  return seenInPortal({ ...state, own: state.own ?? ownOf(state.copy, deskId, 'conflict') }, copy);
}

/** The desk is connected with another portal: a copy belongs to the one it came from, what was saved here to the desk. */
export function atAnotherPortal(state: SectionState, deskId: string): SectionState {
  const own = state.own ?? ownOf(state.copy, deskId, 'waiting');
  if (own === null) return UNSHARED;
  const standing = own.standing === 'refused' ? 'waiting' : own.standing;
  return { copy: null, own: { ...own, basedOn: null, standing, detail: '' }, unreadable: null };
}

/** What this desk itself has put in the portal. */
function ownOf(
  copy: SectionCopy | null,
  deskId: string,
  standing: OwnSection['standing'],
): OwnSection | null {
  const [write] = copy?.writes ?? [];
  if (copy === null || write === undefined || copy.deskId !== deskId) return null;
  return { value: copy.value, write, basedOn: copy.version, standing, detail: '', after: [] };
}

/** JSON values alike, whatever the order of their members. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length &&
    left.every(([name, value]) => name in b && sameValue(value, Reflect.get(b, name)))
  );
}
