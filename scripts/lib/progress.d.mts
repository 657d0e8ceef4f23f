import type { Writable } from 'node:stream';

export function step<T>(
  title: string,
  work: (progress: (detail: string) => void) => Promise<T>,
  where?: {
    readonly stream?: Writable & { readonly isTTY?: boolean; readonly columns?: number };
    readonly env?: NodeJS.ProcessEnv;
  },
): Promise<T>;
export function laterReport(second: number): number;
export function elapsed(seconds: number): string;
