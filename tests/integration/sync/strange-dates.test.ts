import type { AppointmentResponse } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { withStrange } from '../../fuzz/strange-portal.ts';
import { answerResource } from '../../support/clinic-resources.ts';
import { openSmallClinic } from '../../support/portal-desk.ts';

test.each(['2026-02-30T09:00:00Z', '2026-06-30T23:59:60Z'])(
  'what was last updated at %s, which a search may refuse, does not end the reading of its type',
  async (lastUpdated) => {
    const { portal, open } = await openSmallClinic();
    const strange = {
      ...answerResource('visit-1', 'accepted'),
      id: 'strange',
      meta: { versionId: '1', lastUpdated },
    };
    const desk = open({ between: withStrange([strange]) });
    await desk.settle();
    await desk.settle();
    expect(desk.core.status().phase).toBe('up-to-date');
    await portal.put<AppointmentResponse>({
      ...answerResource('visit-1', 'declined'),
      id: 'later',
    } as AppointmentResponse);
    await desk.settle();
    const answers = desk.db.all(qb.selectFrom('answer').select('id')).map(({ id }) => id);
    expect(answers).toContain('later');
    for (const { url } of desk.asked) expect(decodeURIComponent(url)).not.toMatch(/-02-30|:60/);
  },
);
