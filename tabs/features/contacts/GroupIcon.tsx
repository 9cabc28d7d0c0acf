import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { DiamondRegular } from '@fluentui/react-icons/svg/diamond';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PeopleCommunityRegular } from '@fluentui/react-icons/svg/people-community';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { StarRegular } from '@fluentui/react-icons/svg/star';
import type { ReactNode } from 'react';
import type { GroupKind } from '../../../src/contract/contacts/groups';

const icons = {
  all: <PeopleRegular />,
  favourites: <StarRegular />,
  vip: <DiamondRegular />,
  blocked: <ProhibitedRegular />,
  company: <BuildingRegular />,
  own: <FolderRegular />,
  shared: <PeopleCommunityRegular />,
} as const satisfies Record<GroupKind | 'all' | 'favourites' | 'vip' | 'blocked', ReactNode>;

/** What stands in front of a group's name. */
export const GroupIcon = ({ kind }: { kind: keyof typeof icons }): ReactNode => icons[kind];
