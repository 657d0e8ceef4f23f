import type { ErrorCode } from '../../../src-shared/errors.ts';

/** How this program came to be on this computer. */
export interface Installation {
  /** False for one that was built in its own checkout. */
  readonly packaged: boolean;
  readonly platform: NodeJS.Platform;
  /** `app-update.yml` of the package: where to ask, and who signs; `null` where whoever built it named no address. */
  readonly config: string | null;
  /** Windows: put there by its own setup, not by an administrator's package. */
  readonly bySetup: boolean;
  /** macOS: where the bundle lies. */
  readonly bundle: string;
  /** macOS: whether the bundle can be put aside and another laid in its place. */
  readonly replaceable: boolean;
}

/**
 * Whether this program looks for newer versions of itself. Only where the update's signature is verified before it is
 * installed: by macOS (Squirrel.Mac), and on Windows against the publisher that the package names. On Linux nothing would
 * verify it. What an administrator has installed for everybody, an administrator updates.
 */
export function looksForUpdates(installation: Installation): boolean {
  const { packaged, platform, config, bySetup, bundle, replaceable } = installation;
  if (!packaged || config === null || !/^url: ['"]?https:\/\//m.test(config)) return false;
  if (platform === 'win32')
    return bySetup && /^publisherName:[ \t]*(\n[ \t]*-[ \t]*)?['"]?[^\s'"-]/m.test(config);
  // Started from the disk image, or by macOS from a copy that cannot be written (translocation), there is nothing to replace.
  return platform === 'darwin' && replaceable && !/^\/Volumes\/|\/AppTranslocation\//.test(bundle);
}

/** What would be lost, or left in the air, if the program ended now. */
export interface DeskNow {
  /** Decisions that can still be undone. */
  readonly held: number;
  /** Decisions of which it is not known yet whether the portal has them. */
  readonly inDoubt: number;
  /** Another program holds the database, and something decided waits for it. */
  readonly databaseBusy: boolean;
  readonly dialogOpen: boolean;
  /** Something is typed outside dialogs that is not saved. */
  readonly unsaved: boolean;
}

/** Why the newer version is not installed now, or `null` when it may be. */
export function whyNotNow({ held, inDoubt, databaseBusy, dialogOpen, unsaved }: DeskNow): ErrorCode | null {
  if (dialogOpen) return 'update-dialog-open';
  if (unsaved) return 'update-unsaved';
  if (held > 0) return 'update-undo-time';
  if (inDoubt > 0 || databaseBusy) return 'update-being-written';
  return null;
}

/**
 * Whether `found` is a later release than `current` (Semantic Versioning 2.0.0, without pre-releases: of those none is
 * taken). An earlier one might know fewer migrations than the database has seen, and would refuse it.
 */
export function isLater(found: string, current: string): boolean {
  const [later, now] = [numbers(found), numbers(current)];
  if (!later || !now) return false;
  const differing = later.findIndex((part, index) => part !== now[index]);
  return differing >= 0 && (later[differing] ?? 0) > (now[differing] ?? 0);
}

function numbers(version: string): number[] | null {
  const parts = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(version);
  return parts?.slice(1).map(Number) ?? null;
}
