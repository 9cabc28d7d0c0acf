import { Avatar, Card, CardHeader, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { DemoPerson } from '../../page-routes';
import type { HostTheme } from '../shared/themes';

const useStyles = makeStyles({
  card: { height: '100%', boxSizing: 'border-box' },
  lines: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground2 },
});

/** One person of the demo, with the link that opens Teams as that person. */
export function PersonCard({ person, locale, theme }: { readonly person: DemoPerson; readonly locale: string; readonly theme: HostTheme }) {
  const styles = useStyles();
  const address = `/local/teams?${new URLSearchParams({ as: person.key, locale, theme }).toString()}`;
  return (
    <Card className={styles.card}>
      <CardHeader
        image={<Avatar name={person.name} color="colorful" size={40} aria-hidden />}
        header={<Link href={address} target="_blank">Open as {person.name}</Link>}
        description={
          <span className={styles.lines}>
            <Caption1>{about(person)}</Caption1>
            {person.numbers.map(({ label, number }) => (
              <Caption1 key={number}>
                {label} {parsePhoneNumberFromString(number)?.formatInternational() ?? number}
              </Caption1>
            ))}
          </span>
        }
      />
    </Card>
  );
}

function about(person: DemoPerson): string {
  if (person.extension === null) return 'A Microsoft account that no user of the phone system is linked to';
  const roles = person.roles.length === 0 ? [] : [person.roles.join(' and ')];
  return [`Extension ${person.extension}`, person.role, ...roles].filter((part) => part !== null).join(' · ');
}
