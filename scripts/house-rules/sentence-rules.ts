import type { Node } from './syntax.ts';

/** Where the words stand that a person reads; the demo clinic beside the program speaks for itself. */
const SPEAKS = /^src-shared\/text\//;
/** Words for other readers: what a practice starts with is its own to change, and what another system is told is data. */
const EXCEPT: readonly RegExp[] = [
  /^src-shared\/domain\/default-rules\.ts$/,
  // The reason phrases of HTTP, and a word of Chromium's that is compared.
  /^src-main\/shell\/(app-response|sheet-printer)\.ts$/,
  // For the log of who looks after the computer.
  /^src-main\/adapters\/(signature-answer|update-signature)\.ts$/,
  // The sender of the demo clinic, whose words its package alone would have.
  /^src-main\/ports\.ts$/,
  // The text of a FHIR CodeableConcept.
  /^src-main\/sync\/fhir\//,
];
/** A capital and more than one word, or four words in a row: what nobody but a person reads has no such shape. */
const SENTENCE = /(^|[.:!?] )\s*[A-Z][a-z’']+( [A-Za-z’'&-]+[,:.?!…]?)+|(?<![\w-])[a-z’']+( [a-z’']+){3,}/;
const SQL = /\b(select|insert into|create table) /i;

/** Why `node` is a sentence that stands in the wrong place, or `null`. */
export function sentenceRefusal(file: string, node: Node): string | null {
  if (!/^src-(main|renderer|shared)\//.test(file) || SPEAKS.test(file)) return null;
  if (EXCEPT.some((path) => path.test(file))) return null;
  const text = textOf(node);
  if (text === null || !SENTENCE.test(text) || SQL.test(text)) return null;
  return `“${text.trim()}” is for a person to read: sentences stand in src-shared/text`;
}

/** What puts a value into a language's words, numbers or order. */
const FORMATS =
  /^(Intl\.\w+(Format|Names|Rules)|Intl\.Collator)$|\.(toLocale(Date|Time)?String|localeCompare)$/;

/** Why `node` formats in the wrong place, or `null`. `isZone` makes a format only to see whether there is such a zone. */
export function formatRefusal(file: string, node: Node): string | null {
  if (!/^src-(main|renderer|shared)\//.test(file) || SPEAKS.test(file)) return null;
  if (file === 'src-shared/domain/time.ts' || node.type !== 'MemberExpression' || node.computed === true)
    return null;
  const name = `${nameOf(node.object)}.${nameOf(node.property)}`;
  return FORMATS.test(name) ? `${name} speaks a language: formats stand in src-shared/text` : null;
}

/** `new Error(…)`, or one of its kinds. */
export function isThrown({ type, callee }: Node): boolean {
  return type === 'NewExpression' && nameOf(callee).endsWith('Error');
}

function nameOf(callee: unknown): string {
  if (typeof callee !== 'object' || callee === null || !('name' in callee)) return '';
  return typeof callee.name === 'string' ? callee.name : '';
}

function textOf({ type, value }: Node): string | null {
  if (type === 'JSXText' || type === 'Literal') return typeof value === 'string' ? value : null;
  if (type !== 'TemplateElement' || typeof value !== 'object' || value === null) return null;
  return 'raw' in value && typeof value.raw === 'string' ? value.raw : null;
}
