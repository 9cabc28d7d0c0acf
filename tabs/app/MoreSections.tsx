import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles, tokens } from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureSection } from '../ui/feature';
import { useServices } from '../ui/services';

const useStyles = makeStyles({
  button: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '2px',
    width: '100%',
    height: '52px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  icon: { fontSize: '20px', height: '20px', lineHeight: 1 },
});

/** The sections that have no room in sight at the end of a phone. */
export function MoreSections({ sections }: { sections: readonly FeatureSection[] }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  function go(id: FeatureSection['id']): void {
    navigation.open(id);
    // Not back to the menu: to the link that says where one is, as if it had been pressed.
    document.querySelector<HTMLElement>(`[data-region="navigation"] a[href="#/${id}"]`)?.focus();
  }
  return (
    <Menu positioning="above-end">
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={styles.button}>
          <span className={styles.icon} aria-hidden>
            <NavigationRegular />
          </span>
          {t('nav.menu')}
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {sections.map(({ id, icon, News }) => {
            const item = (
              <MenuItem icon={<span>{icon.regular}</span>} onClick={() => go(id)}>
                {t(`nav.${id}`)}
              </MenuItem>
            );
            // One that is for few says itself whether it is there.
            return <Fragment key={id}>{News === undefined ? item : <News draw={() => item} />}</Fragment>;
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
