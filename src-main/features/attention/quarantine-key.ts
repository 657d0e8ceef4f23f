/** A quarantined resource's id in the window: `Task/123`. */
export const quarantineKey = {
  write: ({ type, id }: { readonly type: string; readonly id: string }): string => `${type}/${id}`,
  /** `null` when it is none. */
  read(key: string): { readonly type: string; readonly id: string } | null {
    const slash = key.indexOf('/');
    return slash < 1 ? null : { type: key.slice(0, slash), id: key.slice(slash + 1) };
  },
};
