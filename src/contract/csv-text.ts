/** How files that spreadsheets open are written, by server and tab; apart from the schemas. */

/** Swedish Excel parts columns by `;`, English by `,`. */
export const separatorOf = (language: string): ';' | ',' => (language.startsWith('sv') ? ';' : ',');

/** So that Excel reads UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * What a spreadsheet may carry out: its own signs, their full-width forms, and what it leaves out before them. With an
 * apostrophe before it already it gets one more, so that taking off one gives back what was there.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * A cell that a spreadsheet would take for a formula begins with an apostrophe, as OWASP advises; our import takes it
 * off again.
 */
export const safeCell = (text: string): string => (formula.test(text) ? `'${text}` : text);
