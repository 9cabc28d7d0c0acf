import type { ContactView } from '../../src/contract/people/people';

type About = Pick<ContactView, 'userId' | 'company' | 'role' | 'department'>;

/** What tells people apart: a colleague's role, but whom somebody from outside comes from. Most telling first. */
export function aboutContact({ userId, company, role, department }: About): readonly string[] {
  const parts = userId === null ? [company, role, department] : [role, company, department];
  return parts.filter((part): part is string => part !== null && part !== '');
}
