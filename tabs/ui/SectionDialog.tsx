import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { dialogRoomId } from './dialog-room';

const useStyles = makeStyles({
  surface: {
    position: 'absolute',
    pointerEvents: 'auto',
    maxWidth: 'min(600px, calc(100% - 16px))',
    maxHeight: 'calc(100% - 16px)',
    display: 'flex',
    flexDirection: 'column',
    boxSizing: 'border-box',
    boxShadow: tokens.shadow64,
  },
  // Of what is higher than its room only the middle scrolls: title and buttons are always there.
  form: { display: 'flex', flexDirection: 'column', minHeight: 0 },
  body: { minHeight: 0, maxHeight: '100%' },
});

export interface SectionDialogProps {
  readonly title: string;
  readonly actions: ReactNode;
  readonly className?: string;
  readonly busy?: boolean;
  readonly onClose: () => void;
  /** What is in it is a form. */
  readonly onSubmit?: (event: FormEvent) => void;
  readonly children: ReactNode;
}

/** A dialog over the section: beside it calls are seen, taken and ended as ever. */
export function SectionDialog(props: SectionDialogProps): ReactNode {
  const { title, actions, className, busy = false, onClose, onSubmit, children } = props;
  const styles = useStyles();
  const [mountNode] = useState(() => document.getElementById(dialogRoomId));
  const body = (
    <DialogBody className={styles.body}>
      <DialogTitle action={null}>{title}</DialogTitle>
      <DialogContent className={mergeClasses(className)} aria-busy={busy}>
        {children}
      </DialogContent>
      <DialogActions>{actions}</DialogActions>
    </DialogBody>
  );
  return (
    <Dialog open modalType="non-modal" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface mountNode={mountNode} className={styles.surface}>
        {onSubmit === undefined ? (
          body
        ) : (
          <form className={styles.form} onSubmit={onSubmit} noValidate>
            {body}
          </form>
        )}
      </DialogSurface>
    </Dialog>
  );
}
