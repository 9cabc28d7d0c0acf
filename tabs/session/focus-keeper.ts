/** Where the focus was, and what stood around it. */
export interface Trail {
  readonly element: HTMLElement;
  /** The element and all that contains it, from the inside out, as long as it was in the page. */
  readonly path: readonly HTMLElement[];
  /** For each of them that is a list of things, at which of its items the focus was. */
  readonly places: ReadonlyMap<HTMLElement, number>;
}

/** A part of the page that says where the focus goes when what had it inside the part is gone. */
export interface FocusScope {
  /** The item now at the place of the one that is gone takes it, or the last one: a selector. */
  readonly items?: string;
  /**
   * Who takes it; null: ask whoever contains the part. `lost` is not in the page any more, or cannot have the focus.
   */
  readonly heir?: (scope: HTMLElement, lost: Trail) => HTMLElement | null;
}

export interface FocusKeeper {
  scope(element: HTMLElement, scope: FocusScope): void;
  dispose(): void;
}

const dialogs = '[role=dialog], [role=alertdialog]';
const popups = '[role=dialog], [role=alertdialog], [role=menu], [role=alert], [role=status]';
const focusable = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Focus is state: when the focused element leaves the page (a call ends, a row is deleted, a dialog closes), a browser
 * lets the focus fall to the page, and the next Tab starts from the beginning. Here the parts that contained it are
 * asked for an heir, from the inside out; of a popup, whoever had the focus before. Nothing is ever taken from an
 * element that has the focus, nor while another window or frame has it. What is only disabled, while its press is being
 * seen to, has it again afterwards, unless the person has gone elsewhere.
 */
export function createFocusKeeper(window: Window): FocusKeeper {
  const { document } = window;
  const heirs = createHeirs();
  let last: Trail | null = null;
  /** A press or Tab is on its way there: in between nobody has the focus, and what was left may change the page. */
  let goesTo: EventTarget | null = null;
  const standIn = createStandIn();

  function check(): void {
    if (goesTo instanceof HTMLElement && canTake(goesTo)) return;
    const now = document.activeElement;
    const alive = now instanceof HTMLElement && now !== document.body && canTake(now);
    const back = standIn.over(now);
    if (back !== null) return document.hasFocus() ? back.focus() : undefined;
    if (alive) last = heirs.trailOf(now);
    // Taking it while the person writes elsewhere, in Teams for example, would be worse than losing it.
    else if (last !== null && document.hasFocus()) pass(last);
  }

  function pass(lost: Trail): void {
    const heir = heirs.heirOf(lost);
    heir?.focus();
    if (heir && lost.element.isConnected && lost.element !== heir) standIn.begin(lost.element, heir);
  }

  const onFocusIn = ({ target }: FocusEvent): void => {
    goesTo = null;
    if (!(target instanceof HTMLElement)) return;
    const popup = target.closest(popups);
    if (popup && last) heirs.opened(popup, last);
    last = heirs.trailOf(target);
  };
  const onLeave = ({ relatedTarget }: FocusEvent): void => {
    goesTo = relatedTarget;
    if (goesTo === null) return;
    // Whoever was to have it may be gone before it comes.
    window.setTimeout(() => {
      goesTo = null;
      check();
    });
  };
  const onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null) return;
    window.queueMicrotask(() => {
      const left =
        target instanceof HTMLElement &&
        canTake(target) &&
        document.hasFocus() &&
        document.activeElement === document.body;
      // A press on the empty page lets go of the focus on purpose.
      if (left && last?.element === target) last = null;
      else check();
    });
  };
  return {
    scope: heirs.scope,
    dispose: listen(window, { check, onFocusIn, onLeave, onFocusOut }),
  };
}

/** What is disabled, and who has the focus for it until it is not. */
function createStandIn() {
  let away: { readonly element: HTMLElement; readonly heir: HTMLElement } | null = null;
  return {
    begin: (element: HTMLElement, heir: HTMLElement) => void (away = { element, heir }),
    /** Whoever has the focus again; null: nobody, or somebody else has it meanwhile. */
    over(now: Element | null): HTMLElement | null {
      if (away === null || (now === away.heir && !canTake(away.element))) return null;
      const back = now === away.heir ? away.element : null;
      away = null;
      return back;
    },
  };
}

interface Heirs extends Pick<FocusKeeper, 'scope'> {
  /** Who had the focus before a popup took it; the first time counts. */
  opened(popup: Element, by: Trail): void;
  trailOf(element: HTMLElement): Trail;
  heirOf(lost: Trail): HTMLElement | null;
}

/** Who takes the focus after whom: what the parts of the page say, and whoever opened a popup. */
function createHeirs(): Heirs {
  const scopes = new WeakMap<HTMLElement, FocusScope>();
  const openers = new WeakMap<Element, Trail>();

  function trailOf(element: HTMLElement): Trail {
    const path: HTMLElement[] = [];
    for (let each: HTMLElement | null = element; each; each = each.parentElement) path.push(each);
    const places = new Map(
      path.flatMap((each) => {
        const items = scopes.get(each)?.items;
        return items === undefined
          ? []
          : [[each, itemsOf(each, items).findIndex((item) => item.contains(element))] as const];
      }),
    );
    return { element, path, places };
  }

  function heirOf(lost: Trail): HTMLElement | null {
    const { element, path, places } = lost;
    if (canTake(element)) return element;
    for (const each of path) {
      const scope = scopes.get(each);
      const heir = each.isConnected ? (scope?.heir?.(each, lost) ?? null) : null;
      if (heir && canTake(heir)) return heir;
      const item =
        each.isConnected && scope?.items !== undefined
          ? itemAt(itemsOf(each, scope.items), places.get(each) ?? 0)
          : null;
      if (item && canTake(item)) return item;
      // Its opener is behind it as long as it is open.
      if (each.isConnected && each.matches(dialogs)) return firstIn(each);
      const opener = openers.get(each);
      const before = opener ? heirOf(opener) : null;
      if (before) return before;
    }
    return null;
  }

  return {
    scope: (element, scope) => void scopes.set(element, scope),
    opened(popup, by) {
      if (!openers.has(popup) && !popup.contains(by.element)) openers.set(popup, by);
    },
    trailOf,
    heirOf,
  };
}

interface Listeners {
  check(): void;
  onFocusIn(event: FocusEvent): void;
  onLeave(event: FocusEvent): void;
  onFocusOut(event: FocusEvent): void;
}

/** Whatever may move or take the focus; returns how to stop listening. */
function listen(window: Window, { check, onFocusIn, onLeave, onFocusOut }: Listeners): () => void {
  const { document } = window;
  const observer = new MutationObserver(check);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', onFocusIn);
  // Before anybody hears of it who changes the page for it.
  document.addEventListener('focusout', onLeave, true);
  document.addEventListener('focusout', onFocusOut);
  window.addEventListener('focus', check);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onLeave, true);
    document.removeEventListener('focusout', onFocusOut);
    window.removeEventListener('focus', check);
  };
}

const itemsOf = (scope: HTMLElement, items: string): HTMLElement[] => [...scope.querySelectorAll<HTMLElement>(items)];

/** The item, or its first control. */
function itemAt(items: readonly HTMLElement[], index: number): HTMLElement | null {
  const item = items[Math.min(Math.max(index, 0), items.length - 1)];
  return !item || item.matches(focusable) ? (item ?? null) : item.querySelector<HTMLElement>(focusable);
}

/** The dialog where it can have the focus, else its first control. */
function firstIn(dialog: HTMLElement): HTMLElement | null {
  const all = dialog.matches('[tabindex]') ? [dialog] : dialog.querySelectorAll<HTMLElement>(focusable);
  return [...all].find(canTake) ?? null;
}

function canTake(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled');
}
