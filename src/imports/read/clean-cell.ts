/** `="070…"`, Excel's way to keep a zero. */
const asText = /^="([^"]{0,200})"$/;
/** What our export puts before what Excel would take for a formula (src/csv/write-csv.ts). */
const apostrophe = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;
/** People put one before a number. */
const apostropheOfDigits = /^['’](?=[0-9(])/;
/** `701740606,0`: a number that went through a column of decimals. */
const decimals = /^([0-9]{2,20})[.,]0{1,2}$/;
/** 4,67E+10: the last digits are lost. */
const scientific = /^[0-9](?:[.,][0-9]{1,20})?E\+?[0-9]{1,3}$/i;

/** A cell as it was meant, on one line, freed from what Excel and exports did to it; its own blanks stay. */
export function cleanCell(cell: string): string {
  const text = cell.trim();
  const inside = asText.exec(text)?.[1] ?? text;
  return inside
    .replace(apostrophe, '')
    .replace(/\s+/g, (blanks) => (/[\t-\r]/.test(blanks) ? ' ' : blanks))
    .trim();
}

/** The same for numbers, extensions and ids. */
export const cleanDigits = (cell: string): string =>
  cleanCell(cell).replace(apostropheOfDigits, '').replace(decimals, '$1');

/** Digits were lost; nobody knows which. */
export const hasLostDigits = (cell: string): boolean => scientific.test(cleanDigits(cell));
