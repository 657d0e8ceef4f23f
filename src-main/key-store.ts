/** The part of Electron's `safeStorage` that is used: the asynchronous API only. */
export interface KeyStore {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plainText: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
}

/** How Chromium marks what it has encrypted on Linux with a key that stands in its own source. */
const PUBLIC_KEY = Buffer.from('v10');

/** Whether everybody could decrypt it: the system has no key store, and nobody says so. */
export const isPublic = (platform: NodeJS.Platform, encrypted: Buffer): boolean =>
  platform === 'linux' && encrypted.subarray(0, PUBLIC_KEY.length).equals(PUBLIC_KEY);
