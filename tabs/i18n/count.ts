/** How many, as the language writes it: 1,250 or 1 250. */
export const writtenCount = (count: number, language: string): string =>
  count < 1000 ? String(count) : new Intl.NumberFormat(language).format(count);
