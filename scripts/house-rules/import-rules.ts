import { dirname, join } from 'node:path/posix';

/** A folder, what may not be imported there, and why. */
interface Rule {
  /** Files it holds for. */
  readonly from: RegExp;
  /** Files it does not hold for after all. */
  readonly except?: RegExp;
  /** What may not be imported: a path from the project's root, or a package's name. */
  readonly banned?: RegExp;
  /** What may be imported, and nothing else. */
  readonly only?: RegExp;
  readonly why: string;
}

const CORE = /^src-main\/(features|decisions|outbox|db|sync|mail|ipc)\/|^src-main\/(?!main\.ts)[^/]+\.ts$/;

/** Who may import whom. */
const RULES: readonly Rule[] = [
  {
    from: /^src-shared\//,
    only: /^(src-shared\/|zod$|temporal-polyfill$)/,
    why: 'src-shared runs anywhere: it imports itself, zod and temporal-polyfill only',
  },
  {
    from: /^src-/,
    banned: /^temporal-polyfill\//,
    why: "one Temporal in the whole program, the runtime's own where it has one: import temporal-polyfill itself",
  },
  {
    from: /^src-shared\/domain\//,
    banned: /^src-shared\/ipc\//,
    why: 'a type is declared in the domain: the contract with the window composes it',
  },
  {
    from: /^src-shared\/(?!text\/)/,
    banned: /^src-shared\/text\//,
    why: 'rules and contract carry no sentences: whoever shows a value says it',
  },
  {
    from: /^src-renderer\//,
    only: /^(src-renderer\/|src-shared\/|react$|react\/|react-dom$|react-dom\/|@mui\/|@emotion\/|zod$|zustand$|zustand\/)/,
    why: 'the window imports src-shared and its own libraries only',
  },
  {
    from: /^src-(renderer|shared\/text)\//,
    except: /^src-shared\/text\/(en\/times|locale)\.ts$/,
    banned: /^src-shared\/domain\/time-words\.ts$/,
    why: 'the window says times as its system counts hours: take the words from src-shared/text/en/times.ts',
  },
  {
    from: /^src-main\/preload\//,
    only: /^(electron$|src-shared\/ipc\/names\.ts$)/,
    why: 'the preload script stays small: electron and the names of the commands',
  },
  {
    from: /^src-main\//,
    banned: /^src-renderer\//,
    why: 'the main process does not know the window',
  },
  {
    from: /^src-main\//,
    except: /^src-main\/(shell\/|preload\/|main\.ts$)/,
    banned: /^electron$/,
    why: 'only shell, preload and main.ts know Electron',
  },
  {
    from: /^src-main\//,
    except: /^src-main\/adapters\/update-source\.ts$/,
    banned: /^electron-updater$/,
    why: 'updates come through the port: only adapters/update-source.ts knows the library',
  },
  {
    from: /^src-main\//,
    except: /^src-main\/(adapters\/|main\.ts$)/,
    banned: /^src-main\/adapters\//,
    why: 'only main.ts builds adapters: everything else gets a port',
  },
  {
    from: /^src-demo\//,
    banned:
      /^(electron$|src-renderer\/|src-main\/(?!(demo-clinic|private-files|timing\/backoff|shell\/startup-sentences)\.ts$|db\/))/,
    why: 'the demo clinic stands beside the program: of that it knows its own interface, small helpers and how a desk is stored',
  },
  {
    from: /^src-main\//,
    banned: /^src-demo\//,
    why: 'the demo clinic is no part of the program, which knows src-main/demo-clinic.ts alone',
  },
  {
    from: CORE,
    banned: /^src-main\/(shell|preload)\//,
    why: 'the core runs without a window',
  },
  {
    from: /^src-main\/db\/(?!migrations\/)/,
    banned: /^src-main\/(features|decisions|outbox|sync|mail)\//,
    why: 'the database knows nobody who uses it',
  },
  {
    from: /^src-main\/outbox\//,
    banned: /^src-main\/(features|decisions|sync|mail)\//,
    why: 'the outbox keeps what is on its way: it does not know who puts it there, nor who carries it',
  },
  {
    from: /^src-main\/mail\//,
    banned: /^src-main\/(features|decisions|outbox|sync)\//,
    why: 'the mail knows the database alone',
  },
  {
    from: /^src-main\/sync\//,
    banned: /^src-main\/(features|decisions)\//,
    why: 'sync carries decisions and makes none',
  },
  {
    from: /^src-main\/shell\//,
    banned: /^src-main\/(features|decisions|outbox|sync|mail)\//,
    why: 'the shell only carries the window',
  },
];

/** Why `specifier` may not be imported by `file` (a path from the project's root), or `null` when it may. */
export function importRefusal(file: string, specifier: string): string | null {
  const target = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
  for (const rule of RULES) {
    if (!rule.from.test(file) || rule.except?.test(file)) continue;
    if (rule.banned?.test(target) || (rule.only && !rule.only.test(target))) return rule.why;
  }
  return acrossFeatures(file, target) ? 'features do not import each other' : null;
}

function acrossFeatures(file: string, target: string): boolean {
  const feature = (path: string): string | undefined => /^src-main\/features\/([^/]+)\//.exec(path)?.[1];
  const [from, to] = [feature(file), feature(target)];
  return from !== undefined && to !== undefined && from !== to;
}
