import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reachablePopout } from '../../session/own-window';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';

const useStyles = makeStyles({ bar: { borderRadius: 0, borderLeft: 'none', borderRight: 'none', paddingRight: tokens.spacingHorizontalM } });

/** Says that calls ring and are heard in the own window, which this tab only shows. */
export function OwnWindowBanner(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, ownWindow } = useServices();
  const popoutId = useStore(store, ({ devices }) => reachablePopout(devices)?.id ?? null);
  const calls = useStore(store, (state) => [...state.calls.values()].some(({ view }) => view.deviceId !== null && view.deviceId === popoutId && view.state !== 'ended'));
  if (ownWindow.here || popoutId === null) return null;
  return (
    <MessageBar intent="info" className={styles.bar} role="region" aria-label={t('ownWindow.label')} data-banner="own-window">
      <MessageBarBody>{t(calls ? 'ownWindow.callsThere' : 'ownWindow.ringsThere')}</MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={ownWindow.show}>
          {t('ownWindow.show')}
        </Button>
        <Button size="small" onClick={ownWindow.close}>
          {t('ownWindow.useThis')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
