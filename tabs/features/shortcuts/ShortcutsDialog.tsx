import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { ShortcutList } from './ShortcutList';

const useStyles = makeStyles({ surface: { maxWidth: '720px' } });

/** All shortcuts, at `?`; they are changed in Settings. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const change = (): void => {
    onClose();
    navigation.open('settings');
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('shortcuts.title')}</DialogTitle>
          <DialogContent>
            <ShortcutList />
          </DialogContent>
          <DialogActions>
            <Button onClick={change}>{t('shortcuts.changeThem')}</Button>
            <Button appearance="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
