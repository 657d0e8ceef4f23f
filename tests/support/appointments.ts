import { expect, type Locator } from '@playwright/test';
import type { TestVisit } from './clinic.ts';
import type { Desk } from './desk.ts';

/** The receptionist at an appointment of the schedule. */
export class Appointments {
  readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  get panel(): Locator {
    return this.desk.page.getByRole('complementary', { name: 'Appointment', exact: true });
  }

  dialog(name: string): Locator {
    return this.desk.page.getByRole('dialog', { name, exact: true });
  }

  /** The button of an entry of List. */
  entry(name: string): Locator {
    return this.desk.entry(name).getByRole('button', { name, exact: true });
  }

  /** Fetches a visit, looks at its provider's day in List, and opens it. */
  async open(visit: TestVisit, status = 'Booked'): Promise<Locator> {
    await this.desk.refresh();
    const name = `10:00 AM ${visit.patient.name}, Follow-up, ${status}`;
    await this.desk.expectDay(visit.date, visit.provider, [name]);
    await this.entry(name).click();
    await expect(this.panel.getByRole('heading', { name: visit.patient.name })).toBeFocused();
    return this.panel;
  }

  press(name: string): Promise<void> {
    return this.panel.getByRole('button', { name, exact: true }).click();
  }

  /** The lines of the chain, by what they begin with. */
  get history(): Locator {
    return this.panel.getByRole('list', { name: 'History' }).getByRole('listitem');
  }

  async confirmed(): Promise<void> {
    await expect(this.history.last()).toContainText(/Confirmed by the portal|E-mail accepted/);
  }

  /** Opens **Book appointment** from List, of this provider alone. */
  async book(visit: Pick<TestVisit, 'provider' | 'date'>): Promise<Locator> {
    await this.desk.refresh();
    await this.desk.expectDay(visit.date, visit.provider, []);
    await this.desk.page.getByRole('button', { name: 'Book appointment', exact: true }).click();
    return this.dialog('Book appointment');
  }
}
