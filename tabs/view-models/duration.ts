/** `02:41`, with hours only when there are any. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/** `0:31`, which looks like no time of day: how long a message is, and how far one has come in it. */
export function lengthText(ms: number): string {
  return clockText(ms).replace(/^0(?=\d:)/, '');
}

/**
 * The i18n key and values of a length in words, e.g. "4 min 12 s"; `short` leaves the seconds out from one minute on.
 */
export function durationKey(
  ms: number,
  short = false,
): { readonly key: string; readonly values: Readonly<Record<string, number>> } {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const h = Math.floor(seconds / 3600);
  const m = Math.floor(seconds / 60) % 60;
  const s = seconds % 60;
  if (h > 0) return { key: 'duration.h', values: { h, m } };
  if (m === 0) return { key: 'duration.s', values: { s } };
  return short || s === 0 ? { key: 'duration.m', values: { m } } : { key: 'duration.ms', values: { m, s } };
}
