export function electronRuntime(
  runtime: { readonly node: string; readonly env: NodeJS.ProcessEnv },
  options?: {
    readonly directory?: string;
    readonly limitMs?: number;
    readonly downloadLimits?: { readonly answerMs: number; readonly stallMs: number };
  },
): Promise<{ path: string } | { missing: string }>;
