import { english } from './words-en';
import type { AuditWords } from './words-of-audit';
import { swedish } from './words-sv';

/** The words of the audit, on screen and in its file; complete by their types. */
export const auditWords: { readonly [Language in 'sv' | 'en']: AuditWords } = { sv: swedish, en: english };
