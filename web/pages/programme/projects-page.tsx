// Every project of the notice: how much, when, led by whom, with whose money. A name opens all the
// notice says about the project.

import { useTranslation } from 'react-i18next';
import { toNumber } from '../../../src/core/rational.ts';
import { useProgramme, useProgrammeId } from '../../api/programmes.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Bar, Legend } from '../../ui/bar.tsx';
import { ClauseChip } from '../../ui/chips.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Amount } from '../../ui/figure.tsx';
import { onPlainClick } from '../../ui/links.tsx';
import { exactly, quantity, unitName } from '../../ui/quantity.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useFilter } from '../use-filter.ts';
import { fillsOf } from './fund-fills.ts';
import { ProjectDrawer } from './projects/project-drawer.tsx';
import styles from './projects/projects.module.css';
import { inOrder, moneyOf, unitNames, yearsOf, type Project } from './projects/read.ts';

export function ProjectsPage() {
  const { t } = useTranslation('projects');
  const text = useText();
  const { data } = useProgramme();
  const [chosen, choose] = useFilter('project');
  const projects = inOrder(data.projects.projects);
  const whole = projects.filter((project) => project.partOf === undefined);
  const fills = fillsOf(data.funds.sources);
  const used = data.funds.sources.filter(({ id }) =>
    projects.some((project) => project.investment?.sources[id]),
  );
  const parts = projects.length - whole.length;
  const separate = whole.filter((project) => project.separatePlan).length;
  const head = <PageHead title={t('title')} subtitle={text(data.programme.name)} />;
  if (projects.length === 0) {
    return (
      <Sheet>
        {head}
        <EmptyState title={t('none')}>{t('none.next')}</EmptyState>
      </Sheet>
    );
  }
  return (
    <Sheet>
      {head}
      <Lead
        sentence={[
          t('lead', { count: whole.length }),
          parts > 0 && t('lead.parts', { count: parts }),
          separate > 0 && t('lead.separate', { count: separate }),
        ]
          .filter(Boolean)
          .join('')}
      />
      <SheetSection
        title={t('all')}
        aside={
          <Legend
            parts={used.map(({ id, name }) => ({
              key: id,
              label: text(name),
              fill: fills[id] ?? 'outline',
            }))}
          />
        }
      >
        <ProjectTable projects={projects} chosen={chosen} onChoose={choose} />
      </SheetSection>
      <ProjectDrawer
        project={projects.find(({ id }) => id === chosen)}
        onClose={() => choose(undefined)}
      />
    </Sheet>
  );
}

function ProjectTable(props: {
  projects: readonly Project[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('projects');
  const text = useText();
  const { data } = useProgramme();
  const programmeId = useProgrammeId();
  const money = useMoneyColumns(props.projects);
  const amount = (id: string): Column<Project> => ({
    key: id,
    title: t(id === 'area' ? 'area' : 'households'),
    isNumber: true,
    cell: ({ figures }) => figures[id] && <Amount of={figures[id]} withClause={false} />,
  });
  const columns: Column<Project>[] = [
    {
      key: 'name',
      title: t('name'),
      cell: (project) => (
        <a
          className={project.partOf === undefined ? styles.whole : styles.part}
          href={paths.programme(programmeId, 'projects', { project: project.id })}
          onClick={onPlainClick(() => props.onChoose(project.id))}
        >
          {text(project.name)}
        </a>
      ),
    },
    amount('households'),
    amount('area'),
    { key: 'years', title: t('years'), isNarrow: true, cell: (project) => yearsOf(project) },
    {
      key: 'lead',
      title: t('lead.unit'),
      cell: (project) => unitNames(data, project.lead).map(text).join(t('comma')),
    },
    ...money,
    { key: 'clause', title: t('clause'), cell: ({ clause }) => <ClauseChip clause={clause} /> },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={props.projects}
      rowKey={({ id }) => id}
      isMarked={({ id }) => id === props.chosen}
    />
  );
}

function useMoneyColumns(projects: readonly Project[]): Column<Project>[] {
  const { t } = useTranslation('projects');
  const text = useText();
  const language = useLanguage();
  const { data } = useProgramme();
  const fills = fillsOf(data.funds.sources);
  const most = Math.max(0, ...projects.map(moneyOf));
  const unit = projects.find((project) => project.investment)?.investment?.total.unit ?? '';
  return [
    {
      key: 'bar',
      title: <span className="visually-hidden">{t('sources')}</span>,
      label: t('sources'),
      cell: ({ investment }) =>
        investment && (
          <span className={styles.bar}>
            <Bar
              whole={most}
              parts={data.funds.sources.map(({ id, name }) => ({
                key: id,
                label: text(name),
                value: toNumber(exactly(investment.sources[id]?.value ?? 0)),
                fill: fills[id] ?? 'outline',
              }))}
            />
          </span>
        ),
    },
    {
      key: 'money',
      title: t('investment', { unit: unitName(unit, language) }),
      isNumber: true,
      cell: ({ investment }) =>
        investment && quantity(investment.total.value, investment.total.unit, language).value,
      sortBy: moneyOf,
    },
  ];
}
