import type { Failed, LogValue } from './log-events.ts';

/** The strings that may stand in the log. Each function lets through what has the shape of its kind, and nothing else. */

export const WITHHELD = '(withheld)';

const shaped = <Kind extends string>(text: string, shape: RegExp): LogValue<Kind> =>
  (shape.test(text) ? text : WITHHELD) as LogValue<Kind>;

/** An id this desk made itself: a UUID. Ids of the portal may be names. */
export const ownId = (id: string): LogValue<'id'> =>
  shaped(id, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** Under which an error is found again: eight digits. */
export const logReference = (text: string): LogValue<'reference'> => shaped(text, /^[0-9a-f]{8}$/);

/** A part of the window, by the name it has in the program. */
export const place = (text: string): LogValue<'place'> => shaped(text, /^[a-z]+(?:-[a-z]+)*$/);

/** The version of the program. */
export const logVersion = (text: string): LogValue<'version'> =>
  shaped(text, /^\d+\.\d+\.\d+(?:-[a-z0-9.]+)?$/);

/** The operating system's code of an error, such as `ENOENT`. */
export const errno = (text: string): LogValue<'errno'> => shaped(text, /^E[A-Z0-9_]{1,20}$/);

/** The same, or SQLite's code of a result, such as `SQLITE_FULL`. */
export const resultCode = (text: string): LogValue<'result-code'> =>
  shaped(text, /^(?:E[A-Z0-9_]{1,20}|SQLITE_[A-Z_]{1,30})$/);

/** Where an input is wrong: the keys of our own schemas and places in lists. */
export const inputPaths = (paths: readonly (readonly PropertyKey[])[]): LogValue<'path'> =>
  paths
    .slice(0, 5)
    .map(
      (path) =>
        path.map((key) => shaped(String(key), /^(?:[a-z][A-Za-z]{0,30}|\d{1,6})$/)).join('.') || '(input)',
    )
    .join(', ') as LogValue<'path'>;

/** The kind of an error and where it was thrown, for the log. The message is left out: it may quote data. */
export function errorSummary(error: unknown): Failed {
  if (!(error instanceof Error)) return { error: 'thrown' as LogValue<'error-name'>, at: framesOf('') };
  const { name, message, stack = '' } = error;
  // The stack begins with name and message; what follows is the engine's.
  const head = `${name}: ${message}`;
  return {
    error: shaped(name, /^[A-Z][A-Za-z]{0,39}$/),
    at: framesOf(stack.startsWith(head) ? stack.slice(head.length) : stack),
  };
}

/**
 * A frame as V8 writes it (https://v8.dev/docs/stack-trace-api): a function and a place in a file of the program's. Of the file
 * only the name is kept, because the folders above it name the user.
 */
const FRAME =
  /^ {4}at (?:(?<name>(?:async |new )*[\w$.<>#[\]]+(?: \[as [\w$.]+\])?) \()?(?:async )?(?:file:\/\/|https?:\/\/|reslot:\/\/|node:|\/|[A-Za-z]:\\)(?:[^\n]*[\\/])?(?<place>[\w.+-]+:\d+(?::\d+)?)\)?$/;

/** One word without a space or an "@", or a frame as `framesOf` writes it. */
const LOGGABLE =
  /^(?:[\w.:#+-]{1,80}|\(input\)|\(withheld\)|(?:async |new )*[\w$.<>#[\]]+(?: \[as [\w$.]+\])? \([\w.+-]+(?::\d+)+\))$/;

/** Whether a string has the shape of something that may stand in the log; a list of such things has. */
export const isLoggable = (text: string): boolean =>
  text.split(/ \| |, /).every((piece) => LOGGABLE.test(piece));

/** The innermost frames of a stack trace, without the message above them and without lines of it that look like one. */
export function framesOf(stack: string): LogValue<'frames'> {
  return stack
    .split('\n')
    .flatMap((line) => {
      const { name, place } = FRAME.exec(line.trimEnd())?.groups ?? {};
      return place === undefined ? [] : [name === undefined ? place : `${name} (${place})`];
    })
    .slice(0, 6)
    .join(' | ') as LogValue<'frames'>;
}
