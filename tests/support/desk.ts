import { expect, type Locator, type Page } from '@playwright/test';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import type { TestPatient, TestVisit } from './clinic.ts';
import { pressAsAPersonDoes } from './keyboard.ts';
import { signIn } from './sign-in.ts';

export type Title = 'Reschedule appointment' | 'Cancel appointment' | 'New appointment';
export type View = 'Inbox' | 'Awaiting patient' | 'Needs attention' | 'Call list' | 'History';
/** In the order of the place. */
export const SETTINGS_SECTIONS = [
  'Practice',
  'Cancellation policy',
  'Reasons',
  'E-mail & reminders',
  'Letters',
  'Portal connection',
  'Mail server',
  'Visit types',
  'Undo and expiry',
  'Downtime sheet',
  'Backups',
  'Blocked time',
  'Users',
  'This desk',
  'Appearance',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** What the Reason for change dialog is filled with. */
export interface Words {
  readonly reason?: string;
  readonly message?: string;
  /** Of a cancellation as late as the charges notice says. */
  readonly late?: 'Charge' | 'Waive';
}

export type CalendarView = 'Day' | 'Week' | 'List';

export type Rules = CommandOutput<'settings.get'>['rules'];
interface Bridge {
  readonly reslot: { invoke(name: string, input: unknown): Promise<unknown> };
}
type Envelope<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** The receptionist at the window. */
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    pressAsAPersonDoes(page);
  }

  async open(deskUrl: string): Promise<void> {
    await this.page.goto(deskUrl);
    await this.signIn();
    await expect(this.page.getByRole('tab', { name: /^Inbox \(/ })).toBeVisible();
  }

  /** Has somebody signed in, where nobody is, as a click or a PIN would. */
  async signIn(): Promise<void> {
    await signIn((name, input) => this.#ask(name, input));
  }

  /** The sync state of the header. */
  get status(): Locator {
    return this.page.getByRole('banner').getByRole('status');
  }

  /** Asks the portal now, and waits until the round has ended. */
  async refresh(): Promise<void> {
    const button = this.page.getByRole('banner').getByRole('button', { name: 'Refresh' });
    await button.click();
    await expect(button).toBeEnabled();
  }

  /** Waits until what is shown is what was asked for last: no list and no day awaits an answer. */
  async settled(): Promise<void> {
    await expect(this.page.locator('[aria-busy="true"]:visible')).toHaveCount(0);
  }

  // ---- Lists of requests

  async openView(view: View): Promise<void> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${view}( \\(|$)`) });
    if (!(await tab.isVisible())) {
      await this.#openSchedule();
      await this.page.getByRole('tab', { name: /^Appointment Requests/ }).click();
    }
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
  }

  /** Chooses filters of the list that is shown, or its order, and closes them again. */
  async filter(chosen: Partial<Record<'Provider' | 'Kind' | 'State' | 'Sort', string>>): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Filters', exact: true });
    await button.click();
    const filters = this.page.getByRole('group', { name: 'Filters' });
    for (const [name, label] of Object.entries(chosen))
      await filters.getByRole('combobox', { name }).selectOption({ label });
    await button.click();
    await expect(filters).toHaveCount(0);
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search', exact: true });
  }

  request(title: Title, patient: Pick<TestPatient, 'name'>): Locator {
    return this.page.getByRole('article', { name: `${title}, ${patient.name}`, exact: true });
  }

  /** Narrows a view to one patient's requests, and waits until the list shows these. */
  async look(view: View, patient: Pick<TestPatient, 'name'>): Promise<void> {
    await this.openView(view);
    await this.search.fill(patient.name);
    await this.settled();
  }

  /** Finds a request of a view and gives its row. */
  async find(view: View, title: Title, patient: Pick<TestPatient, 'name'>): Promise<Locator> {
    await this.look(view, patient);
    const row = this.request(title, patient);
    await expect(row).toBeVisible();
    return row;
  }

  /** Fetches what the patient has just sent, and gives its row in the inbox. */
  async receive(title: Title, patient: Pick<TestPatient, 'name'>): Promise<Locator> {
    await this.refresh();
    return await this.find('Inbox', title, patient);
  }

  /** Waits until a patient has no request in a view. */
  async expectNoneIn(view: View, patient: Pick<TestPatient, 'name'>): Promise<void> {
    await this.look(view, patient);
    await expect(this.page.getByText('No request matches.')).toBeVisible();
  }

  /** Opens the history of a row, and gives its lines. */
  async historyOf(row: Locator): Promise<Locator> {
    const button = row.getByRole('button', { name: 'History' });
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
    const list = row.getByRole('list', { name: 'History' });
    await expect(list).toBeVisible();
    return list.getByRole('listitem');
  }

  /** The closed request of a patient in the History view, once the portal has confirmed its end. */
  async confirmed(title: Title, patient: Pick<TestPatient, 'name'>): Promise<Locator> {
    const row = await this.find('History', title, patient);
    const lines = await this.historyOf(row);
    await expect(lines.filter({ hasText: 'Confirmed by the portal' }).last()).toBeVisible();
    return row;
  }

  // ---- Deciding

  /** The dialog that asks for the reason. */
  get reasonDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Reason (for change|and message)$/ });
  }

  /** Fills the dialog; `undefined` leaves a field as it is. */
  async fillWords({ reason, message, late }: Words): Promise<void> {
    const dialog = this.reasonDialog;
    await expect(dialog).toBeVisible();
    if (reason !== undefined) {
      await dialog.getByRole('combobox', { name: 'Reason', exact: true }).selectOption({ label: reason });
    }
    if (message !== undefined) {
      await dialog.getByRole('textbox', { name: 'Message to patient' }).fill(message);
    }
    if (late !== undefined) await dialog.getByRole('radio', { name: late, exact: true }).check();
  }

  async send(words: Words): Promise<void> {
    await this.fillWords(words);
    await this.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(this.reasonDialog).toBeHidden();
  }

  /** The e-mail of the dialog's preview: its subject, and its words as the patient will see them. */
  get preview(): { readonly subject: Locator; readonly body: Locator } {
    const preview = this.reasonDialog.getByRole('region', { name: 'E-mail preview' });
    return {
      subject: preview.getByRole('definition').nth(1),
      body: preview.frameLocator('iframe').locator('body'),
    };
  }

  /** Opens the **Reschedule** form of a row and gives it. */
  async openForm(
    row: Locator,
    button: 'Reschedule' | 'Book' | 'Replace proposal' = 'Reschedule',
  ): Promise<Locator> {
    const opener = row.getByRole('button', { name: button, exact: true });
    if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
    const form = row.getByRole('form', { name: button === 'Book' ? 'Book' : 'Reschedule' });
    await expect(form).toBeVisible();
    return form;
  }

  async fillWhen(form: Locator, date: string, time: string): Promise<void> {
    await form.getByRole('textbox', { name: 'Date', exact: true }).fill(date);
    await form.getByRole('textbox', { name: 'Time', exact: true }).fill(time);
  }

  /** **Reschedule** → **Propose Changes** → **Send**. */
  async propose(row: Locator, date: string, time: string, words: Words): Promise<void> {
    const awaiting = await row.getByRole('button', { name: 'Replace proposal', exact: true }).isVisible();
    const form = await this.openForm(row, awaiting ? 'Replace proposal' : 'Reschedule');
    await this.fillWhen(form, date, time);
    await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
    await this.send(words);
  }

  /** **Reschedule** → **Update Appt.** */
  async update(row: Locator, date: string, time: string): Promise<void> {
    const form = await this.openForm(row);
    await this.fillWhen(form, date, time);
    await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  }

  async chooseFromMenu(row: Locator, button: string, item: string): Promise<void> {
    await row.getByRole('button', { name: button, exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** The button that takes a decision about a patient back. */
  undoOf(patient: Pick<TestPatient, 'name'>): Locator {
    return this.page
      .getByRole('list', { name: 'Decisions that can be undone' })
      .getByRole('button', { name: new RegExp(`^Undo \\(.*: ${patient.name}\\)$`) });
  }

  // ---- The schedule

  async #openSchedule(): Promise<void> {
    await this.page.getByRole('button', { name: 'Schedule', exact: true }).click();
  }

  /** Opens a view of the calendar, and gives its panel. */
  async openCalendar(view: CalendarView): Promise<Locator> {
    const tab = this.page.getByRole('tab', { name: view, exact: true });
    if (!(await tab.isVisible())) await this.#openSchedule();
    await tab.click();
    return this.panel(view);
  }

  panel(view: CalendarView): Locator {
    return this.page.getByRole('tabpanel', { name: view, exact: true });
  }

  /** Sets the calendar of this desk up as it is when new, with the columns of these providers alone; of all when none is named. */
  async setUpCalendar(providers: readonly TestVisit['provider'][] = []): Promise<void> {
    const { practitioners } = await this.invoke('directory.get', undefined);
    const hidden =
      providers.length === 0
        ? []
        : practitioners.filter(
            ({ id, name }) => !providers.some((one) => one.name === name || one.id === id),
          );
    await this.invoke('settings.save', {
      calendar: { stepMinutes: 15, hiddenProviders: hidden.map(({ id }) => id), locationId: null },
    });
  }

  /** Waits until List shows exactly these entries of a provider, by name. */
  async expectDay(
    date: string,
    provider: TestVisit['provider'],
    names: readonly string[],
    { cancelled = false }: { readonly cancelled?: boolean } = {},
  ): Promise<void> {
    await this.showList(date, provider, cancelled);
    await expect.poll(() => this.entries()).toEqual(names);
  }

  /** The same, in whichever order: those of one time have none that a test could know. */
  async expectEntries(
    date: string,
    provider: TestVisit['provider'],
    names: readonly string[],
  ): Promise<void> {
    await this.showList(date, provider, false);
    await expect.poll(() => this.entries().then((all) => all.toSorted())).toEqual(names.toSorted());
  }

  private async showList(date: string, provider: TestVisit['provider'], cancelled: boolean): Promise<void> {
    await this.openCalendar('List');
    await this.page
      .getByRole('combobox', { name: 'Provider', exact: true })
      .selectOption({ label: provider.name });
    await this.page.getByRole('textbox', { name: 'Day shown' }).fill(date);
    await this.page.getByRole('checkbox', { name: 'Show cancelled' }).setChecked(cancelled);
    await expect(this.page.getByRole('heading', { level: 2, name: provider.name })).toBeVisible();
    await this.settled();
  }

  private entries(): Promise<(string | null)[]> {
    return this.page
      .getByRole('listitem', { name: /, (Booked|Tentative|Checked in|Completed|No-show|Cancelled)$/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  }

  /** An entry of List that is shown. */
  entry(name: string): Locator {
    return this.page.getByRole('listitem', { name, exact: true });
  }

  // ---- Settings

  async openSettings(section: SettingsSection): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await this.page.getByRole('tab', { name: section }).click();
    const panel = this.page.getByRole('tabpanel', { name: section });
    await expect(panel).toBeVisible();
    return panel;
  }

  async save(panel: Locator): Promise<void> {
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(panel.getByText('Saved.')).toBeVisible();
  }

  /** Changes the practice's rules at once, as saving in Settings would; gives what they were. */
  async changeRules(change: (rules: Rules) => Rules): Promise<Rules> {
    const { rules } = await this.invoke('settings.get', undefined);
    await this.invoke('settings.save', { rules: change(rules) });
    return rules;
  }

  /** A command of the window's own bridge. */
  async invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const answer = (await this.#ask(name, input)) as Envelope<CommandOutput<N>>;
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  }

  async #ask(name: CommandName, input: unknown): Promise<unknown> {
    return await this.page.evaluate(
      async ([command, given]) => {
        const { reslot } = window as unknown as Bridge;
        return await reslot.invoke(command, given);
      },
      [name, input] as const,
    );
  }
}
