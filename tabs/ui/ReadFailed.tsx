import { Button } from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '../api/client-error';
import { EmptyState } from './EmptyState';

export interface ReadFailedProps {
  /** What could not be read. */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In the place of what the server did not give: that it is gone, or why not, and a press to try again. */
export function ReadFailed({ title, error, onRetry }: ReadFailedProps): ReactNode {
  const { t } = useTranslation();
  const code = errorCode(error);
  const isGone = code === 'request.notFound';
  return (
    <div role="alert">
      <EmptyState
        icon={<PlugDisconnectedRegular />}
        title={isGone ? t('error.request.notFound') : title}
        {...(!isGone && {
          hint: t(`error.${code}`),
          action: <Button onClick={onRetry}>{t('action.retry')}</Button>,
        })}
      />
    </div>
  );
}
