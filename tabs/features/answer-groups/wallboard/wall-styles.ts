import { makeStyles, tokens } from '@fluentui/react-components';

/** The fields of a wallboard. */
export const useWallStyles = makeStyles({
  field: {
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    gap: '0.4em',
    padding: '0.8em 1em',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  over: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
  },
  label: { margin: 0, fontSize: '1.1em', fontWeight: tokens.fontWeightSemibold },
  number: { margin: 0, fontWeight: tokens.fontWeightBold, lineHeight: 1, fontVariantNumeric: 'tabular-nums' },
  large: { fontSize: 'min(6em, 11vw)' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', justifyContent: 'space-between', columnGap: '1em' },
});
