import { expect, type Locator } from '@playwright/test';
import type { Desk } from '../../tests/support/desk.ts';
import { type Camera, USUAL } from './camera.ts';

/** Monday, 7 December 2026, of the demo clinic: a proposal waits for its patient. */
const WITH_TENTATIVE = '2026-12-07';
/** Thursday, 3 December 2026: closed. */
const CLOSED = '2026-12-03';
/** Nobody has booked so far ahead. */
const EMPTY = '2027-03-09';

/** Day, Week and List, what they say of closed and empty days, and what is chosen of them. */
export async function calendar(desk: Desk, camera: Camera): Promise<void> {
  await desk.setUpCalendar();
  await day(desk, camera);
  await week(desk, camera);
  await list(desk, camera);
  await desk.setUpCalendar();
}

async function day(desk: Desk, camera: Camera): Promise<void> {
  const { page } = desk;
  const panel = await desk.openCalendar('Day');
  await expect(panel.getByRole('button', { name: /, Checked in$/ }).first()).toBeVisible();
  await monthIsThere(panel);
  await camera.takeInEverySize('day');

  await goTo(panel, WITH_TENTATIVE);
  await panel.getByRole('checkbox', { name: 'Show cancelled' }).check();
  await expect(panel.getByRole('button', { name: /, Tentative$/ }).first()).toBeVisible();
  await panel
    .getByRole('button', { name: /, Tentative$/ })
    .first()
    .scrollIntoViewIfNeeded();
  await camera.take('day-with-tentative');
  await panel.getByRole('checkbox', { name: 'Show cancelled' }).uncheck();

  await goTo(panel, CLOSED);
  await expect(panel.getByRole('button', { name: /^Next open day/ })).toBeVisible();
  await camera.take('day-closed');
  await goTo(panel, EMPTY);
  await expect(panel.getByText('Nothing is booked on this day.')).toBeVisible();
  await camera.take('day-empty');

  await page.keyboard.press('Tab');
  await panel.getByRole('button', { name: 'Today', exact: true }).click();
  await panel.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Main Street' });
  await expect(panel.getByText(/not shown\.$/)).toBeVisible();
  await camera.take('day-one-location');
  await panel.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'All locations' });
  await panel.getByRole('button', { name: /^Providers \(/ }).click();
  await page.getByRole('dialog', { name: 'Providers' }).getByRole('checkbox').first().uncheck();
  await camera.take('day-providers');
  await page.getByRole('button', { name: 'None', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(panel.getByText('No provider is chosen.')).toBeVisible();
  await camera.take('day-no-provider');
  await panel.getByRole('button', { name: 'Show all providers' }).click();
}

async function week(desk: Desk, camera: Camera): Promise<void> {
  const panel = await desk.openCalendar('Week');
  await expect(panel.getByRole('button', { name: /, Booked$/ }).first()).toBeVisible();
  await monthIsThere(panel);
  await camera.takeInEverySize('week');
  await goTo(panel, CLOSED);
  await expect(panel.getByText('Staff training', { exact: true })).toBeVisible();
  await camera.take('week-with-closed-day');
}

async function list(desk: Desk, camera: Camera): Promise<void> {
  const { page } = desk;
  const panel = await desk.openCalendar('List');
  await panel.getByRole('button', { name: 'Today', exact: true }).click();
  await expect(panel.getByRole('listitem', { name: /, Completed$/ }).first()).toBeVisible();
  await monthIsThere(panel);
  await camera.takeInEverySize('list');

  const month = panel.getByRole('grid', { name: 'November 2026' });
  await month.getByRole('gridcell', { name: /, today, / }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(month.getByRole('gridcell', { name: /^Tuesday, November 24/ })).toBeFocused();
  await camera.take('month-by-keyboard');
  await page.setViewportSize({ width: 1024, height: 700 });
  await panel.getByRole('button', { name: 'Month', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Month' }).getByRole('grid')).toBeVisible();
  await camera.take('month-in-a-small-window');
  await page.keyboard.press('Escape');
  await page.setViewportSize(USUAL);
}

/** Waits until the load of the month is known. */
async function monthIsThere(panel: Locator): Promise<void> {
  await expect(panel.getByRole('gridcell', { name: /% full$/ }).first()).toBeVisible();
}

async function goTo(panel: Locator, date: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Day shown' }).fill(date);
}
