import { afterEach, expect, it } from 'vitest';
import { actorWords, STORED_NAMES } from '../../../../src-shared/text/stored-names.ts';
import { speak, t } from '../../../../src-shared/text/text.ts';

afterEach(() => speak('en'));

it('what acts by itself is said in the language spoken, and people keep their names', async () => {
  const all = [...Object.values(STORED_NAMES), 'Kim Lee', ''];
  expect(all.map(actorWords)).toEqual(all);
  await speak('de');
  const { patient, policy, portal, user } = t.details.DECIDED_BY;
  expect(all.map(actorWords)).toEqual([patient, policy, portal, user, 'Kim Lee', '']);
  expect(patient).not.toBe(STORED_NAMES.patient);
});
