export interface Runtime {
  readonly node: string;
  readonly env: NodeJS.ProcessEnv;
}
export function temporalRuntime(
  runtime: Runtime,
  options?: { readonly directory?: string },
): Promise<Runtime | null>;
export function isNewEnough(version: string): boolean;
export function npm(
  args: readonly string[],
  runtime: Runtime,
  heard?: (text: string) => void,
): Promise<{ readonly code: number | null; readonly output: string }>;
