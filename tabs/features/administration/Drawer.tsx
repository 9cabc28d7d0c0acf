import { Button, Text, makeStyles, tokens, useId } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientErrorCode } from '../../api/client-error';
import { giveBackFocus } from '../../ui/give-back-focus';

const useStyles = makeStyles({
  drawer: {
    position: 'absolute',
    zIndex: 2,
    top: 0,
    right: 0,
    bottom: 0,
    width: 'min(420px, 100%)',
    boxSizing: 'border-box',
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr) auto auto',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke1}`,
    boxShadow: tokens.shadow28,
    outlineStyle: 'none',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  body: {
    overflowY: 'auto',
    position: 'relative',
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  refusal: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    color: tokens.colorPaletteRedForeground1,
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

export interface DrawerProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly foot: ReactNode;
  /** Why what is in it was not saved. */
  readonly refusal?: ClientErrorCode | null;
  readonly children: ReactNode;
}

/** Over the table at its end, inside the section: calls stay in view. Escape closes it; the focus goes back. */
export function Drawer({ title, onClose, foot, refusal = null, children }: DrawerProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const titleId = useId('drawer');
  const drawer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const own = drawer.current;
    own?.focus();
    return () => giveBackFocus(before, own);
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it, as a dialog
    <div
      ref={drawer}
      role="dialog"
      tabIndex={-1}
      aria-labelledby={titleId}
      className={styles.drawer}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('administration.close')}
          onClick={onClose}
        />
      </div>
      <div className={styles.body}>{children}</div>
      {refusal !== null && (
        <Text role="alert" className={styles.refusal}>
          {t(`error.${refusal}`)}
        </Text>
      )}
      <div className={styles.foot}>{foot}</div>
    </div>
  );
}
