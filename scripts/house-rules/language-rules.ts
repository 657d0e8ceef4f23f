import type { Node } from './syntax.ts';

/** The words of the language that is spoken, which may become another one while the program runs. */
const WORDS = /from '[./]+(src-shared\/)?text(\/text)?\.ts'/;

/** Whether a file reads them. */
export const readsWords = (file: string, source: string): boolean =>
  !/^src-shared\/text\/..\//.test(file) && WORDS.test(source);

/** Whether what stands in `node` is read only when it is called. */
export const isDeferred = ({ type }: Node): boolean =>
  ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(type);

/** Why `node`, which runs when its file is loaded, keeps a word; or `null`. */
export function keptWordRefusal({ type, object, init }: Node): string | null {
  const keeps = (type === 'MemberExpression' && isT(object)) || (type === 'VariableDeclarator' && isT(init));
  return keeps ? 'keeps a word of the language spoken at the start: read it where it is shown' : null;
}

const isT = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && 'name' in node && node.name === 't';
