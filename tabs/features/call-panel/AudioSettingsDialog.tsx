import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Spinner } from '@fluentui/react-components';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const AudioSettings = lazy(async () => ({ default: (await import('../settings/AudioSettings')).AudioSettings }));

/** The same choices as in Settings, in the middle of a call. */
export function AudioSettingsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('action.audioSettings')}</DialogTitle>
          <DialogContent>
            <Suspense fallback={<Spinner />}>
              <AudioSettings />
            </Suspense>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('action.close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
