import { type DataKey, type EarlierKey, markOf } from '../data-key.ts';
import { sealBytes, unsealBytes } from '../sealed-bytes.ts';
import type { KeptKey } from './key-file.ts';

type Sealed = NonNullable<KeptKey['earlier']>[number];

const PURPOSE = 'reslot:earlier-data-key';

/** Nobody who can only write the file makes one needed again. */
const contextOf = (mark: string, needed: boolean): string => `${mark} ${needed ? 'needed' : 'settled'}`;

/** The keys before this one, as it gives them. */
export function earlierKeysOf({ earlier = [] }: KeptKey, key: DataKey): EarlierKey[] {
  return earlier.flatMap(({ mark, sealed, needed }): EarlierKey[] => {
    const bytes = unsealBytes(key, PURPOSE, sealed, contextOf(mark, needed));
    if (bytes === null) return [];
    const before: DataKey = { kind: key.kind, bytes };
    return markOf(before) === mark ? [{ key: before, needed }] : [];
  });
}

/** The same, for the file: only this key opens them. */
export const sealEarlierKeys = (key: DataKey, earlier: readonly EarlierKey[]): Sealed[] =>
  earlier.map(({ key: before, needed }) => {
    const mark = markOf(before);
    return { mark, sealed: sealBytes(key, PURPOSE, before.bytes, contextOf(mark, needed)), needed };
  });
