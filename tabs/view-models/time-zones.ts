import { fold } from '../../src/contract/fold';

export interface ZoneOption {
  /** What `settings.timeZone` is then; null = as this computer. */
  readonly value: string | null;
  readonly zone: string;
  readonly kind: 'computer' | 'organisation' | 'zone';
}

/** Most that are shown at once; typing finds the others. */
const longest = 60;

/** `America/New York`: names have no spaces of their own. */
export function readableZone(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** What there is to choose from, for what was typed: every word of it stands somewhere in the name. */
export function zoneOptions({
  typed,
  computer,
  organisation,
  zones,
}: {
  typed: string;
  computer: string;
  organisation: string;
  zones: readonly string[];
}): readonly ZoneOption[] {
  const words = fold(typed)
    .split(/[\s/_]+/)
    .filter((word) => word !== '');
  const fits = (zone: string): boolean => words.every((word) => fold(readableZone(zone)).includes(word));
  const named: readonly ZoneOption[] = [
    { value: null, zone: computer, kind: 'computer' },
    { value: 'organisation', zone: organisation, kind: 'organisation' },
  ];
  const found = zones
    .filter(fits)
    .slice(0, longest)
    .map((zone): ZoneOption => ({ value: zone, zone, kind: 'zone' }));
  return [...named.filter(({ zone }) => words.length === 0 || fits(zone)), ...found];
}
