import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac, readableShortcut, shortcutActions } from '../../view-models/shortcuts';
import { useShortcutsInForce } from '../../ui/use-shortcut-keys';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  pair: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM, alignItems: 'baseline' },
  keys: { margin: 0, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap', fontSize: tokens.fontSizeBase200 },
});

/** Keys that are the same for everybody, each named by a text. */
const fixed = [
  ['search', '/ · Ctrl + K'],
  ['dial', '0–9'],
  ['tones', '0–9 * #'],
  ['transferNow', 'Ctrl + Enter'],
  ['regions', 'F6 · Shift + F6'],
  ['rows', '↑ ↓'],
  ['callRow', 'Ctrl + Enter'],
  ['deleteRow', 'Delete'],
  ['shortcuts', '?'],
] as const;

/** All keys: those in force, which can be changed, and those that are the same for everybody. */
export function ShortcutList(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const inForce = useShortcutsInForce();
  const mac = isMac(navigator);
  const rows = [
    ...shortcutActions.map(
      (action) =>
        [
          t(`shortcuts.${action}`),
          inForce[action] === null ? t('shortcuts.none') : readableShortcut(inForce[action], mac),
        ] as const,
    ),
    ...fixed.map(([name, keys]) => [t(`shortcuts.fixed.${name}`), mac ? keys.replace('Ctrl + ', '⌘') : keys] as const),
  ];
  return (
    <dl className={styles.list}>
      {rows.map(([name, keys]) => (
        <div key={name} className={styles.pair}>
          <dt>{name}</dt>
          <dd className={styles.keys}>{keys}</dd>
        </div>
      ))}
    </dl>
  );
}
