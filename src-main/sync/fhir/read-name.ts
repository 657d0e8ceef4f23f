import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { boundsOf, holdsAt } from './period.ts';
import type * as schemas from './schemas.ts';
import type { ShapeOf } from './shape.ts';
import { oneLine, shortened } from './text.ts';

type HumanName = ShapeOf<typeof schemas.humanName>;

/** How somebody is called. `name` is as shown, the others are what it is sorted and searched by. */
export interface CalledAs {
  readonly name: string;
  readonly familyName: string;
  readonly givenName: string;
}

/** What is longer is cut: a name is for people to read, and the longest that people bear come to some 200. */
const LONGEST = 300;

/** In the order in which one is taken for the other (https://hl7.org/fhir/R4/valueset-name-use.html). */
const USES: readonly (string | undefined)[] = [
  'official',
  'usual',
  undefined,
  'temp',
  'nickname',
  'anonymous',
];

/**
 * The name that somebody goes by at `now`: one that is in use (not `old` or `maiden`, within its `period`), official before usual
 * before any other. Where none is in use, whichever there is.
 */
export function readName(names: readonly HumanName[], now: EpochMs): CalledAs {
  const said = names.filter((name) => calledAs(name).name !== '');
  const current = said.filter(
    ({ use, period }) => use !== 'old' && use !== 'maiden' && holdsAt(boundsOf(period), now),
  );
  const byUse = USES.flatMap((use) => current.find((name) => name.use === use) ?? []);
  return calledAs(byUse[0] ?? current[0] ?? said.find(({ use }) => use !== 'old') ?? said[0]);
}

/** As its `text` says, which is how it is to be displayed (https://hl7.org/fhir/R4/datatypes.html#HumanName); else of its parts. */
function calledAs(name: HumanName | undefined): CalledAs {
  const joined = (parts: readonly string[]): string => parts.map(oneLine).filter(Boolean).join(' ');
  const { prefix = [], given = [], family = '', suffix = [], text = '' } = name ?? {};
  const [familyName, givenName] = [joined([family]), joined(given)];
  const shown =
    familyName === '' && givenName === '' ? '' : joined([...prefix, givenName, familyName, ...suffix]);
  return {
    name: shortened(oneLine(text) || shown, LONGEST),
    familyName: shortened(familyName, LONGEST),
    givenName: shortened(givenName, LONGEST),
  };
}
