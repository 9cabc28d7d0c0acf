import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallView } from '../../../src/contract/calls/call-view';
import { reachablePopout } from '../../session/own-window';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { Banner } from './Banner';

/** Says that calls ring and are heard in the own window, which this tab only shows. */
export function OwnWindowBanner(): ReactNode {
  const { t } = useTranslation();
  const { store, ownWindow } = useServices();
  const popoutId = useStore(store, ({ devices }) => reachablePopout(devices)?.id ?? null);
  const isThere = ({ deviceId, state }: CallView): boolean =>
    deviceId !== null && deviceId === popoutId && state !== 'ended';
  const calls = useStore(store, (state) => [...state.calls.values()].some(({ view }) => isThere(view)));
  if (ownWindow.here || popoutId === null) return null;
  const actions = [
    { text: t('ownWindow.show'), act: ownWindow.show },
    { text: t('ownWindow.useThis'), act: ownWindow.close },
  ];
  return (
    <Banner id="own-window" intent="info" label={t('ownWindow.label')} actions={actions}>
      {t(calls ? 'ownWindow.callsThere' : 'ownWindow.ringsThere')}
    </Banner>
  );
}
