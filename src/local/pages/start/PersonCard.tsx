import { Avatar, Card, CardHeader, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components';
import type { DemoPerson } from '../../page-routes';
import { shownNumber } from '../phone/CallStatus';
import type { HostTheme } from '../shared/themes';

const useStyles = makeStyles({
  card: { height: '100%', boxSizing: 'border-box' },
  phones: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL },
  lines: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground2 },
});

/** One person of the demo, with the links that open Teams as that person, and the person's other phones. */
export function PersonCard({ person, locale, theme }: { readonly person: DemoPerson; readonly locale: string; readonly theme: HostTheme }) {
  const styles = useStyles();
  const address = (page: string, query: Record<string, string>) => `/local/${page}?${new URLSearchParams({ ...query, theme }).toString()}`;
  return (
    <Card className={styles.card}>
      <CardHeader
        image={<Avatar name={person.name} color="colorful" size={40} aria-hidden />}
        header={<Link href={address('teams', { as: person.key, locale })} target="_blank">Open as {person.name}</Link>}
        description={
          <span className={styles.lines}>
            <Caption1>{about(person)}</Caption1>
            {person.numbers.map(({ label, number }) => (
              <Caption1 key={number}>
                {label} {shownNumber(number)}
              </Caption1>
            ))}
          </span>
        }
      />
      {person.extension !== null && (
        <div className={styles.phones}>
          <Link href={address('desk-phone', { as: person.key, locale })} target="_blank" aria-label={`Desk phone of ${person.name}`}>Desk phone</Link>
          {person.mobile !== null && (
            <Link href={address('outside', { number: person.mobile })} target="_blank" aria-label={`Mobile ${shownNumber(person.mobile)} of ${person.name}`}>Mobile {shownNumber(person.mobile)}</Link>
          )}
        </div>
      )}
    </Card>
  );
}

function about(person: DemoPerson): string {
  if (person.extension === null) return 'A Microsoft account that no user of the phone system is linked to';
  const roles = person.roles.length === 0 ? [] : [person.roles.join(' and ')];
  return [`Extension ${person.extension}`, person.role, ...roles].filter((part) => part !== null).join(' · ');
}
