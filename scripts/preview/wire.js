// What crosses between the page and the main process, as JSON text: plain objects, arrays, strings, finite numbers,
// booleans, null and undefined. Electron's structured clone carries more; whatever is more is refused here, loudly.
// Plain JavaScript: the page loads this very file.

/** @param {unknown} value @returns {string} */
export function encode(value) {
  return JSON.stringify(pack(value, 0));
}

/** @param {string} text @returns {unknown} */
export function decode(text) {
  return unpack(JSON.parse(text));
}

function pack(value, depth) {
  if (depth > 100) throw new TypeError('An object could not be cloned: too deep');
  if (value === undefined) return { $: 'undefined' };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    return { $: 'number', value: String(value) };
  }
  if (Array.isArray(value)) return value.map((item) => pack(item, depth + 1));
  if (typeof value === 'object') {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null) {
      return {
        $: 'object',
        entries: Object.entries(value).map(([key, item]) => [key, pack(item, depth + 1)]),
      };
    }
  }
  throw new TypeError('An object could not be cloned by the preview');
}

function unpack(value) {
  if (Array.isArray(value)) return value.map(unpack);
  if (value === null || typeof value !== 'object') return value;
  if (value.$ === 'undefined') return undefined;
  if (value.$ === 'number') return Number(value.value);
  return Object.fromEntries(value.entries.map(([key, item]) => [key, unpack(item)]));
}
