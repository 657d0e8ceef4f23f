/** How the preview was started. `main` gets the other arguments. */
export interface PreviewOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly open: boolean;
  /** A file to write the desk's address to once the page can be loaded. */
  readonly deskFile: string | null;
  /** The program to run, where it is not the built one. */
  readonly main: string | null;
  readonly rest: readonly string[];
}

export function previewOptions(argv: readonly string[]): PreviewOptions {
  const own = (name: string): string | null =>
    argv.find((argument) => argument.startsWith(`--preview-${name}=`))?.slice(`--preview-${name}=`.length) ??
    null;
  return {
    port: Number(own('port') ?? 0),
    open: argv.includes('--preview-open'),
    deskFile: own('desk-file'),
    main: own('main'),
    rest: argv.filter((argument) => !argument.startsWith('--preview-')),
  };
}
