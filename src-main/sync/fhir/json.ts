/** A JSON object of which only some members are known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The elements that are objects; nothing when it is no array. */
export const objectsOf = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Without the members of these names, and without those that are `undefined`. */
export function without(object: JsonObject, names: readonly string[] = []): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name, value]) => value !== undefined && !names.includes(name)),
  );
}

/** As JSON text, empty where it has none; null where it is nested deeper than the stack lets it be written. */
export function textOf(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? '';
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Its members that hold nothing within, and those of its `meta`. */
export function simpleMembers(value: unknown): JsonObject {
  if (!isObject(value)) return {};
  const simple = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).filter(([, one]) => typeof one !== 'object'));
  return isObject(value.meta) ? { ...simple(value), meta: simple(value.meta) } : simple(value);
}
