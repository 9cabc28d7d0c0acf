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
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { createContext, useContext, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The section, over which its dialogs lie. */
export const DialogRoom = createContext<HTMLElement | null>(null);

const useStyles = makeStyles({
  surface: {
    position: 'absolute',
    zIndex: 5,
    maxWidth: 'min(600px, calc(100% - 16px))',
    maxHeight: 'calc(100% - 16px)',
    display: 'flex',
    flexDirection: 'column',
    boxShadow: tokens.shadow64,
  },
  // Of what is higher than its room only the fields scroll: title and buttons are always there.
  form: { display: 'flex', flexDirection: 'column', minHeight: 0 },
  body: { minHeight: 0, maxHeight: '100%' },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

export interface FormDialogProps {
  readonly title: string;
  /** False: it is not complete, or is being saved. */
  readonly canSave: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A dialog of a few fields, which are saved or not; beside it calls are taken and ended as ever. */
export function FormDialog({ title, canSave, onSave, onClose, children }: FormDialogProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const mountNode = useContext(DialogRoom);
  const form = useRef<HTMLFormElement>(null);
  // After Fluent has given it to the first thing that there is, which closes the dialog.
  useEffect(() => form.current?.querySelector<HTMLElement>('input:not([type=file]), textarea')?.focus(), []);
  const close = (
    <Button appearance="subtle" icon={<DismissRegular />} aria-label={t('action.close')} onClick={onClose} />
  );
  return (
    <Dialog open modalType="non-modal" onOpenChange={onClose}>
      <DialogSurface mountNode={mountNode} className={styles.surface}>
        <form
          ref={form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            onSave();
          }}
        >
          <DialogBody className={styles.body}>
            <DialogTitle action={close}>{title}</DialogTitle>
            <DialogContent className={styles.fields}>{children}</DialogContent>
            <DialogActions>
              <Button appearance="primary" type="submit" disabled={!canSave}>
                {t('action.save')}
              </Button>
              <Button onClick={onClose}>{t('action.cancel')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
