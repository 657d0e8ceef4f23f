import type { Page } from './server.ts';
import { NotEmulated } from './strict.ts';

/** The options of `dialog.showMessageBox` that a page can show, whatever else a system's box would do with them. */
const UNDERSTOOD = new Set([
  'type',
  'title',
  'message',
  'detail',
  'buttons',
  'defaultId',
  'cancelId',
  'noLink',
]);

export interface BoxOptions {
  readonly title?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
}

interface Question extends BoxOptions {
  readonly type: 'choose';
  readonly id: number;
}

/**
 * Questions with several buttons, asked before there is a desk: on a page of their own, or on that of the window that is there already. The
 * page waits for the desk afterwards.
 */
export function createMessageBoxes(asked: () => void) {
  let open: { readonly question: Question; readonly answer: (button: number) => void } | null = null;
  let wasAsked = false;
  let lastId = 0;
  return {
    /** Resolves to the number of the button that was pressed. */
    choose(options: BoxOptions): Promise<number> {
      for (const name of Object.keys(options))
        if (!UNDERSTOOD.has(name)) throw new NotEmulated(`the message box option '${name}'`);
      if (open) throw new NotEmulated('two message boxes at once');
      lastId += 1;
      const question: Question = { type: 'choose', id: lastId, ...pick(options) };
      wasAsked = true;
      return new Promise((resolve) => {
        open = { question, answer: resolve };
        asked();
      });
    },
    /** What is served in the desk's place; null where nothing has been asked. */
    page: (): Response | null =>
      wasAsked ? new Response(open ? QUESTION : WAITING, { headers: HEADERS }) : null,
    opened: (page: Page): void => {
      if (open) page.send(open.question);
    },
    /** Whether the answer was to a question of these. */
    answered(id: number, text: string | null): boolean {
      if (open?.question.id !== id) return false;
      const button = Number(text);
      if (!(button >= 0 && button < (open.question.buttons ?? []).length)) return false;
      open.answer(button);
      open = null;
      return true;
    },
  };
}

const pick = ({ title = '', message = '', detail = '', buttons = [] }: BoxOptions): BoxOptions => ({
  title,
  message,
  detail,
  buttons: [...buttons],
});

const HEADERS = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };

const STYLE = `<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  dialog { max-width: 36rem; margin: 12vh auto; padding: 1.5rem 2rem; border: 1px solid gray; border-radius: 8px; }
  h1 { font-size: 1.25rem; }
  p { white-space: pre-line; overflow-wrap: anywhere; }
  button { font: inherit; margin: 0.5rem 0.75rem 0 0; padding: 0.4rem 0.9rem; }
</style>`;

/** The page's script fills it. */
const QUESTION = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reslot</title>${STYLE}</head><body></body></html>`;

const WAITING = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Reslot</title>${STYLE}</head><body><p>Reslot is starting …</p></body></html>`;
