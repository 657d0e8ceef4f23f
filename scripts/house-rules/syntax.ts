import { parseSync } from 'vite';

/** A node of an ESTree. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Every node of a TypeScript source. Throws when it cannot be parsed. */
export function* nodesOf(file: string, source: string): Generator<Node> {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`);
  yield* below(program);
}

function* below(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* below(item);
  } else if (isNode(value)) {
    yield value;
    for (const [key, child] of Object.entries(value)) if (key !== 'parent') yield* below(child);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** What an import, an export from or a dynamic import names, or `null` for any other node. */
export function importedBy(node: Node): string | null {
  const imports = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression'];
  if (!imports.includes(node.type)) return null;
  const { source } = node;
  if (typeof source !== 'object' || source === null || !('value' in source)) return null;
  return typeof source.value === 'string' ? source.value : null;
}
