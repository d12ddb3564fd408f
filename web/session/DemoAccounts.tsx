import { UnstyledButton } from '@mantine/core'
import type { Session } from '#contract/identity.ts'
import { roleLabels } from '#domain/access.ts'
import classes from '#web/session/DemoAccounts.module.css'

type Account = NonNullable<Session['demo']>['accounts'][number]
type Props = { accounts: readonly Account[]; onPick: (email: string) => void }

/** The fictional staff of the demo: one click fills the form. */
export const DemoAccounts = ({ accounts, onPick }: Props) => (
  <section className={classes.demo} aria-labelledby="demo-title">
    <h2 id="demo-title">Comptes de démonstration</h2>
    <p>Toutes ces personnes sont fictives. Choisissez-en une pour remplir le formulaire.</p>
    {[...Map.groupBy(accounts, ({ organisation }) => organisation)].map(([organisation, members]) => (
      <div key={organisation}>
        <h3>{organisation}</h3>
        <ul>
          {members.map(({ email, name, role }) => (
            <li key={email}>
              <UnstyledButton className={classes.account} onClick={() => onPick(email)}>
                <span>{name}</span>
                <span className={classes.role}>{roleLabels[role]}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </section>
)
