import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialsLike, namedAs, spelledAlike } from '../../../src-shared/domain/similar-names.ts';

describe('names spelled alike', () => {
  it.each([
    ['Gonzales', 'González'],
    ['GONZALEZ', 'gonzales'],
    ['Catherine', 'Katherine'],
    ['Stephen', 'Steven'],
    ['Meyer', 'Meier'],
    ['Schmidt', 'Schmitt'],
    ['Jon', 'John'],
    ['Müller', 'Muller'],
    ['Strauß', 'Strauss'],
    ['Sørensen', 'Sorensen'],
    ['Zoe', 'Soe'],
    ['Nguyen', 'Ngyuen'],
  ])('%s is %s', (one, other) => {
    expect(spelledAlike(one, other)).toBe(true);
    expect(spelledAlike(other, one)).toBe(true);
    expect(initialsLike(one).some((initial) => initialsLike(other).includes(initial))).toBe(true);
  });

  it.each([
    ['Li', 'Lee'],
    ['Ema', 'Mira'],
    ['Smith', 'Jones'],
    ['Martin', 'Marquez'],
    ['Anna', 'Hanna'],
    ['', ''],
    ['Kim', 'Jim'],
  ])('%s is not %s', (one, other) => {
    expect(spelledAlike(one, other)).toBe(false);
  });

  it('go both ways, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(spelledAlike(one, other)).toBe(spelledAlike(other, one));
      }),
    );
  });
});

describe('a name as the portal gives it', () => {
  it.each([
    ['Maria Gonzales', 'Maria', 'Gonzales'],
    ['Gonzales, Maria', 'Maria', 'Gonzales'],
    ['Ms. Maria Elena Gonzales', 'Maria', 'Elena Gonzales'],
    ['Robin Quill Sr', 'Robin', 'Quill'],
    ['Madonna', '', 'Madonna'],
    ['  ', '', ''],
  ])('%s', (text, givenName, familyName) => {
    expect(namedAs(text)).toEqual({ givenName, familyName });
  });
});
