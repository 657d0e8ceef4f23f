import { expect } from '@playwright/test';
import { Desk } from '../../tests/support/desk.ts';
import { createPracticeDesk } from '../../tests/support/practice.ts';
import type { Camera } from './camera.ts';

/** A desk of one's own as it is first opened. */
export async function emptyDesk(camera: Camera): Promise<void> {
  const program = createPracticeDesk();
  try {
    const desk = new Desk(camera.page);
    await desk.open(await program.start());
    await expect(desk.page.getByRole('region', { name: 'Requests' })).not.toBeEmpty();
    await camera.take('empty-desk');
    for (const view of ['Awaiting patient', 'Needs attention', 'Call list', 'History'] as const) {
      await desk.openView(view);
      await camera.take(`empty-desk-${view.toLowerCase().replace(' ', '-')}`);
    }
    await desk.openSettings('Portal connection');
    await camera.take('empty-desk-portal-connection');
  } finally {
    await program.dispose();
  }
}
