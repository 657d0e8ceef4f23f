import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  anything,
  array,
  boolean,
  integer,
  lenient,
  list,
  literal,
  number,
  object,
  optional,
  or,
  string,
  Wrong,
  where,
} from '../../../src-main/sync/fhir/shape.ts';

const shape = object({
  kind: literal('Visit'),
  code: where(string, (text) => text.length > 1),
  parts: array(object({ name: string, rank: optional(integer) })),
  size: lenient(number),
  names: list(object({ use: string, old: lenient(boolean) })),
  who: optional(or(object({ reference: string }), 'unreadable')),
  other: anything,
});

/** The same in the terms of a library. */
const schema = z.object({
  kind: z.literal('Visit'),
  code: z.string().min(2),
  parts: z.array(z.object({ name: z.string(), rank: z.number().int().optional() })),
  size: z.number().optional().catch(undefined),
  names: z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((item) => {
        const name = z
          .object({ use: z.string(), old: z.boolean().optional().catch(undefined) })
          .safeParse(item);
        return name.success ? [name.data] : [];
      }),
    ),
  who: z
    .union([z.undefined(), z.object({ reference: z.string() })])
    .catch('unreadable' as never)
    .optional(),
  other: z.unknown().optional(),
});

const any = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
const mostly = <T>(value: fc.Arbitrary<T>) => fc.oneof({ arbitrary: value, weight: 20 }, any);
const visit = mostly(
  fc.record(
    {
      kind: fc.oneof({ arbitrary: fc.constant('Visit'), weight: 6 }, fc.string()),
      code: mostly(fc.string({ minLength: 2 })),
      parts: mostly(
        fc.array(
          mostly(
            fc.record({ name: mostly(fc.string()), rank: mostly(fc.integer()) }, { requiredKeys: ['name'] }),
          ),
        ),
      ),
      size: mostly(fc.double()),
      names: mostly(fc.array(mostly(fc.record({ use: mostly(fc.string()), old: mostly(fc.boolean()) })))),
      who: mostly(fc.record({ reference: mostly(fc.string()) })),
      other: any,
    },
    { requiredKeys: ['kind', 'code', 'parts', 'names'] },
  ),
);

test('whatever is sent, what has the shape is read, and of what has not the first place is named', () => {
  let read = 0;
  fc.assert(
    fc.property(visit, (value) => {
      const mine = shape(value);
      const parsed = schema.safeParse(value);
      if (mine instanceof Wrong) expect(parsed.error?.issues[0]?.path.map(String).join('.')).toBe(mine.path);
      else {
        read += 1;
        expect(mine).toEqual(parsed.data);
      }
    }),
    { numRuns: 300 },
  );
  expect(read).toBeGreaterThan(20);
});
