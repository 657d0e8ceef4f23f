import { useEffect, useRef } from 'react';
import type { ScheduleTab } from '../../stores/navigation.ts';

/**
 * Gives the focus to the tab of what is shown when it stood in what no longer is: after a shortcut or the menu has led from
 * one tab to another, the keyboard goes on from there.
 */
export function useFocusOnTab(tab: ScheduleTab, idOf: (tab: ScheduleTab) => string): void {
  const before = useRef(tab);
  useEffect(() => {
    if (before.current === tab) return;
    before.current = tab;
    const holder = document.activeElement;
    const lost = holder === null || holder === document.body || !holder.checkVisibility();
    if (lost) document.getElementById(idOf(tab))?.focus();
  }, [tab, idOf]);
}
