import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decidedBy } from '../../../src-main/sync/fhir/decided-by.ts';
import type { Envelope } from '../../../src-main/sync/fhir/read-envelope.ts';
import { deskThatWrote } from '../../../src-main/sync/who-decided.ts';

/** How a server keeps tags: as they are sent, or together with those of the versions before. */
type Tags = 'replaced' | 'merged';
/** A desk's decision; another program's change that leaves what it does not know; one that writes the resource anew. */
type Write = { readonly desk: string } | 'around' | 'anew';

const write = (earlier: readonly Envelope[], how: Write, tags: Tags): Envelope => {
  const before = earlier.at(-1);
  const number = earlier.length + 1;
  const decision = `decision-${number}`;
  const kept = how === 'anew' ? [] : (before?.commandTags ?? []);
  const sent = typeof how === 'object' ? [decision] : kept;
  const body = typeof how === 'object' ? { extension: decidedBy([], { desk: how.desk, decision }) } : {};
  return {
    type: 'Appointment',
    id: 'visit-1',
    versionId: String(number),
    lastUpdated: '',
    commandTags: tags === 'merged' ? [...new Set([...(before?.commandTags ?? []), ...sent])] : sent,
    body: how === 'around' ? before?.body : body,
  };
};

const writes = fc.array(
  fc.oneof(
    fc.record({ desk: fc.constantFrom('Desk 1', 'Desk 2') }),
    fc.constantFrom<Write>('around', 'anew'),
  ),
  { minLength: 2, maxLength: 8 },
);

test.each<Tags>(['replaced', 'merged'])(
  'a version is a desk’s where its decision wrote it, and nobody’s where another changed it since (tags %s)',
  (tags) => {
    fc.assert(
      fc.property(writes, fc.constantFrom('kept', 'none', 'backwards'), (all, histories) => {
        const versions: Envelope[] = [];
        for (const how of all) versions.push(write(versions, how, tags));
        const newest = versions.at(-1);
        const base = versions.at(-2);
        const last = all.at(-1);
        if (!newest || !base) throw new Error('no versions');
        const kept = { kept: versions.toReversed(), none: [], backwards: versions }[histories];
        const wrote = typeof last === 'object' ? last.desk : null;
        // A server that keeps no history, or tells it the other way round: the version that was known tells it.
        expect(deskThatWrote(newest, kept, base)).toBe(wrote);
      }),
    );
  },
);

test('where versions in between are not known, nobody is named', () => {
  const versions: Envelope[] = [];
  for (const how of [{ desk: 'Desk 1' }, { desk: 'Desk 2' }, 'around'] as const)
    versions.push(write(versions, how, 'merged'));
  const [first, second, third] = versions;
  if (!first || !second || !third) throw new Error('no versions');
  expect(deskThatWrote(third, [], first)).toBeNull();
  expect(deskThatWrote(second, [], null)).toBeNull();
  // Names that are no numbers do not tell what lies between.
  const named = { ...second, versionId: 'b' };
  expect(deskThatWrote(named, [], { ...first, versionId: 'a' })).toBeNull();
  expect(deskThatWrote(named, [named, { ...first, versionId: 'a' }], null)).toBe('Desk 2');
});

test('the first version there is tells by itself, and no later one does', () => {
  const first = write([], { desk: 'Desk 1' }, 'replaced');
  expect(deskThatWrote(first, [], null)).toBe('Desk 1');
  expect(deskThatWrote({ ...first, versionId: '2' }, [], null)).toBe(null);
  expect(deskThatWrote({ ...first, versionId: 'a1' }, [], null)).toBe(null);
});
