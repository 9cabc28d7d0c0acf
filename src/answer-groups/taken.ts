import { DatabaseError } from 'pg';
import { VaxelError } from '../contract/errors';

/** What somebody else has already, whoever it is: the database knows first. */
export function taken(error: unknown): VaxelError | null {
  const cause = error instanceof VaxelError ? error.cause : error;
  if (!(cause instanceof DatabaseError)) return null;
  const { code, constraint = '' } = cause;
  // Somebody has gone while this was said.
  if (code === '23503') return new VaxelError('answerGroups.unknownMember');
  if (code !== '23505') return null;
  if (constraint.includes('extension')) return new VaxelError('administration.extensionTaken');
  return new VaxelError(constraint.includes('number') ? 'administration.numberTaken' : 'answerGroups.nameTaken');
}
