import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingChanges } from '../../../src-main/audit/settings-changes.ts';

test('what differs is named by its path, as it was and as it is', () => {
  const before = { rules: { undoSeconds: 5, hours: [{ from: '9:00' }] }, portal: { kind: 'none' }, same: 1 };
  const after = {
    rules: { undoSeconds: 10, hours: [{ from: '8:00' }] },
    portal: { kind: 'fhir', baseUrl: 'https://a.example' },
    same: 1,
  };
  expect(settingChanges(before, after)).toEqual([
    { setting: 'rules.undoSeconds', from: '5', to: '10' },
    { setting: 'rules.hours', from: '{"from":"9:00"}', to: '' },
    { setting: 'rules.hours', from: '', to: '{"from":"8:00"}' },
    { setting: 'portal.kind', from: 'none', to: 'fhir' },
    { setting: 'portal.baseUrl', from: '', to: 'https://a.example' },
  ]);
});

test('nothing where nothing differs; of a long value the beginning, of many changes the first fifty', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => settingChanges(value, value).length === 0));
  const [change] = settingChanges({ text: '' }, { text: 'x'.repeat(100_000) });
  expect(change?.to).toHaveLength(201);
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`s${index}`, index]));
  expect(settingChanges({}, many).slice(49)).toEqual([
    { setting: 's49', from: '', to: '49' },
    { setting: '…', from: '30', to: '30' },
  ]);
  // What was added to a list is named, however long what stood there before.
  const long = 'x'.repeat(500);
  expect(settingChanges({ blocks: [long] }, { blocks: [long, 'new'] })).toEqual([
    { setting: 'blocks', from: '', to: 'new' },
  ]);
  expect(settingChanges({ order: ['a', 'b'] }, { order: ['b', 'a'] })).toHaveLength(1);
});
