import { win32 } from 'node:path';
import { z } from 'zod';

/** What Windows says of a file: `Status` as in SignatureStatus, where 0 is Valid; who signed it, by name (RFC 4514). */
const answer = z.object({ Status: z.number(), Path: z.string(), Subject: z.string() });

const VALID = 0;

/**
 * Why a file is not taken as signed by one of the publishers, or `null` where Windows' answer says in full that it is: the
 * signature is valid, of this very file, and by a name that has everything a publisher's has. Whatever is unclear is a
 * refusal.
 */
export function whyNotSigned(output: string, publishers: readonly string[], file: string): string | null {
  const told = answer.safeParse(parsed(output));
  if (!told.success) return 'Windows did not say whether the file is signed.';
  const { Status, Path, Subject } = told.data;
  if (Status !== VALID) return 'The signature is not valid.';
  if (win32.normalize(Path) !== win32.normalize(file)) return 'Windows answered about another file.';
  const subject = namesIn(Subject);
  if (subject === null) return 'The name of who signed cannot be read.';
  return publishers.some((publisher) => isOf(subject, publisher)) ? null : 'Somebody else signed it.';
}

/** A publisher stands in the package as a whole name, or as its CN alone. */
function isOf(subject: ReadonlyMap<string, string>, publisher: string): boolean {
  const wanted = namesIn(publisher);
  if (wanted === null) return publisher !== '' && subject.get('CN') === publisher;
  return [...wanted].every(([key, value]) => subject.get(key) === value);
}

const PART = /\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=\s*("(?:[^"]|"")*"|[^",;+]*)\s*(?:[,;+]|$)/y;

/** The parts of a distinguished name, or `null` where it is none, is empty, or has a part twice. */
function namesIn(text: string): Map<string, string> | null {
  const parts = new Map<string, string>();
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const found = PART.exec(text);
    if (!found) return null;
    const [, key = '', value = ''] = found;
    if (parts.has(key)) return null;
    parts.set(key, value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value.trim());
  }
  return parts.size === 0 ? null : parts;
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}
