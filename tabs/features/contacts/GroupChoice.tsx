import { Button, Popover, PopoverSurface, PopoverTrigger, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { GroupIcon } from './GroupIcon';
import { GroupPane } from './GroupPane';
import type { GroupPaneProps } from './GroupPane';

const useStyles = makeStyles({
  button: { minWidth: 0, maxWidth: '100%', fontWeight: tokens.fontWeightSemibold },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  surface: { padding: 0, width: '260px', maxHeight: '70vh', overflowY: 'auto' },
});

export interface GroupChoiceProps extends GroupPaneProps {
  readonly name: string;
}

/** Where there is no room for a column of groups: the chosen one, behind which the others are. */
export function GroupChoice({ name, onSelect, ...pane }: GroupChoiceProps): ReactNode {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const kind = pane.list.groups.find(({ id }) => id === pane.selected)?.kind;
  const plain = pane.selected as 'all' | 'favourites' | 'vip' | 'blocked';
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>
        <Button className={styles.button} icon={<GroupIcon kind={kind ?? plain} />} aria-haspopup="true">
          <span className={styles.name}>{name}</span>
          <ChevronDownRegular aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface}>
        <GroupPane
          {...pane}
          onSelect={(key) => {
            setOpen(false);
            onSelect(key);
          }}
        />
      </PopoverSurface>
    </Popover>
  );
}
