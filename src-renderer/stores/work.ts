import { invoke } from '../api/client.ts';
import { useDialogs } from './dialogs.ts';
import { useInbox } from './inbox.ts';
import { useNavigation } from './navigation.ts';

/** How often it is said again. */
const AGAIN_MS = 30_000;
/** Whoever has touched nothing for this long is not at work. */
const IDLE_MS = 5 * 60_000;

/** The requests somebody has open before them: in a dialog, or in a form that is shown. The latest first. */
function workedOn(): string[] {
  const { open } = useDialogs.getState();
  const { screen, tab, view } = useNavigation.getState();
  const inDialog =
    open !== null && 'decision' in open && open.decision.on === 'request' ? [open.decision.row.id] : [];
  const isListShown =
    screen === 'schedule' && tab === 'requests' && (view === 'inbox' || view === 'awaiting');
  const inForms = isListShown ? [...useInbox.getState().expanded].reverse() : [];
  return [...new Set([...inDialog, ...inForms])].slice(0, 20);
}

/** Tells the main process which requests are open here, and says so again while somebody is at work. Returns the function that stops this. */
export function followWork(): () => void {
  let told: string | null = null;
  let again = 0;
  let idle = 0;

  function tell(): void {
    const ids = workedOn();
    window.clearTimeout(again);
    again = ids.length === 0 || idle === 0 ? 0 : window.setTimeout(tell, AGAIN_MS);
    told = ids.join(' ');
    void invoke('requests.workOn', { ids });
  }

  const changed = (): void => {
    if (workedOn().join(' ') !== told) tell();
  };

  function touched(): void {
    const wasIdle = idle === 0;
    window.clearTimeout(idle);
    idle = window.setTimeout(() => {
      idle = 0;
    }, IDLE_MS);
    if (wasIdle && told !== '') tell();
  }

  const ends = [useDialogs, useInbox, useNavigation].map((store) => store.subscribe(changed));
  const inputs = ['pointerdown', 'keydown'] as const;
  for (const input of inputs) window.addEventListener(input, touched, { capture: true });
  touched();
  return () => {
    for (const end of ends) end();
    for (const input of inputs) window.removeEventListener(input, touched, { capture: true });
    window.clearTimeout(again);
    window.clearTimeout(idle);
  };
}
