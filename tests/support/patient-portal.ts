import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import type { TestPatient, TestVisit } from './clinic.ts';

/** A patient at the portal's pages. */
export class PatientPortal {
  readonly page: Page;
  /** The address of the portal. */
  readonly url: string;

  constructor(page: Page, portalUrl: string) {
    this.page = page;
    this.url = portalUrl;
  }

  /**
   * In a window of its own, which `leave` closes. A page behind another one of the same window is drawn once a second, and
   * every click on it waits for two drawings.
   */
  static async inWindow(browser: Browser, portalUrl: string): Promise<PatientPortal> {
    return new PatientPortal(await browser.newPage(), portalUrl);
  }

  async leave(): Promise<void> {
    await this.page.close();
  }

  /** Opens the page of a patient, as by a bookmark. */
  async open({ id, name }: TestPatient): Promise<void> {
    await this.page.goto(new URL(`patients/${id}`, this.url).href);
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  /** Opens the page of a patient by way of the portal's first page. */
  async find(patient: TestPatient): Promise<void> {
    await this.page.goto(this.url);
    await this.page.getByRole('searchbox', { name: 'Find a patient' }).fill(patient.name);
    await this.page.getByRole('button', { name: 'Search' }).click();
    await this.page.getByRole('link', { name: patient.name }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: patient.name })).toBeVisible();
  }

  /** Opens the form that asks to move the patient's only upcoming visit, filled in but not sent. */
  async fillReschedule(
    { patient }: Pick<TestVisit, 'patient'>,
    date: string,
    time: string,
    note = '',
  ): Promise<void> {
    await this.open(patient);
    await this.page.getByRole('link', { name: 'Ask to reschedule' }).click();
    await this.page.getByLabel('Date').fill(date);
    await this.page.getByLabel('Time', { exact: true }).fill(time);
    if (note !== '') await this.note.fill(note);
  }

  async askToReschedule(
    visit: Pick<TestVisit, 'patient'>,
    date: string,
    time: string,
    note = '',
  ): Promise<void> {
    await this.fillReschedule(visit, date, time, note);
    await this.send.click();
    await this.said('Your request to reschedule is with the practice');
  }

  async askToCancel(
    { patient }: Pick<TestVisit, 'patient'>,
    { note = '', reason }: { readonly note?: string; readonly reason?: string } = {},
  ): Promise<void> {
    await this.open(patient);
    await this.page.getByRole('link', { name: 'Ask to cancel' }).click();
    if (reason !== undefined) await this.page.getByLabel('Reason (optional)').selectOption(reason);
    if (note !== '') await this.note.fill(note);
    await this.send.click();
    await this.said('Your request to cancel is with the practice');
  }

  /** Asks for a follow-up on Main Street with that provider, at one of the times that are open. */
  async askForNew(patient: TestPatient, provider: string, time: string, note = ''): Promise<void> {
    await this.open(patient);
    await this.page.getByRole('link', { name: 'Ask for a new appointment' }).click();
    await this.page.getByLabel('What for').selectOption({ label: 'Follow-up (30 minutes)' });
    await this.page.getByLabel('With whom').selectOption({ label: provider });
    await this.page.getByLabel('Where').selectOption({ label: 'Main Street' });
    await this.page.getByRole('button', { name: 'Show open times' }).click();
    await this.page.getByLabel(time).first().check();
    if (note !== '') await this.page.getByLabel('What is it about? (optional)').fill(note);
    await this.send.click();
    await this.said('Your request for a new appointment is with the practice');
  }

  async withdraw(patient: TestPatient): Promise<void> {
    await this.open(patient);
    await this.page.getByRole('button', { name: 'Withdraw request' }).click();
    await this.said('Your request is withdrawn.');
  }

  async approveProposal(patient: TestPatient, button = 'Approve new time'): Promise<void> {
    await this.open(patient);
    await this.page.getByRole('button', { name: button }).click();
    await this.said('You approved the new time.');
  }

  async declineProposal(patient: TestPatient): Promise<void> {
    await this.open(patient);
    await this.page.getByRole('button', { name: 'Decline', exact: true }).click();
    await this.said('You declined the proposed time.');
  }

  async cancelEntirely(patient: TestPatient): Promise<void> {
    await this.open(patient);
    await this.page.getByRole('button', { name: 'Cancel appointment entirely' }).click();
    await this.said('You asked to cancel the appointment entirely.');
  }

  /** The proposals that wait for an answer. */
  get proposals(): Locator {
    return this.page.getByRole('article', { name: /^Proposed time/ });
  }

  /** The patient's requests, newest first. */
  get requests(): Locator {
    return this.page.getByRole('article', { name: /^Request / });
  }

  get note(): Locator {
    return this.page.getByLabel('Note to the practice (optional)');
  }

  get send(): Locator {
    return this.page.getByRole('button', { name: 'Send request' });
  }

  async said(words: string): Promise<void> {
    await expect(this.page.getByRole('status')).toContainText(words);
  }
}
