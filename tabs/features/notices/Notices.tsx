import {
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  Toaster,
  Link,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useLayout } from '../../ui/use-layout';
import { useStore } from '../../ui/use-store';

/** Short messages at the edge of the screen; long enough to undo. */
export function Notices(): ReactNode {
  const { t } = useTranslation();
  const { notices } = useServices();
  const notice = useStore(notices, (value) => value);
  // On a phone the sheet of calls lies over the section's end.
  const position = useLayout() === 'narrow' ? 'top' : 'bottom-start';
  const toasterId = useId('notices');
  const { dispatchToast, dismissToast } = useToastController(toasterId);

  useEffect(() => {
    if (!notice) return;
    const toastId = String(notice.id);
    const { action } = notice;
    dispatchToast(
      <Toast>
        <ToastTitle>{t(notice.key, { ...notice.values })}</ToastTitle>
        {action && (
          <>
            <ToastBody />
            <ToastFooter>
              <Link
                as="button"
                onClick={() => {
                  action.run();
                  dismissToast(toastId);
                }}
              >
                {t(action.key)}
              </Link>
            </ToastFooter>
          </>
        )}
      </Toast>,
      { toastId, intent: notice.intent, position, timeout: action ? 10_000 : 5_000, pauseOnHover: true },
    );
    // Only a new notice is a new toast, whatever the language does meanwhile.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [notice?.id]);

  return <Toaster toasterId={toasterId} inline offset={{ horizontal: position === 'top' ? 0 : 8, vertical: 8 }} />;
}
