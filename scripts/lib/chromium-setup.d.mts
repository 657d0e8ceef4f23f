export function ensureChromium(system?: {
  readonly find?: () => string | null;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number | undefined;
}): Promise<boolean>;
export function chromiumForTests(): Promise<boolean>;
