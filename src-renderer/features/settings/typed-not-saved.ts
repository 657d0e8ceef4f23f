import { useCallNotes } from '../../stores/call-notes.ts';
import { unsavedSections } from './forms/sections.ts';
import { useSettings } from './settings-store.ts';

/** Whether something stands in a field outside dialogs that only a person can save. Drafts are saved by themselves. */
export function typedNotSaved(): boolean {
  const { loaded } = useSettings.getState();
  const inSettings = loaded !== null && unsavedSections(loaded.view, loaded.forms).length > 0;
  return inSettings || Object.values(useCallNotes.getState().typed).some((note) => note.trim() !== '');
}
