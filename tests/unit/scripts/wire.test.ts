import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../scripts/preview/wire.js';

describe('what crosses between page and main process', () => {
  it('arrives as it was, undefined and all', () => {
    const value = {
      a: undefined,
      b: [undefined, null, 1, 'x', true],
      c: { $: 'undefined' },
      d: [Number.NaN, -0 + 1],
    };
    expect(decode(encode(value))).toEqual(value);
    expect(Object.keys(decode(encode(value)) as object)).toEqual(['a', 'b', 'c', 'd']);
    expect(decode(encode(undefined))).toBeUndefined();
  });

  it('arrives as it was, whatever it is', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: false }).filter((number) => !Object.is(number, -0)),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          tie('tree'),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
  ])('%s is refused, as the preview cannot carry it', (_name, value) => {
    expect(() => encode({ value })).toThrow('could not be cloned');
  });

  it('a circle is refused', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => encode(circle)).toThrow('could not be cloned');
  });
});
