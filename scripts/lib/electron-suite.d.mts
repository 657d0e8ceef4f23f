export function electronForTests(runtime: {
  readonly node: string;
  readonly env: NodeJS.ProcessEnv;
}): Promise<{ readonly path: string } | { readonly missing: string }>;
