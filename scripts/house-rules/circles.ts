/** The circles of a graph: sets of nodes each of which leads to each other one. Tarjan's algorithm. */
export function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const indices = new Map<string, number>();
  const path: string[] = [];
  const found: string[][] = [];

  function visit(node: string): number {
    const index = indices.size;
    indices.set(node, index);
    let low = index;
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      const seen = indices.get(next);
      if (seen === undefined) low = Math.min(low, visit(next));
      else if (path.includes(next)) low = Math.min(low, seen);
    }
    if (low === index) {
      const circle = path.splice(path.indexOf(node));
      if (circle.length > 1) found.push(circle.sort());
    }
    return low;
  }

  for (const node of graph.keys()) if (!indices.has(node)) visit(node);
  return found;
}

/** The same graph with every node in its room; what stays within a room is left out. */
export function between(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  roomOf: (node: string) => string,
): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const node of graph.keys()) rooms.set(roomOf(node), new Set());
  for (const [node, targets] of graph) {
    for (const target of targets) {
      if (graph.has(target) && roomOf(target) !== roomOf(node)) rooms.get(roomOf(node))?.add(roomOf(target));
    }
  }
  return rooms;
}
