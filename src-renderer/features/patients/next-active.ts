/** The option that a key moves to, one or ten up or down; `null` when the key does not move. */
export function nextActive(ids: readonly string[], active: string | null, key: string): string | null {
  const at = active === null ? -1 : ids.indexOf(active);
  switch (key) {
    case 'ArrowDown':
      return ids[Math.min(at + 1, ids.length - 1)] ?? null;
    case 'ArrowUp':
      return (at === -1 ? ids.at(-1) : ids[Math.max(at - 1, 0)]) ?? null;
    case 'PageDown':
      return ids[Math.min(at + 10, ids.length - 1)] ?? null;
    case 'PageUp':
      return ids[Math.max(at - 10, 0)] ?? null;
    default:
      return null;
  }
}
