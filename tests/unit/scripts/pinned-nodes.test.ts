import { expect, it } from 'vitest';
import { isNewEnough } from '../../../scripts/lib/node-runtime.mjs';
import { lockOf, NODE_24, NODE_26 } from '../../../scripts/lib/pinned-nodes.mjs';

it('a Node that is brought is named by its exact version and the hash of its archive', () => {
  expect(Object.keys(NODE_24)).toEqual(Object.keys(NODE_26));
  for (const pinned of [NODE_24, NODE_26].flatMap(Object.values)) {
    expect(pinned.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(isNewEnough(pinned.version)).toBe(true);
    // 64 bytes in base64.
    expect(pinned.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    const { [`node_modules/${pinned.name}`]: locked, ...others } = lockOf(pinned).packages;
    expect(locked).toEqual({ version: pinned.version, integrity: pinned.integrity });
    expect(Object.keys(others)).toEqual(['']);
  }
});
