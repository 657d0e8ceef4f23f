export interface Runtime {
  readonly node: string;
  readonly env: NodeJS.ProcessEnv;
}
export function temporalRuntime(
  runtime: Runtime,
  options?: { readonly directory?: string },
): Promise<Runtime | null>;
export function isNewEnough(version: string): boolean;
