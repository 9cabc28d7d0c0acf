import { SettingsFilled, SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { chunk } from '../../ui/chunk';
import type { Feature } from '../../ui/feature';

export const settings: Feature = {
  section: {
    id: 'settings',
    icon: { regular: <SettingsRegular />, filled: <SettingsFilled /> },
    last: true,
    Page: chunk('settings', async () => (await import('./SettingsSection')).SettingsSection),
  },
};
