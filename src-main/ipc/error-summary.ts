/** The kind of an error and where it was thrown, for the log. The message is left out: it may quote data. */
export function errorSummary(error: unknown): { readonly error: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  return { error: error.name, at: framesOf(error.stack ?? '') };
}

/** The innermost frames of a stack trace as V8 writes it, without the message above them. */
export function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ');
}
