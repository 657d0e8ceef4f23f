import { type Clinic, rescheduleTask, type TestVisit } from './clinic.ts';
import type { Desk } from './desk.ts';

/** A provider's day, every visit of which is asked to move; the inbox shows these requests alone, in the order of the visits. */
export interface Morning {
  readonly provider: TestVisit['provider'];
  readonly visits: readonly TestVisit[];
}

/** Makes one visit for each hour given ("08"), and opens the inbox narrowed to them. */
export async function openMorning(clinic: Clinic, desk: Desk, hours: readonly string[]): Promise<Morning> {
  const provider = await clinic.newProvider();
  const visits: TestVisit[] = [];
  for (const hour of hours) {
    const visit = await clinic.newVisit({ provider, date: '2026-11-18', time: `${hour}:00` });
    await clinic.create(rescheduleTask(visit, '2026-11-20', `${hour}:00`));
    visits.push(visit);
  }
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: provider.name });
  await desk.settled();
  return { provider, visits };
}
