import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DiamondRegular } from '@fluentui/react-icons/svg/diamond';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { StarFilled } from '@fluentui/react-icons/svg/star';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView, Membership } from '../../../src/contract/contacts/groups';

const useStyles = makeStyles({
  tags: { display: 'flex', gap: tokens.spacingHorizontalXS, alignItems: 'center', minWidth: 0 },
  tag: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '2px',
    maxWidth: '92px',
    padding: '0 6px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'nowrap',
  },
  vip: { backgroundColor: tokens.colorPaletteMarigoldBackground1, color: tokens.colorPaletteMarigoldForeground1 },
  blocked: { backgroundColor: tokens.colorPaletteRedBackground1, color: tokens.colorPaletteRedForeground1 },
  text: { overflow: 'hidden', textOverflow: 'ellipsis' },
  star: { color: tokens.colorBrandForeground1, fontSize: '14px', display: 'inline-flex' },
});

/** What somebody is to me, in words: VIP or blocked, then the groups. */
export function useTagTexts(membership: Membership | null, groups: readonly GroupView[]): readonly string[] {
  const { t } = useTranslation();
  if (membership === null) return [];
  const named = membership.groups.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []);
  const mark = membership.mark === null ? [] : [t(`contacts.${membership.mark}Tag`)];
  return [...(membership.favourite ? [t('contacts.favourite')] : []), ...mark, ...named];
}

export interface ContactTagsProps {
  readonly membership: Membership | null;
  readonly groups: readonly GroupView[];
}

/** The same for the eye: there is room for one group and how many more there are. */
export function ContactTags({ membership, groups }: ContactTagsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  if (membership === null) return null;
  const { favourite, mark } = membership;
  const names = membership.groups.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []);
  const [first, ...others] = names;
  return (
    <span className={styles.tags} aria-hidden>
      {favourite && (
        <span className={styles.star}>
          <StarFilled />
        </span>
      )}
      {mark !== null && (
        <span className={mergeClasses(styles.tag, styles[mark])}>
          {mark === 'vip' ? <DiamondRegular /> : <ProhibitedRegular />}
          {t(`contacts.${mark}Tag`)}
        </span>
      )}
      {first !== undefined && mark === null && (
        <span className={styles.tag} title={names.join(', ')}>
          <span className={styles.text}>{first}</span>
        </span>
      )}
      {(mark === null ? others : names).length > 0 && (
        <span className={styles.tag} title={names.join(', ')}>
          +{(mark === null ? others : names).length}
        </span>
      )}
    </span>
  );
}
