import { PeopleSettingsFilled, PeopleSettingsRegular } from '@fluentui/react-icons/svg/people-settings';
import type { ReactNode } from 'react';

export function AdministrationIcon({ filled = false }: { readonly filled?: boolean }): ReactNode {
  return filled ? <PeopleSettingsFilled /> : <PeopleSettingsRegular />;
}
