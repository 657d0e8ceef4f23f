import { WebSocket } from 'ws';
import { decode, encode } from '../../scripts/preview/wire.js';
import { type Envelope, envelope } from '../../src-shared/errors.ts';
import type { CommandInput } from '../../src-shared/ipc/contract.ts';
import { type CommandName, INVOKE_CHANNEL } from '../../src-shared/ipc/names.ts';
import { signIn } from './sign-in.ts';

/** A page of the preview, without a browser: what its script says over its socket. */
export interface PreviewPage {
  /** A command of the window, in which somebody is signed in for it; unless it is about that. */
  invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Envelope>;
  /** What was said in boxes of the system's own. */
  readonly boxes: readonly string[];
  /** What the system was told to draw in, each time. */
  readonly themes: readonly string[];
  /** What the system asked before there was a window, once it has; its buttons by their words. */
  asked(): Promise<{ readonly detail: string; readonly buttons: readonly string[] }>;
  /** Presses one of them. */
  press(button: string): Promise<void>;
  /** How often it was told to show itself anew. */
  reloads(): number;
  /** Resolves to the code with which the desk has closed its connection. */
  readonly ended: Promise<number>;
  close(): void;
}

interface Message {
  readonly type: string;
  readonly id?: number;
  readonly value?: unknown;
  readonly content?: string;
  readonly source?: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
}

/**
 * Opens a page at the desk's address. Every question for a path is answered with `path`. Told to, it loads itself anew, unless it `hangs`: then it
 * stays, as it is.
 */
export async function openPage(
  deskUrl: string,
  path: string | null = null,
  { hangs = false } = {},
): Promise<PreviewPage> {
  const { host, origin, port, searchParams } = new URL(deskUrl);
  const connect = (): WebSocket =>
    new WebSocket(`ws://${host}/__preview/ipc`, {
      headers: { Origin: origin, Cookie: `reslot-preview-${port}=${searchParams.get('token')}` },
    }).on('message', onMessage);
  let socket = connect();
  /** The one before, for as long as it owes answers. */
  let before: WebSocket | null = null;
  const boxes: string[] = [];
  const themes: string[] = [];
  let reloads = 0;
  const question = Promise.withResolvers<Message>();
  const answers = new Map<number, (value: unknown) => void>();
  function onMessage(data: unknown): void {
    const message = decode(String(data)) as Message;
    const { type, id = 0, value, content = '', source = '' } = message;
    if (type === 'choose') question.resolve(message);
    if (type === 'ask') socket.send(encode({ type: 'reply', id, text: path }));
    if (type === 'reload') {
      reloads += 1;
      if (!hangs) loadAnew();
    }
    if (type === 'theme') themes.push(source);
    if (type === 'error-box') boxes.push(content);
    if (type === 'answer') {
      answers.get(id)?.(value);
      answers.delete(id);
      leaveBefore();
    }
  }
  function loadAnew(): void {
    const [old, next] = [socket, connect()];
    next.on('open', () => {
      [before, socket] = [old, next];
      leaveBefore();
    });
  }
  function leaveBefore(): void {
    if (answers.size === 0) before?.close();
  }
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  let last = 0;
  /** Of several commands at once, one signs in. */
  let signingIn: Promise<void> | null = null;
  const ask: PreviewPage['invoke'] = (name, input) => {
    last += 1;
    const id = last;
    socket.send(encode({ type: 'invoke', id, channel: INVOKE_CHANNEL, args: [name, input] }));
    return new Promise((resolve) => answers.set(id, (value) => resolve(envelope.parse(value))));
  };
  return {
    boxes,
    ended: new Promise((resolve) => socket.once('close', resolve)),
    themes,
    async asked() {
      const { detail = '', buttons = [] } = await question.promise;
      return { detail, buttons };
    },
    async press(button) {
      const { id, buttons = [] } = await question.promise;
      socket.send(encode({ type: 'reply', id, text: String(buttons.indexOf(button)) }));
    },
    reloads: () => reloads,
    async invoke(name, input) {
      const answer = await ask(name, input);
      if (answer.ok || answer.error.code !== 'locked') return answer;
      signingIn ??= signIn(ask).finally(() => {
        signingIn = null;
      });
      await signingIn;
      return ask(name, input);
    },
    close: () => socket.close(),
  };
}

/** Has somebody signed in at the desk, for the windows that are opened then. */
export async function signInAt(deskUrl: string): Promise<void> {
  const page = await openPage(deskUrl);
  await page.invoke('session.active', undefined);
  page.close();
}
