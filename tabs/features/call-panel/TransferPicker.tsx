import { Dialog, DialogSurface, Popover, PopoverSurface, makeStyles } from '@fluentui/react-components';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../../ui/use-layout';
import type { CallCard } from '../../view-models/call-card';
import { TransferSearch } from './TransferSearch';
import type { PickTask } from './TransferSearch';
import { useCardTexts } from '../../ui/use-card-texts';

const useStyles = makeStyles({
  beside: {
    width: '400px',
    maxWidth: 'calc(100vw - 32px)',
    height: '520px',
    maxHeight: 'calc(100vh - 96px)',
    boxSizing: 'border-box',
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
  },
  sheet: {
    position: 'fixed',
    inset: 0,
    margin: 0,
    width: '100%',
    maxWidth: '100%',
    height: '100%',
    maxHeight: '100%',
    borderRadius: 0,
    padding: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
  },
});

export interface TransferPickerProps {
  readonly task: PickTask;
  readonly card: CallCard;
  /**
   * The list of cards; the picker stands beside it, and pressing there does not close it: a call may be answered
   * meanwhile.
   */
  readonly beside: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/**
 * Who gets the call, or is called into it. It hangs on the panel, not on a card, and takes the focus only when it
 * opens: a call that comes in meanwhile neither closes nor moves it.
 */
export function TransferPicker({ task, card, beside, onClose }: TransferPickerProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const narrow = useLayout() === 'narrow';
  const texts = useCardTexts();
  const title = t(`${task}.title`, { who: texts.who(card) });
  const content = <TransferSearch task={task} card={card} title={title} onClose={onClose} />;
  if (narrow) {
    return (
      <Dialog open onOpenChange={onClose}>
        <DialogSurface className={styles.sheet} aria-label={title}>
          {content}
        </DialogSurface>
      </Dialog>
    );
  }
  const onOpenChange = (event: unknown, data: { readonly open: boolean }): void => {
    const target = event !== null && typeof event === 'object' && 'target' in event ? event.target : null;
    if (!data.open && !(target instanceof Node && beside.current?.contains(target))) onClose();
  };
  return (
    <Popover
      open
      onOpenChange={onOpenChange}
      positioning={{ target: beside.current, position: 'before', align: 'top', offset: { mainAxis: 12 } }}
    >
      <PopoverSurface className={styles.beside} role="dialog" aria-label={title}>
        {content}
      </PopoverSurface>
    </Popover>
  );
}
