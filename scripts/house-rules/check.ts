/** The rules of this project that no general linter knows: who may import whom, and where time comes from. */
import { clockRefusal } from './clock-rules.ts';
import { importRefusal } from './import-rules.ts';
import { importedBy, nodesOf } from './syntax.ts';

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** `file` is a path from the project's root, with forward slashes. */
export function violations(file: string, source: string): Violation[] {
  const found: Violation[] = [];
  for (const node of nodesOf(file, source)) {
    const specifier = importedBy(node);
    const refused = specifier === null ? null : importRefusal(file, specifier);
    const why = refused === null ? clockRefusal(file, node) : `imports ${specifier}: ${refused}`;
    if (why) found.push({ file, line: source.slice(0, node.start).split('\n').length, why });
  }
  return found;
}
