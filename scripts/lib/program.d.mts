export function runProgram(
  how: {
    /** The path of Electron's runtime; `null`: the preview. */
    readonly electron: string | null;
    readonly opens: boolean;
    /** How long Electron may take to open the desk. */
    readonly hangMs?: number;
    readonly options: {
      readonly clinic: boolean;
      readonly fresh: boolean;
      readonly port: number | null;
      readonly now: string | null;
    };
    readonly dataDir: string;
    readonly runtime: { readonly node: string; readonly env: NodeJS.ProcessEnv };
    /** A directory for the files through which the two speak. */
    readonly scratch: string;
  },
  opened: (addresses: object, pid: number, control: { end: () => void; reload: () => void }) => void,
): Promise<{ status: number } | { died: string }>;
