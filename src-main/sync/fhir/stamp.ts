import { COMMAND_SYSTEM } from './codes.ts';
import { isObject, type JsonObject, objectsOf, without } from './json.ts';

/**
 * The resource with the command's tag in place of any earlier command's. The server's own `meta` elements go: they describe
 * the version before. A narrative generated from the data before goes too.
 */
export function stamped(resource: JsonObject, outboxId: string): JsonObject {
  const meta = isObject(resource.meta) ? resource.meta : {};
  const tags = objectsOf(meta.tag).filter((tag) => tag.system !== COMMAND_SYSTEM);
  const generated = isObject(resource.text) && resource.text.status === 'generated';
  return {
    ...without(resource, generated ? ['text'] : []),
    meta: {
      ...without(meta, ['versionId', 'lastUpdated']),
      tag: [...tags, { system: COMMAND_SYSTEM, code: outboxId }],
    },
  };
}
