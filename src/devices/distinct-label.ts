/**
 * A name that no other phone of the person has now: the wanted one, or with the lowest number that is free (`Teams on
 * Windows 2`).
 * @param kept what this phone was called before; it keeps its number while it can
 */
export function distinctLabel(wanted: string, kept: string | null, others: readonly string[]): string {
  const taken = new Set(others);
  if (kept !== null && isNumbered(kept, wanted) && !taken.has(kept)) return kept;
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const label = `${wanted} ${number}`;
    if (!taken.has(label)) return label;
  }
}

const isNumbered = (label: string, wanted: string): boolean =>
  label === wanted || (label.startsWith(`${wanted} `) && /^[0-9]{1,3}$/.test(label.slice(wanted.length + 1)));
