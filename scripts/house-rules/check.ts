/** The rules of this project that no general linter knows: who may import whom, where time comes from, where words stand. */
import { clockRefusal } from './clock-rules.ts';
import { importRefusal } from './import-rules.ts';
import { isDeferred, keptWordRefusal, readsWords } from './language-rules.ts';
import { formatRefusal, isThrown, sentenceRefusal } from './sentence-rules.ts';
import { importedBy, type Node, nodesOf } from './syntax.ts';

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** `file` is a path from the project's root, with forward slashes; `nodes` are those of `source`. */
export function violations(
  file: string,
  source: string,
  nodes: readonly Node[] = nodesOf(file, source),
): Violation[] {
  const found: Violation[] = [];
  // An error that is thrown is for whoever mends the program: its words, which stand up to here, are nobody's on the screen.
  let thrownUntil = 0;
  const speaks = readsWords(file, source);
  let deferredUntil = 0;
  for (const node of nodes) {
    if (isThrown(node)) thrownUntil = Math.max(thrownUntil, node.end);
    if (isDeferred(node)) deferredUntil = Math.max(deferredUntil, node.end);
    const specifier = importedBy(node);
    const refused = specifier === null ? null : importRefusal(file, specifier);
    const why =
      refused === null
        ? (clockRefusal(file, node) ??
          formatRefusal(file, node) ??
          (node.start < thrownUntil ? null : sentenceRefusal(file, node)) ??
          (speaks && node.start >= deferredUntil ? keptWordRefusal(node) : null))
        : `imports ${specifier}: ${refused}`;
    if (why) found.push({ file, line: source.slice(0, node.start).split('\n').length, why });
  }
  return found;
}
