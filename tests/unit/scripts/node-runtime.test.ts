import { expect, test } from 'vitest';
import { isNewEnough } from '../../../scripts/lib/node-runtime.mjs';

test.each([
  ['20.20.2', false],
  ['22.12.0', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.5.0', false],
  ['23.6.0', true],
  ['24.0.0', true],
  ['26.10.0', true],
])('Node %s runs TypeScript as it stands: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough);
});
