import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

function all(node: Node, name: string): Node[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap((child) => all(child, name)) : [];
  return node.nodeName === name ? [node, ...below] : below;
}

function words(node: Node): string {
  if (node.nodeName === 'style' || node.nodeName === 'title') return '';
  if (node.nodeName === 'br') return ' ';
  if ('value' in node && node.nodeName === '#text') return node.value.replaceAll('\u00a0', ' ');
  return 'childNodes' in node ? node.childNodes.map(words).join('') : '';
}

/** The words of a document, without its style sheet. */
export const textOf = (html: string): string => words(parse(html));

/** Tables, rows, cells. */
export const cellsOf = (html: string): string[][][] =>
  all(parse(html), 'table').map((table) =>
    all(table, 'tr').map((tr) => [...all(tr, 'th'), ...all(tr, 'td')].map((cell) => words(cell).trim())),
  );
