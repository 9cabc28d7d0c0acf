/** A day on which offices of a country are closed; names in the country's language where there is no other. */
export interface PublicHoliday {
  /** On the wall: `2026-12-25`. */
  readonly date: string;
  readonly name: { readonly sv: string; readonly en: string };
}

export interface PublicHolidays {
  /** Of a year, in their order; none of a country that is not known. @param country ISO 3166 alpha-2 */
  of(country: string, year: number): readonly PublicHoliday[];
  isOn(country: string, date: string): boolean;
}

const dayMs = 86_400_000;

/** The calendars of all countries are a megabyte, read by the first who asks. */
let loading: Promise<PublicHolidays> | undefined;
export const loadPublicHolidays = (): Promise<PublicHolidays> => (loading ??= load());

async function load(): Promise<PublicHolidays> {
  const { default: Holidays } = await import('date-holidays');
  const known = new Map<string, readonly PublicHoliday[]>();

  function read(country: string, year: number): PublicHoliday[] {
    // A bank holiday closes offices too, as Christmas Eve in Sweden.
    const calendar = new Holidays(country, { types: ['public', 'bank'] });
    const english = calendar.getHolidays(year, 'en');
    const days = calendar.getHolidays(year, 'sv').flatMap(({ date, start, end, name: sv }, index) => {
      const length = Math.round((end.getTime() - start.getTime()) / dayMs);
      // Half a day closes nothing: opening hours say when.
      if (length === 0 || date.slice(11, 19) !== '00:00:00') return [];
      const first = Date.parse(`${date.slice(0, 10)}T00:00Z`);
      return Array.from({ length }, (_, day) => ({
        date: new Date(first + day * dayMs).toISOString().slice(0, 10),
        name: { sv, en: english[index]?.name ?? sv },
      }));
    });
    return days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  }

  function of(country: string, year: number): readonly PublicHoliday[] {
    const key = `${country} ${year}`;
    const days = known.get(key) ?? read(country, year);
    known.set(key, days);
    return days;
  }

  return { of, isOn: (country, date) => of(country, Number(date.slice(0, 4))).some((each) => each.date === date) };
}
