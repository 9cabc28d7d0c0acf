import type { ContactRecord } from '../contact-row';

/** What is shown of contacts, packed: nobody looks at most of them. */
export interface Records {
  readonly count: number;
  of(person: number): ContactRecord;
}

export interface RecordsBuilder {
  add(record: ContactRecord): void;
  build(): Records;
}

const perPage = 256;

/** Values alone, as JSON: their names are the same for all. */
export function createRecordsBuilder(): RecordsBuilder {
  let names: readonly (keyof ContactRecord)[] = [];
  const pages: Buffer[] = [];
  const starts: number[] = [];
  let lines: string[] = [];
  let count = 0;

  function endPage(): void {
    let at = 0;
    for (const line of lines) {
      starts.push(at);
      at += Buffer.byteLength(line);
    }
    pages.push(Buffer.from(lines.join('')));
    lines = [];
  }

  return {
    add(record) {
      if (count === 0) names = Object.keys(record) as (keyof ContactRecord)[];
      lines.push(JSON.stringify(names.map((name) => record[name])));
      count += 1;
      if (lines.length === perPage) endPage();
    },
    build() {
      if (lines.length > 0) endPage();
      const places = Uint32Array.from(starts);
      starts.length = 0;
      return {
        count,
        of(person) {
          const page = pages[Math.floor(person / perPage)] ?? Buffer.alloc(0);
          const isLast = (person + 1) % perPage === 0 || person + 1 === count;
          const line = page.toString('utf8', places[person], isLast ? page.length : places[person + 1]);
          const values = JSON.parse(line) as readonly unknown[];
          return Object.fromEntries(names.map((name, index) => [name, values[index]])) as unknown as ContactRecord;
        },
      };
    },
  };
}
