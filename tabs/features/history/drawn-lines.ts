/** Which lines of a list are in the page, and where. */
export interface DrawnLines {
  readonly lines: readonly { readonly index: number; readonly start: number }[];
  /** Of all lines, in px. */
  readonly height: number;
  readonly measure?: (element: Element | null) => void;
  /** Scrolls to a line that is not in the page. */
  readonly reveal: (index: number) => void;
}

/** As many as a tall window shows. */
const firstLines = 30;

/** The first lines, before what follows the scrolling is loaded. */
export function firstDrawn(count: number, estimate: (index: number) => number): DrawnLines {
  const lines: { index: number; start: number }[] = [];
  let height = 0;
  for (let index = 0; index < count; index += 1) {
    if (index < firstLines) lines.push({ index, start: height });
    height += estimate(index);
  }
  return { lines, height, reveal: () => undefined };
}
