import type { Page } from '@playwright/test';
import { z } from 'zod';
import { decode } from '../../scripts/preview/wire.js';
import { COMMAND_NAMES, type CommandName } from '../../src-shared/ipc/names.ts';

const asked = z.object({
  type: z.literal('invoke'),
  id: z.number(),
  args: z.tuple([z.enum(COMMAND_NAMES)]).rest(z.unknown()),
});
const answered = z.object({ type: z.literal('answer'), id: z.number() });

/** The program's answers to the window, kept back for as long as a test wants: a desk in the moment before they come. */
export class HeldAnswers {
  readonly #commands = new Map<number, CommandName>();
  readonly #kept: (() => void)[] = [];
  #held: readonly CommandName[] = [];

  /** To be called before the window is opened. */
  static async of(page: Page): Promise<HeldAnswers> {
    const answers = new HeldAnswers();
    await page.routeWebSocket(/\/__preview\/ipc$/, (window) => {
      const program = window.connectToServer();
      window.onMessage((message) => {
        const call = asked.safeParse(decode(String(message)));
        if (call.success) answers.#commands.set(call.data.id, call.data.args[0]);
        program.send(message);
      });
      program.onMessage((message) => {
        const answer = answered.safeParse(decode(String(message)));
        const command = answer.success ? answers.#commands.get(answer.data.id) : undefined;
        if (command !== undefined && answers.#held.includes(command))
          answers.#kept.push(() => window.send(message));
        else window.send(message);
      });
    });
    return answers;
  }

  /** Keeps the answers to these commands. */
  hold(...commands: readonly CommandName[]): void {
    this.#held = commands;
  }

  /** How many answers are kept. */
  get kept(): number {
    return this.#kept.length;
  }

  /** Lets go of what was kept, in its order, and keeps no more. */
  release(): void {
    this.#held = [];
    for (const send of this.#kept.splice(0)) send();
  }
}
