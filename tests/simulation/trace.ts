import { createHash } from 'node:crypto';

/** What happened, in order, as one number: two runs of one history give the same one, or something outside of it had a say. */
export interface Trace {
  note(line: string): void;
  digest(): string;
}

export function createTrace(): Trace {
  const hash = createHash('sha256');
  return {
    note: (line) => void hash.update(`${line}\n`),
    digest: () => hash.copy().digest('hex').slice(0, 16),
  };
}
