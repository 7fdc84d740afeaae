// All the notice says about one project, with its words.

import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../../../src/core/text.ts';
import { useProgramme } from '../../../api/programmes.ts';
import { useFigureName } from '../../../i18n/figure-name.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ClauseChip } from '../../../ui/chips.tsx';
import { Amount } from '../../../ui/figure.tsx';
import styles from './projects.module.css';
import { unitNames, yearsOf, type Project } from './read.ts';

export function ProjectDrawer(props: { project: Project | undefined; onClose: () => void }) {
  const text = useText();
  return (
    <Drawer
      open={props.project !== undefined}
      onClose={props.onClose}
      size="min(520px, 100vw)"
      title={props.project ? text(props.project.name) : ''}
    >
      {props.project && <Details project={props.project} />}
    </Drawer>
  );
}

function Details({ project }: { project: Project }) {
  const { t } = useTranslation('projects');
  const text = useText();
  const figureName = useFigureName();
  const { data } = useProgramme();
  const units = (ids: readonly string[]) => unitNames(data, ids).map(text).join(t('comma'));
  const parts: ReadonlyArray<readonly [string, readonly string[]]> = [
    [t('lead.unit'), project.lead],
    [t('responsible'), project.responsible],
    [t('cooperating'), project.cooperating],
  ];
  return (
    <>
      <p className={styles.ground}>
        <ClauseChip clause={project.clause} />
      </p>
      <dl className={styles.facts}>
        {Object.entries(project.figures).map(([id, figure]) => (
          <Fact key={id} name={figureName(id)}>
            <Amount of={figure} />
          </Fact>
        ))}
        {project.years && <Fact name={t('years')}>{yearsOf(project)}</Fact>}
        {parts.map(
          ([name, ids]) =>
            ids.length > 0 && (
              <Fact key={name} name={name}>
                {units(ids)}
              </Fact>
            ),
        )}
        {project.separatePlan && <Fact name={t('plan')}>{t('plan.separate')}</Fact>}
      </dl>
      <Money project={project} />
      <Statements statements={project.statements} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Money({ project }: { project: Project }) {
  const { t } = useTranslation('projects');
  const text = useText();
  const { data } = useProgramme();
  if (!project.investment) return null;
  const { total, sources } = project.investment;
  return (
    <>
      <h3 className={styles.heading}>{t('money')}</h3>
      <dl className={styles.facts}>
        {data.funds.sources.map(
          ({ id, name }) =>
            sources[id] && (
              <Fact key={id} name={text(name)}>
                <Amount of={sources[id]} />
              </Fact>
            ),
        )}
        <Fact name={t('total')}>
          <strong>
            <Amount of={total} />
          </strong>
        </Fact>
      </dl>
    </>
  );
}

type Statement = { text: Text; clause?: string | undefined; quote: string };

function Statements(props: { statements: readonly Statement[] }) {
  const { t } = useTranslation('projects');
  const text = useText();
  if (props.statements.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{t('statements')}</h3>
      {props.statements.map((statement) => (
        <div key={statement.quote} className={styles.statement}>
          {text(statement.text)} <ClauseChip clause={statement.clause} />
          <q className={styles.quote} lang="zh-CN">
            {statement.quote}
          </q>
        </div>
      ))}
    </>
  );
}
