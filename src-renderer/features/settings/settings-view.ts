import type { DeskSettings, SecretsView } from '../../../src-shared/ipc/settings-views.ts';

/** What the Settings screen shows: the settings, and beside them how the secrets stand, which the key store tells later. */
export interface SettingsView extends DeskSettings, Omit<SecretsView, 'keyStore'> {
  /** `asking`: nothing is known of the secrets yet. */
  readonly keyStore: SecretsView['keyStore'] | 'asking';
}

export const ASKING: Pick<SettingsView, keyof SecretsView> = {
  keyStore: 'asking',
  portalSecretSet: false,
  mailSecretSet: false,
};

/** Why no secret can be entered now; null when one can. */
export type NotReady = Exclude<SettingsView['keyStore'], 'ready'> | null;

export const notReady = ({ keyStore }: SettingsView): NotReady => (keyStore === 'ready' ? null : keyStore);
