import { PeopleFilled, PeopleRegular } from '@fluentui/react-icons/svg/people';
import type { Feature } from '../../ui/feature';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { slotsOf } from '../../ui/slot';
import { applyToContacts, createApplyContactValues } from './apply-to-contacts';

export const contacts: Feature = {
  section: {
    id: 'contacts',
    icon: { regular: <PeopleRegular />, filled: <PeopleFilled /> },
    Page: slotsOf<typeof import('./later')>()('ContactsSection', <SectionSkeleton />),
  },
  onEvent: applyToContacts,
  onValues: createApplyContactValues(),
  later: () => import('./later'),
};
