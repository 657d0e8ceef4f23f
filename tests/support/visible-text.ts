import { type DefaultTreeAdapterTypes, type ParserError, parse } from 'parse5';

const BLOCKS = new Set(['p', 'h1', 'div', 'table', 'tr', 'body', 'td']);

type Node = DefaultTreeAdapterTypes.Node;

/** What somebody sees of an HTML document: its lines of text, in order, without empty ones; and what the parser found wrong. */
export function visibleText(html: string): {
  readonly lines: readonly string[];
  readonly errors: readonly ParserError[];
} {
  const errors: ParserError[] = [];
  const document = parse(html, { onParseError: (error) => errors.push(error) });
  const lines: string[] = [''];
  const add = (text: string): void => {
    lines.push(`${lines.pop() ?? ''}${text}`);
  };
  const walk = (node: Node): void => {
    if ('value' in node && node.nodeName === '#text') add(node.value.replace(/\n/g, ''));
    const name = node.nodeName;
    if (name === 'head') return;
    if (name === 'br' || (BLOCKS.has(name) && name !== 'td')) lines.push('');
    if (name === 'td') add(' ');
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
    if (BLOCKS.has(name) && name !== 'td') lines.push('');
  };
  walk(document);
  return { lines: lines.map((line) => line.trim()).filter((line) => line !== ''), errors };
}

/** Every element of a document with its attributes, depth first. */
export function elements(
  html: string,
): readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const walk = (node: Node): void => {
    if ('attrs' in node)
      found.push({
        name: node.nodeName,
        attributes: Object.fromEntries(node.attrs.map((a) => [a.name, a.value])),
      });
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  walk(parse(html));
  return found;
}
