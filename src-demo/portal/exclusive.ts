/** Runs pieces of work one after the other, in the order they came. */
export type Exclusive = <T>(work: () => Promise<T> | T) => Promise<T>;

/** A new queue: what is given to it never overlaps, and a failure holds nothing up. */
export function createExclusive(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
