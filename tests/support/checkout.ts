import { cpSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** What a clone does not have. */
const NOT_CLONED = ['.git', 'node_modules', 'out', '.runtime', 'test-results'];

/** A copy of the sources as a clone has them, with what is installed here. Whoever asks for it removes it. */
export function freshCheckout(): string {
  const checkout = mkdtempSync(join(tmpdir(), 'reslot-checkout-'));
  for (const name of readdirSync(ROOT))
    if (!NOT_CLONED.includes(name)) cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  return checkout;
}
