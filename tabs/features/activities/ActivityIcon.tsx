import { AirplaneRegular } from '@fluentui/react-icons/svg/airplane';
import { BeachRegular } from '@fluentui/react-icons/svg/beach';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { DoctorRegular } from '@fluentui/react-icons/svg/doctor';
import { DoorArrowRightRegular } from '@fluentui/react-icons/svg/door-arrow-right';
import { FoodRegular } from '@fluentui/react-icons/svg/food';
import { MoreCircleRegular } from '@fluentui/react-icons/svg/more-circle';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { PersonHeartRegular } from '@fluentui/react-icons/svg/person-heart';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import type { ComponentType, ReactNode } from 'react';
import type { ActivityIcon as IconName } from '../../../src/contract/activities/activity';

const icons: Record<IconName, ComponentType> = {
  available: CheckmarkCircleRegular,
  meeting: PeopleTeamRegular,
  lunch: FoodRegular,
  busy: SubtractCircleRegular,
  travelling: AirplaneRegular,
  holiday: BeachRegular,
  sick: DoctorRegular,
  child: PersonHeartRegular,
  soon: ClockRegular,
  gone: DoorArrowRightRegular,
  other: MoreCircleRegular,
};

export function ActivityIcon({ icon }: { icon: IconName }): ReactNode {
  const Icon = icons[icon];
  return <Icon />;
}
