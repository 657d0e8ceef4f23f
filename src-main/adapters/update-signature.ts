import { exec } from 'node:child_process';
import { whyNotSigned } from './signature-answer.ts';

/** `null` where the file is signed by one of the publishers; otherwise why it is refused. */
export type VerifySignature = (publishers: string[], file: string) => Promise<string | null>;

/** What Windows says of a file's signature, as JSON. Rejects where it cannot be asked. */
export type AskWindows = (file: string) => Promise<string>;

/** PowerShell may be slow to start, and reads the whole file. */
const ASK_LIMIT_MS = 60_000;
const SYSTEM = '%SystemRoot%\\System32';
/** The file is named by the environment: no name of a file can become a command. The code page is UTF-8. */
const FILE = 'RESLOT_FILE_TO_VERIFY';
const SCRIPT = `Get-AuthenticodeSignature -LiteralPath $env:${FILE} | Select-Object Status, Path, @{n='Subject';e={$_.SignerCertificate.Subject}} | ConvertTo-Json -Compress`;
const COMMAND = `${SYSTEM}\\chcp.com 65001 >NUL & ${SYSTEM}\\WindowsPowerShell\\v1.0\\powershell.exe -NoProfile -NonInteractive -InputFormat None -Command "${SCRIPT}"`;

/**
 * The library's own verification takes a file unseen where PowerShell cannot be run. So Windows is asked first, in the same
 * way, and whatever it does not say in full is a refusal; only then is the library asked too.
 */
export function failingClosed(library: VerifySignature, ask: AskWindows): VerifySignature {
  return async (publishers, file) => {
    let output: string;
    try {
      output = await ask(file);
    } catch {
      return 'Windows could not be asked whether the file is signed.';
    }
    return whyNotSigned(output, publishers, file) ?? library(publishers, file);
  };
}

/** Asks PowerShell: on Windows only. */
export function askWindows(file: string): Promise<string> {
  // PowerShell 7's modules, where this one would look for them, are not for it.
  const own = Object.entries(process.env).filter(([name]) => name.toLowerCase() !== 'psmodulepath');
  const env = { ...Object.fromEntries(own), [FILE]: file };
  return new Promise((resolve, reject) => {
    exec(COMMAND, { env, timeout: ASK_LIMIT_MS, windowsHide: true }, (error, stdout, stderr) => {
      if (error || stderr !== '') reject(error ?? new Error('PowerShell complained'));
      else resolve(stdout);
    });
  });
}
