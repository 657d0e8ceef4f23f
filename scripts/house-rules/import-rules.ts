import { dirname, join } from 'node:path/posix';
import { isIn, mayImport, roomOf } from './rooms.ts';

/** What may not be imported by some files only, and why; all else the table of docs/architecture.md says. */
interface Rule {
  readonly from: RegExp;
  /** Files it does not hold for after all. */
  readonly except?: RegExp;
  /** A path from the project's root, or a package's name. */
  readonly banned: RegExp;
  readonly why: string;
}

const RULES: readonly Rule[] = [
  {
    from: /^src-/,
    banned: /^temporal-polyfill\//,
    why: "one Temporal in the whole program, the runtime's own where it has one: import temporal-polyfill itself",
  },
  {
    from: /^src-(main|renderer)\//,
    banned: /^src-shared\/text\/(?!(text|subjects|locale|sheet-data|stored-names|letter-language)\.ts$)/,
    why: 'the words are those of the language that is spoken: read them through t of src-shared/text/text.ts (a letter has its own)',
  },
  {
    from: /^src-shared\/text\//,
    except: /^src-shared\/text\/[a-z]+\/downtime-sheet\.ts$/,
    banned: /\/practice-times\.ts$/,
    why: 'the window says times as its system counts hours: take the words from times.ts',
  },
  {
    from: /^src-main\//,
    except: /^src-main\/adapters\/update-source\.ts$/,
    banned: /^electron-updater$/,
    why: 'updates come through the port: only adapters/update-source.ts knows the library',
  },
];

/** Why `specifier` may not be imported by `file` (a path from the project's root), or `null` when it may. */
export function importRefusal(file: string, specifier: string): string | null {
  const inside = specifier.startsWith('.');
  const target = inside ? join(dirname(file), specifier) : specifier;
  const rule = RULES.find(
    ({ from, except, banned }) => from.test(file) && !except?.test(file) && banned.test(target),
  );
  if (rule) return rule.why;
  if (inside && roomOf(file) === roomOf(target)) return null;
  const name = specifier.startsWith('node:') ? 'Node' : target;
  return mayImport(file).some((entry) => isIn(name, entry))
    ? null
    : `${roomOf(file)} may not, by the table of docs/architecture.md`;
}
