import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AudioSettings } from '../settings/chunks';

// Room between the last field and the buttons, and for the outlines of fields at the edges.
const useStyles = makeStyles({
  content: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXS} ${tokens.spacingVerticalL}` },
});

/** The same choices as in Settings, in the middle of a call. */
export function AudioSettingsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('action.audioSettings')}</DialogTitle>
          <DialogContent className={styles.content}>
            <AudioSettings />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('action.close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
