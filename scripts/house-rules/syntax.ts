import { parseSync } from 'vite';

/** A node of an ESTree. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Every node of a TypeScript source, in its order. Throws when it cannot be parsed. */
export function nodesOf(file: string, source: string): readonly Node[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`);
  const nodes: Node[] = [];
  collect(program, nodes);
  return nodes;
}

function collect(value: unknown, nodes: Node[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, nodes);
  } else if (isNode(value)) {
    nodes.push(value);
    for (const key in value) if (key !== 'parent') collect(value[key], nodes);
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
