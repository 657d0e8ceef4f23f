import type { z } from 'zod';

/** What a schema lets through, for reading only, to its depth: nobody changes what somebody else also holds. */
export type Infer<S extends z.ZodType> = ReadOnly<z.output<S>>;

type ReadOnly<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : { readonly [K in keyof T]: ReadOnly<T[K]> };
