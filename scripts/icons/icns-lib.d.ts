declare module 'icns-lib' {
  /** An ICNS file of these images, by Apple's four-letter type. */
  export function format(images: Readonly<Record<string, Buffer>>): Buffer;
  /** The images of an ICNS file by their type. */
  export function parse(file: Buffer): Readonly<Record<string, Buffer>>;
}
