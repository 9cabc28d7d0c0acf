/** What `datetime-local` says of a moment in a zone: `2026-11-26T10:07`. */
export function localMoment(zone: string, ms: number): string {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/** The moment that a zone's clocks show so; where they leap over it, the one after the leap. */
export function momentOf(zone: string, local: string): number | null {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice, since the first look may be on the other side of a change of clocks.
  const offset = (ms: number): number => Date.parse(`${localMoment(zone, ms)}:00Z`) - ms;
  const first = asUtc - offset(asUtc);
  return asUtc - offset(first);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
}
