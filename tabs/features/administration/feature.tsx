import { chunk } from '../../ui/chunk';
import type { Feature } from '../../ui/feature';
import { slotsOf } from '../../ui/slot';

// Not even its icon is in the first view, which most people see without it.
const Icon = slotsOf<typeof import('./later')>()('AdministrationIcon');

export const administration: Feature = {
  section: {
    id: 'administration',
    icon: { regular: <Icon />, filled: <Icon filled /> },
    last: true,
    role: 'administrator',
    Page: chunk(
      'administration',
      async () => (await import('./AdministrationSection')).AdministrationSection,
      'administration',
    ),
  },
  onValues: (queries, { trunks }) => {
    if (trunks !== undefined) void queries.invalidateQueries({ queryKey: ['administration', 'trunks'] });
  },
  later: () => import('./later'),
};
