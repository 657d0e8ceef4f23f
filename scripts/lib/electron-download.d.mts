export function downloadElectron(
  how: { readonly node: string; readonly env: NodeJS.ProcessEnv; readonly directory: string },
  limits?: { readonly answerMs: number; readonly stallMs: number },
): Promise<string | null>;
export function howFar(progress: { received: number; total: number | null }): string;
