/** Apart from the schemas, which the tab does without. */

/** What a column can hold. Numbers may stand in several columns. */
export const importFields = [
  'ignore',
  'name',
  'firstName',
  'lastName',
  'company',
  'department',
  'role',
  'extension',
  'mail',
  'externalId',
  'work',
  'mobile',
  'home',
  'other',
] as const;
export type ImportField = (typeof importFields)[number];

export const importEncodings = ['auto', 'utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'macintosh'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

export const importSeparators = ['auto', ';', ',', '\t', '|'] as const;
export type ImportSeparator = (typeof importSeparators)[number];

/** Of a file, in bytes; of its lines, and of its columns. */
export const largestImport = 20 * 1024 * 1024;
export const mostImportLines = 200_000;
export const mostImportColumns = 100;

/** Why a line is not imported; the texts are `import.reason.<code>`. */
export const importReasons = [
  'noName',
  'tooLong',
  'signs',
  'columns',
  'quote',
  'number',
  'numberLost',
  'numberShort',
  'tooManyNumbers',
  'extension',
  'extensionOfColleague',
  'mail',
  'sameAsLine',
  'severalMatch',
  'card',
] as const;
export type ImportReason = (typeof importReasons)[number];

/** Why a file is refused as a whole; the texts are `import.refused.<code>`. */
export const importRefusals = [
  'empty',
  'excel',
  'binary',
  'tooManyLines',
  'tooManyColumns',
  'noLines',
  'failed',
  'changed',
] as const;
export type ImportRefusal = (typeof importRefusals)[number];
