/**
 * Gives elements a size, and makes what scrolls scroll, as far as lists need that of which only a part is drawn: jsdom
 * lays nothing out.
 */
export function layOut({ width, height }: { readonly width: number; readonly height: number }): void {
  const tall = (element: HTMLElement): number =>
    Math.max(
      height,
      ...[...element.children].map((child) => Number.parseFloat((child as HTMLElement).style.height) || 0),
    );
  Object.defineProperties(HTMLElement.prototype, {
    offsetWidth: { configurable: true, get: () => width },
    offsetHeight: { configurable: true, get: () => height },
    clientHeight: { configurable: true, get: () => height },
    scrollHeight: {
      configurable: true,
      get(this: HTMLElement) {
        return tall(this);
      },
    },
    scrollTo: {
      configurable: true,
      value(this: HTMLElement, { top }: ScrollToOptions) {
        if (top === undefined || top === this.scrollTop) return;
        this.scrollTop = top;
        queueMicrotask(() => this.dispatchEvent(new Event('scroll')));
      },
    },
  });
}
