import type { Task } from '@medplum/fhirtypes';
import { type CommandInput, type CommandOutput, contract } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import type { RunningApp } from './app.ts';
import { Clinic } from './clinic.ts';
import { openPage } from './preview-page.ts';
import { WHOLE_INBOX } from './whole-inbox.ts';

type Ask = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;

/** Gives decisions no time to be undone, so that they leave at once. */
export async function withoutUndo(app: RunningApp): Promise<void> {
  await atDesk(app, async (ask) => {
    const { rules } = await ask('settings.get', undefined);
    await ask('settings.save', { rules: { ...rules, undoSeconds: 0 } });
  });
}

/**
 * Takes the requests that nobody has decided back, as their patients would, and waits until the desk knows. Each row of the inbox
 * is drawn by every window that is opened after it: fifty of them are a quarter of what a test costs. What the test before has typed and not sent is
 * gone, too: the desk would keep it for the same person.
 */
export async function withoutLeftOvers(app: RunningApp): Promise<void> {
  const clinic = new Clinic(app.fhirUrl);
  await atDesk(app, async (ask) => {
    await ask('sync.refresh', undefined);
    const { rows } = await ask('requests.list', { ...WHOLE_INBOX, limit: 200 });
    for (const { id } of rows) {
      const task = await clinic.read('Task', id);
      await clinic.update<Task & { id: string }>({ ...task, status: 'cancelled' });
    }
    if (rows.length > 0) await ask('sync.refresh', undefined);
    for (const { subject } of await ask('drafts.list', undefined))
      await ask('drafts.save', { subject, draft: null });
  });
}

/** Speaks to the desk as its window does, without a browser. */
async function atDesk(app: RunningApp, work: (ask: Ask) => Promise<void>): Promise<void> {
  const page = await openPage(app.deskUrl);
  try {
    await work(async (name, input) => {
      const answer = await page.invoke(name, input);
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
      return contract[name].output.parse(answer.value) as CommandOutput<typeof name>;
    });
  } finally {
    page.close();
  }
}
