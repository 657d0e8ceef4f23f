import { eachSection, type PracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import { newestVersion } from '../../../src-shared/domain/shared-section.ts';
import type { SectionSharing, Sharing } from '../../../src-shared/ipc/settings-views.ts';
import { parseInstant } from '../../sync/fhir/instant.ts';
import type { Keeping } from '../../sync/shared/exchange.ts';
import { type SectionsPlace, storedSection } from '../../sync/shared/sections.ts';
import type { SettingsStore } from './settings-store.ts';

interface Desk {
  readonly store: Pick<SettingsStore, 'portal'>;
  readonly place: SectionsPlace;
  readonly keeping: () => Keeping;
}

/** How the practice's settings stand between this desk and the portal. */
export function sharingOf(desk: Desk): Sharing {
  const keeping = desk.keeping();
  const asked = keeping === 'unread' ? 'asking' : keeping;
  return {
    portal: desk.store.portal().kind === 'none' ? 'none' : asked,
    sections: eachSection((section) => sectionSharingOf(desk, section)),
  };
}

function sectionSharingOf({ place }: Desk, section: PracticeSection): SectionSharing {
  const state = storedSection(place, section);
  const { copy, own, unreadable } = state;
  return {
    version: newestVersion(state),
    saved: copy && {
      deskName: copy.deskName,
      byThisDesk: copy.deskId === place.by.deskId,
      at: parseInstant(copy.lastUpdated),
    },
    own: own && { value: own.value, standing: own.standing, detail: own.detail },
    unreadable: unreadable && { deskName: unreadable.deskName, why: unreadable.why },
  };
}
