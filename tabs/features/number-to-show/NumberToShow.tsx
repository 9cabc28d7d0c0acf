import { Button, Menu, MenuButton, MenuGroup, MenuGroupHeader, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, makeStyles, tokens } from '@fluentui/react-components';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../app/services';
import { useLayout } from '../../app/use-layout';
import { useNumbers } from '../../components/use-numbers';
import { useStore } from '../../state/store';

const anonymous = 'anonymous';

const useStyles = makeStyles({
  button: { flexShrink: 0, fontWeight: tokens.fontWeightRegular },
  prefix: { color: tokens.colorNeutralForeground3, marginRight: tokens.spacingHorizontalS },
  label: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, display: 'block', lineHeight: tokens.lineHeightBase200 },
});

/** The number that the other side sees when I call out; kept for the person, and enforced by the server. */
export function NumberToShow(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const layout = useLayout();
  const { rest, store, notices, clock } = useServices();
  const numbers = useNumbers();
  const me = useStore(store, (state) => state.me);
  const chosen = useStore(store, (state) => state.settings.numberToShow);
  const own = me?.user.numbers ?? [];
  const current = chosen ?? own[0] ?? anonymous;
  const text = current === anonymous ? t('show.anonymous') : numbers.readable(current);

  const choose = (numberToShow: string): void => {
    const before = store.get().settings;
    store.update((state) => ({ ...state, settings: { ...state.settings, numberToShow } }));
    rest.changeSettings({ numberToShow }).catch((error: unknown) => {
      store.update((state) => ({ ...state, settings: before }));
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    });
  };

  const narrow = layout === 'narrow';
  const icon = current === anonymous ? <EyeOffRegular /> : <NumberSymbolRegular />;
  return (
    <Menu checkedValues={{ show: [current] }} onCheckedValueChange={(_, data) => data.checkedItems[0] && choose(data.checkedItems[0])} positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {narrow ? (
          <Button className={styles.button} appearance="subtle" icon={icon} aria-label={t('show.title')} title={`${t('show.title')}: ${text}`} />
        ) : (
          <MenuButton className={styles.button} aria-label={t('show.title')} aria-description={text} title={t('show.title')}>
            <span className={styles.prefix}>{t('show.prefix')}</span>
            {text}
          </MenuButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t('show.title')}</MenuGroupHeader>
            {own.map((number) => (
              <MenuItemRadio key={number} name="show" value={number}>
                {numbers.readable(number)}
                <span className={styles.label}>{me?.user.numberLabels[number] ?? ''}</span>
              </MenuItemRadio>
            ))}
            <MenuItemRadio name="show" value={anonymous}>
              {t('show.anonymous')}
              <span className={styles.label}>{t('show.anonymousHint')}</span>
            </MenuItemRadio>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
