import { Button, Switch, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings, ShortcutAction } from '../../../src/contract/settings/settings';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { useShortcutsInForce } from '../../ui/use-shortcut-keys';
import { shortcutActions } from '../../view-models/shortcuts';
import { ShortcutRow } from './ShortcutRow';
import { useChangeSettings } from '../../ui/use-change-settings';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  hint: { color: tokens.colorNeutralForeground3 },
  all: { alignSelf: 'flex-start' },
});

/** All shortcuts, each changeable by pressing the new one. */
export function ShortcutSettings(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const changed = useStore(useServices().store, (state) => state.settings.shortcuts);
  const inForce = useShortcutsInForce();
  const change = useChangeSettings();
  const [capturing, setCapturing] = useState<ShortcutAction | null>(null);
  const save = (shortcuts: Settings['shortcuts']): void => {
    setCapturing(null);
    change({ shortcuts });
  };
  const without = (action: keyof Settings['shortcuts']): Settings['shortcuts'] =>
    Object.fromEntries(Object.entries(changed).filter(([other]) => other !== action));
  return (
    <>
      <Text size={200} className={styles.hint}>
        {t('shortcuts.hint')}
      </Text>
      <ul className={styles.list}>
        {shortcutActions.map((action) => (
          <ShortcutRow
            key={action}
            action={action}
            inForce={inForce}
            changed={changed[action] !== undefined}
            capturing={capturing === action}
            onCapture={(on) => setCapturing(on ? action : null)}
            onChange={(shortcut) => save({ ...changed, [action]: shortcut })}
            onReset={() => save(without(action))}
          />
        ))}
      </ul>
      <Switch
        checked={changed.plainKeys !== null}
        label={t('shortcuts.plainKeys')}
        onChange={(_, { checked }) => save(checked ? without('plainKeys') : { ...changed, plainKeys: null })}
      />
      {Object.keys(changed).length > 0 && (
        <Button className={styles.all} size="small" onClick={() => save({})}>
          {t('shortcuts.resetAll')}
        </Button>
      )}
    </>
  );
}
