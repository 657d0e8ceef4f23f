import type { Node } from './syntax.ts';

/** Where time and randomness come in through ports: everywhere but in the adapters, the demo clinic and one helper. */
function usesPorts(file: string): boolean {
  if (/^src-renderer\//.test(file)) return file !== 'src-renderer/api/clock.ts';
  return /^src-(main|shared)\//.test(file) && !/^src-main\/adapters\//.test(file);
}

/** Where even timers are the clock's. */
function usesPortTimers(file: string): boolean {
  return usesPorts(file) && /^src-(main|shared)\//.test(file) && !/^src-main\/shell\//.test(file);
}

const BANNED_MEMBERS = new Set(['Date.now', 'Math.random', 'performance.now', 'Temporal.Now']);
const TIMERS = new Set(['setTimeout', 'setInterval']);

/** What `node` does with the machine's clock or randomness, or `null`. */
export function clockRefusal(file: string, node: Node): string | null {
  if (!usesPorts(file)) return null;
  const member = memberName(node);
  if (member && BANNED_MEMBERS.has(member)) return `${member} is for adapters: use the Clock or Ids given`;
  if (isBareDate(node)) return 'the present instant is for adapters: use the Clock given';
  if (usesPortTimers(file) && node.type === 'CallExpression' && TIMERS.has(identifier(node.callee))) {
    return 'timers are for adapters: use Clock.after';
  }
  return null;
}

function memberName(node: Node): string | null {
  if (node.type !== 'MemberExpression' || node.computed === true) return null;
  const [object, property] = [identifier(node.object), identifier(node.property)];
  return object && property ? `${object}.${property}` : null;
}

/** `new Date()` and `Date()`: both read the clock. */
function isBareDate(node: Node): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false;
  if (identifier(node.callee) !== 'Date') return false;
  return node.type === 'CallExpression' || (Array.isArray(node.arguments) && node.arguments.length === 0);
}

function identifier(node: unknown): string {
  if (typeof node !== 'object' || node === null || !('type' in node) || !('name' in node)) return '';
  return node.type === 'Identifier' && typeof node.name === 'string' ? node.name : '';
}
