import type { Page } from '@playwright/test';

/**
 * What is wrong with how the page lies in its window, in a line each: the document is wider than the window; something one
 * can use is cut off where nothing scrolls; two such things lie on top of each other. What scrolls counts as reachable.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  return page.evaluate(faultsOfPage);
}

/**
 * Of the visible rows of a list of requests: how many names, times and buttons can be seen, and over which of them something
 * else lies.
 */
export async function placesOfRows(page: Page): Promise<{ seen: number; covered: string[] }> {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  return page.evaluate(() => {
    const covered: string[] = [];
    let seen = 0;
    for (const list of document.querySelectorAll('[role="region"][aria-busy]')) {
      if (!list.checkVisibility()) continue;
      const frame = list.getBoundingClientRect();
      for (const part of list.querySelectorAll('article h2, article time, article dd, article button')) {
        const { left, top, right, bottom, width } = part.getBoundingClientRect();
        if (width === 0 || top < Math.max(0, frame.top) || bottom > Math.min(innerHeight, frame.bottom))
          continue;
        seen += 1;
        for (const [x, y] of [
          [left + 2, top + 2],
          [right - 2, bottom - 2],
          [(left + right) / 2, (top + bottom) / 2],
        ] as const) {
          const hit = document.elementFromPoint(x, y);
          if (hit === null || !(list.contains(hit) && hit.closest('article') === part.closest('article')))
            covered.push(`${part.textContent}: ${hit?.tagName} "${hit?.textContent?.slice(0, 60)}"`);
        }
      }
    }
    return { seen, covered };
  });
}

/** Runs in the page. */
function faultsOfPage(): string[] {
  interface Area {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  const USABLE = 'a[href], button, input, select, textarea, summary, [role="tab"], [role="switch"]';
  /** A border may be drawn between two pixels. */
  const SLACK = 2;
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}" ${element.getAttribute('name') ?? element.id}`;
  const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';
  const usable = [...document.querySelectorAll(USABLE)].filter(
    (element) =>
      element.checkVisibility({
        opacityProperty: true,
        visibilityProperty: true,
        contentVisibilityAuto: true,
      }) &&
      // Behind a dialog nothing can be used.
      element.closest('[aria-hidden="true"], [inert]') === null &&
      element.getBoundingClientRect().width > 1,
  );
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    faults.push(`the document is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
  }

  /** What of `area` is left where nothing scrolls, and its nearest scrolling ancestor. */
  const reach = (element: Element): { readonly cut: string | null; readonly scroller: Element | null } => {
    let area: Area = element.getBoundingClientRect();
    let scroller: Element | null = null;
    for (let up = element.parentElement; up !== null && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(up);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const frame = up.getBoundingClientRect();
      const [x, y] = [scrolls(overflowX), scrolls(overflowY)];
      if (!x && (area.left < frame.left - SLACK || area.right > frame.right + SLACK))
        return { cut: `at the side, by ${nameOf(up).slice(0, 40)}`, scroller };
      if (!y && (area.top < frame.top - SLACK || area.bottom > frame.bottom + SLACK))
        return { cut: `above or below, by ${nameOf(up).slice(0, 40)}`, scroller };
      if (x || y) scroller ??= up;
      area = {
        left: x ? frame.left : area.left,
        right: x ? frame.right : area.right,
        top: y ? frame.top : area.top,
        bottom: y ? frame.bottom : area.bottom,
      };
      if (position === 'fixed') break;
    }
    if (area.left < -SLACK || area.right > innerWidth + SLACK)
      return { cut: 'by the window, at the side', scroller };
    const low = scrolls(getComputedStyle(document.body).overflowY) ? root.scrollHeight : innerHeight;
    return area.bottom + scrollY > low + SLACK
      ? { cut: 'by the window, below', scroller }
      : { cut: null, scroller };
  };

  /** What stays in its place while the rest scrolls under it is a layer of its own. */
  const layerOf = (element: Element): Element | null => {
    for (let up: Element | null = element; up !== null; up = up.parentElement)
      if (['sticky', 'fixed'].includes(getComputedStyle(up).position)) return up;
    return null;
  };

  const places = usable.map((element) => ({
    element,
    area: element.getBoundingClientRect(),
    layer: layerOf(element),
    ...reach(element),
  }));
  for (const { element, cut } of places)
    if (cut !== null) faults.push(`${nameOf(element)} is cut off ${cut}`);
  for (const [at, one] of places.entries()) {
    for (const other of places.slice(at + 1)) {
      if (one.scroller !== other.scroller || one.layer !== other.layer) continue;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const wide = Math.min(one.area.right, other.area.right) - Math.max(one.area.left, other.area.left);
      const high = Math.min(one.area.bottom, other.area.bottom) - Math.max(one.area.top, other.area.top);
      // An icon button inside its field belongs there.
      const field = one.element.closest('.MuiInputBase-root') ?? other.element.closest('.MuiInputBase-root');
      if (field?.contains(one.element) === true && field.contains(other.element)) continue;
      if (wide > SLACK && high > SLACK)
        faults.push(`${nameOf(one.element)} lies on ${nameOf(other.element)}`);
    }
  }
  return faults;
}

/**
 * Runs `look` while every word on the page is 40 % longer, as another language may have it: each text with the letters of its own,
 * repeated. What is drawn anew meanwhile is as long as it was.
 */
export async function withLongerWords(page: Page, look: () => Promise<void>): Promise<void> {
  const before = await page.evaluateHandle(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const changed: { readonly node: Text; readonly data: string; readonly longer: string }[] = [];
    while (texts.nextNode()) {
      const node = texts.currentNode as Text;
      const data = node.data;
      const words = data.trim();
      if (words === '' || node.parentElement?.closest('style, script, [aria-hidden="true"]')) continue;
      const longer = data + words.slice(0, Math.ceil(words.length * 0.4)).trim();
      changed.push({ node, data, longer });
    }
    for (const { node, longer } of changed) node.data = longer;
    return changed;
  });
  try {
    await look();
  } finally {
    await before.evaluate((changed) => {
      for (const { node, data, longer } of changed) if (node.data === longer) node.data = data;
    });
    await before.dispose();
  }
}
