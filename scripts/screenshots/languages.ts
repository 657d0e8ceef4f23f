import { expect } from '@playwright/test';
import type { Desk } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';
import { chosenRow, scheduleBesideIsThere } from './rows.ts';

/** The window in its other languages, place by place: each is opened in English and said anew in the others. */
export async function languages(desk: Desk, camera: Camera): Promise<void> {
  await desk.openView('Inbox');
  const row = await chosenRow(desk, 'Reschedule appointment', 'taken');
  await scheduleBesideIsThere(desk);
  await inEach(desk, (language) => camera.takeInEverySize(`inbox-${language}`));
  await desk.openForm(row);
  await inEach(desk, (language) => camera.take(`reschedule-form-${language}`));
  for (const view of ['Needs attention', 'Call list', 'History'] as const) {
    await desk.openView(view);
    await inEach(desk, (language) => camera.take(`${fileName(view)}-${language}`));
  }
  for (const view of ['Day', 'Week', 'List'] as const) {
    await desk.openCalendar(view);
    await inEach(desk, (language) => camera.take(`calendar-${fileName(view)}-${language}`));
  }
  for (const section of [
    'Practice',
    'Cancellation policy',
    'Letters',
    'Backups',
    'Portal connection',
  ] as const) {
    await desk.openSettings(section);
    await inEach(desk, (language) => camera.take(`settings-${fileName(section)}-${language}`));
  }
}

const fileName = (words: string): string => words.toLowerCase().replace(/[^a-z]+/g, '-');

async function inEach(desk: Desk, take: (language: string) => Promise<void>): Promise<void> {
  for (const language of ['es', 'de'] as const) {
    await desk.invoke('settings.save', { language });
    await expect(desk.page.locator('html')).toHaveAttribute('lang', language);
    await take(language);
  }
  await desk.invoke('settings.save', { language: 'en' });
  await expect(desk.page.locator('html')).toHaveAttribute('lang', 'en');
}
