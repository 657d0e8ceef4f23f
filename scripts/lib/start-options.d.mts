export interface StartOptions {
  readonly preview: boolean;
  readonly fresh: boolean;
  readonly noOpen: boolean;
  readonly help: boolean;
  readonly port: number | null;
  readonly dataDir: string | null;
  readonly readyFile: string | null;
  readonly now: string | null;
}
export const USAGE: string;
export function parseStartOptions(
  argv: readonly string[],
  workingDirectory: string,
): { options: StartOptions } | { error: string };
