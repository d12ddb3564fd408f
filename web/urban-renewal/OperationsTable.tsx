import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Operation } from '#contract/urban-renewal.ts'
import { formatInteger } from '#domain/money.ts'
import { investmentTaxLabels, operationKindLabels } from '#domain/urban-renewal/kinds.ts'
import { type RenewalStep, renewalStepLabels } from '#domain/urban-renewal/progress.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Why } from '#web/ui/Why.tsx'
import classes from './urban-renewal.module.css'

type Line = { label: string; cell: (operation: Operation) => ReactNode; isAmount?: boolean }

const homes = ({ facts }: Operation, product: 'plus' | 'plai') =>
  facts.kind === 'reconstitution' ? (
    <span className="figures">{formatInteger(facts.units[product])}</span>
  ) : null

const lines: readonly Line[] = [
  { label: 'Genre', cell: ({ facts }) => operationKindLabels[facts.kind] },
  { label: 'Engagée le', cell: ({ committedOn }) => <Day date={committedOn} /> },
  { label: 'Logements PLUS', cell: (operation) => homes(operation, 'plus'), isAmount: true },
  { label: 'Logements PLAI', cell: (operation) => homes(operation, 'plai'), isAmount: true },
  {
    label: 'Aide complémentaire',
    cell: ({ facts }) =>
      facts.kind === 'reconstitution' ? (facts.isComplementaryAsked ? 'demandée' : 'non demandée') : null,
  },
  {
    label: 'Investissement',
    cell: ({ facts }) =>
      facts.kind === 'requalification' && (
        <>
          <Amount cents={facts.investmentCents} />
          <div className={classes.detail}>{investmentTaxLabels[facts.investmentTax]}</div>
        </>
      ),
    isAmount: true,
  },
  {
    label: 'Subvention de l’ANRU',
    cell: ({ facts }) => facts.kind === 'requalification' && <Amount cents={facts.anruSubsidyCents} />,
    isAmount: true,
  },
  {
    label: 'Prêt possible',
    cell: ({ aid }) => (
      <>
        <Amount cents={aid.loanCents} />
        <div className={classes.detail}>
          <Why explanation={aid.explanation} />
        </div>
      </>
    ),
    isAmount: true,
  },
  { label: 'Subvention possible', cell: ({ aid }) => <Amount cents={aid.subsidyCents} />, isAmount: true },
  {
    label: 'Prêt, lu autrement',
    cell: ({ aid }) => aid.otherReadingCents !== null && <Amount cents={aid.otherReadingCents} />,
    isAmount: true,
  },
  {
    label: 'Prêt décidé',
    cell: ({ progress }) => progress.loanCents !== null && <Amount cents={progress.loanCents} />,
    isAmount: true,
  },
  {
    label: 'Subvention décidée',
    cell: ({ progress }) => progress.subsidyCents !== null && <Amount cents={progress.subsidyCents} />,
    isAmount: true,
  },
  { label: 'Versé', cell: ({ progress }) => <Amount cents={progress.drawnCents} />, isAmount: true },
  {
    label: 'Reste à verser',
    cell: ({ progress }) => <Amount cents={progress.toDrawCents} />,
    isAmount: true,
  },
  {
    label: 'État',
    cell: ({ progress, aid }) => <State step={progress.step} isOutOfForce={aid.isOutOfForce} />,
  },
]

const State = ({ step, isOutOfForce }: { step: RenewalStep | null; isOutOfForce: boolean }) => (
  <>
    <Signal kind={step === 'repaying' || step === 'adjusted' ? 'done' : 'none'}>
      {step ? renewalStepLabels[step] : 'À l’étude'}
    </Signal>
    {isOutOfForce && step === null && (
      <div>
        <Signal kind="soon">hors des dates de la grille</Signal>
      </div>
    )}
  </>
)

type Props = {
  operations: readonly Operation[]
  because: string | undefined
  onEdit: (operation: Operation) => void
  onStep: (operation: Operation, step: RenewalStep) => void
}

/** One column for each operation, so that they are compared line by line. */
export const OperationsTable = ({ operations, because, onEdit, onStep }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled by keyboard too
  <section className={classes.scroll} tabIndex={0} aria-label="Opérations du projet">
    <table className={classes.operations}>
      <thead>
        <tr>
          <th scope="col">
            <span className="on-screen-readers">Ligne</span>
          </th>
          {operations.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines
          .filter(({ cell }) => operations.some((operation) => isShown(cell(operation))))
          .map(({ label, cell, isAmount }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {operations.map((operation) => (
                <td key={operation.id} data-align={isAmount ? 'end' : undefined}>
                  {cell(operation)}
                </td>
              ))}
            </tr>
          ))}
        <tr>
          <th scope="row">Suite</th>
          {operations.map((operation) => (
            <td key={operation.id}>
              <NextSteps operation={operation} because={because} onEdit={onEdit} onStep={onStep} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  </section>
)

const isShown = (cell: ReactNode) => cell !== null && cell !== false && cell !== undefined

type NextProps = Omit<Props, 'operations'> & { operation: Operation }

const NextSteps = ({ operation, because, onEdit, onStep }: NextProps) => {
  const { next } = operation.progress
  const isDecided = operation.events.some(({ step }) => step === 'decided')
  return (
    <Menu>
      <Menu.Target>
        <ReasonedButton size="compact-sm" variant="default" because={because}>
          Noter la suite<span className="on-screen-readers"> de {operation.name}</span>
        </ReasonedButton>
      </Menu.Target>
      {because === undefined && (
        <Menu.Dropdown>
          {next.map((step) => (
            <Menu.Item key={step} onClick={() => onStep(operation, step)}>
              {renewalStepLabels[step]}
            </Menu.Item>
          ))}
          {!isDecided && <Menu.Item onClick={() => onEdit(operation)}>Modifier l’opération</Menu.Item>}
          {isDecided && next.length === 0 && (
            <Menu.Label>Rien ne suit : l’opération est menée à son terme.</Menu.Label>
          )}
        </Menu.Dropdown>
      )}
    </Menu>
  )
}
