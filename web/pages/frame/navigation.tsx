// The side bar and the phone's bottom bar: pages by group, with the number of things to look at.

import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BellOutlined,
  CalculatorOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  FireOutlined,
  HomeOutlined,
  ImportOutlined,
  FileProtectOutlined,
  FundOutlined,
  PayCircleOutlined,
  QuestionCircleOutlined,
  TableOutlined,
  TeamOutlined,
  MenuOutlined,
  NotificationOutlined,
  SafetyCertificateOutlined,
  ShopOutlined,
  SolutionOutlined,
  ToolOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { programmeKey, useProgrammes } from '../../api/programmes.ts';
import { useHolds } from '../../api/session.ts';
import { paths, type ProgrammePage } from '../../paths.ts';
import { ledgerReaders } from '../../../src/households/model.ts';
import { importMay } from '../../../src/imports/model.ts';
import { journalReaders } from '../../../src/journal/model.ts';
import { paymentReaders } from '../../../src/payments/model.ts';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { lastProgramme } from '../last-programme.ts';
import styles from './frame.module.css';

const groups = [
  { name: undefined, pages: ['overview'] },
  { name: 'group.notice', pages: ['notice', 'reconciliation', 'decisions', 'timeline'] },
  {
    name: 'group.programme',
    pages: ['projects', 'towns', 'methods', 'quality', 'duties'],
  },
  { name: 'group.household', pages: ['benefit'] },
] as const satisfies ReadonlyArray<{ name: string | undefined; pages: readonly ProgrammePage[] }>;

const icons: Readonly<Record<ProgrammePage, ComponentType<{ 'aria-hidden': 'true' }>>> = {
  overview: DashboardOutlined,
  notice: FileTextOutlined,
  reconciliation: AuditOutlined,
  decisions: QuestionCircleOutlined,
  timeline: CalendarOutlined,
  projects: BankOutlined,
  towns: HomeOutlined,
  methods: FireOutlined,
  quality: CheckSquareOutlined,
  duties: TeamOutlined,
  benefit: CalculatorOutlined,
};

/** The programme the menu leads into: the one in the address, else the one looked at last. */
export function useMenuProgramme(): string | undefined {
  const { programmeId } = useParams({ strict: false }) as { programmeId?: string };
  const cards = useProgrammes().data;
  if (programmeId) return programmeId;
  const known = cards?.find((card) => card.programmeId === lastProgramme());
  return (known ?? cards?.find((card) => card.isOwn) ?? cards?.[0])?.programmeId;
}

/** How many lines of a page wait for somebody; read from the programme when it is there. */
function useCounts(programmeId: string | undefined): Partial<Record<ProgrammePage, number>> {
  const { data } = useQuery<ProgrammeView>({
    queryKey: programmeKey(programmeId ?? ''),
    enabled: false,
  });
  if (!data) return {};
  const toDecide = data.report.lines.filter((line) => line.needsDecision).length;
  return { reconciliation: toDecide, decisions: data.data.decisions.decisions.length };
}

export function SideNavigation({ onFollow }: { onFollow?: () => void }) {
  const { t } = useTranslation('frame');
  const programmeId = useMenuProgramme();
  const counts = useCounts(programmeId);
  const seesLedger = useHolds(ledgerReaders);
  const seesImports = useHolds(importMay['ledger-import.upload']);
  const isAdministrator = useHolds(['administrator', 'audit']);
  const follow = onFollow ? { onClick: onFollow } : {};
  return (
    <>
      <Item to={paths.start()} {...follow}>
        <BellOutlined aria-hidden="true" />
        <span>{t('page.start')}</span>
      </Item>
      {seesLedger && (
        <Item to={paths.overview()} {...follow}>
          <BarChartOutlined aria-hidden="true" />
          <span>{t('page.district')}</span>
        </Item>
      )}
      {programmeId &&
        groups.map((group) => (
          <div key={group.pages[0]}>
            {group.name && <div className={styles.group}>{t(group.name)}</div>}
            {group.pages.map((page) => {
              const Icon = icons[page];
              return (
                <Item key={page} to={paths.programme(programmeId, page)} {...follow}>
                  <Icon aria-hidden="true" />
                  <span>{t(`page.${page}`)}</span>
                  {counts[page] ? <span className={styles.count}>{counts[page]}</span> : null}
                </Item>
              );
            })}
          </div>
        ))}
      {seesLedger && (
        <>
          <div className={styles.group}>{t('group.works')}</div>
          <Item to={paths.ledger()} {...follow}>
            <TableOutlined aria-hidden="true" />
            <span>{t('page.ledger')}</span>
          </Item>
          {seesImports && (
            <Item to={paths.imports()} {...follow}>
              <ImportOutlined aria-hidden="true" />
              <span>{t('page.imports')}</span>
            </Item>
          )}
        </>
      )}
      <FieldItems {...follow} />
      <MoneyItems {...follow} />
      <div className={styles.group}>{t('group.district')}</div>
      <Item to={paths.places()} {...follow}>
        <EnvironmentOutlined aria-hidden="true" />
        <span>{t('page.places')}</span>
      </Item>
      {isAdministrator && (
        <Item to={paths.accounts()} {...follow}>
          <UserOutlined aria-hidden="true" />
          <span>{t('page.accounts')}</span>
        </Item>
      )}
    </>
  );
}

/** What is done in the villages, from the group's decision to the public notice. */
function FieldItems(follow: { onClick?: () => void }) {
  const { t } = useTranslation('frame');
  const seesLedger = useHolds(ledgerReaders);
  const isEnterprise = useHolds(['enterprise']);
  const pages = [
    { key: 'groups', to: paths.groups(), Icon: ApartmentOutlined, isSeen: seesLedger },
    { key: 'enterprises', to: paths.enterprises(), Icon: ShopOutlined, isSeen: seesLedger },
    { key: 'contracts', to: paths.contracts(), Icon: SolutionOutlined, isSeen: true },
    { key: 'works', to: paths.works(), Icon: ToolOutlined, isSeen: true },
    {
      key: 'acceptance',
      to: paths.acceptance(),
      Icon: SafetyCertificateOutlined,
      isSeen: seesLedger,
    },
    { key: 'notices', to: paths.notices(), Icon: NotificationOutlined, isSeen: seesLedger },
  ] as const;
  if (!seesLedger && !isEnterprise) return null;
  return (
    <>
      {!seesLedger && <div className={styles.group}>{t('group.works')}</div>}
      {pages.map(
        ({ key, to, Icon, isSeen }) =>
          isSeen && (
            <Item key={key} to={to} {...follow}>
              <Icon aria-hidden="true" />
              <span>{t(`page.${key}`)}</span>
            </Item>
          ),
      )}
    </>
  );
}

/** The money and the journal, for those who see them. */
function MoneyItems(follow: { onClick?: () => void }) {
  const { t } = useTranslation('frame');
  const seesPayments = useHolds(paymentReaders);
  const seesJournal = useHolds(journalReaders);
  return (
    <>
      {seesPayments && <div className={styles.group}>{t('group.money')}</div>}
      {seesPayments && (
        <Item to={paths.batches()} {...follow}>
          <PayCircleOutlined aria-hidden="true" />
          <span>{t('page.batches')}</span>
        </Item>
      )}
      {seesPayments && (
        <Item to={paths.funds()} {...follow}>
          <FundOutlined aria-hidden="true" />
          <span>{t('page.funds')}</span>
        </Item>
      )}
      {seesJournal && (
        <>
          <div className={styles.group}>{t('group.audit')}</div>
          <Item to={paths.journal()} {...follow}>
            <FileProtectOutlined aria-hidden="true" />
            <span>{t('page.journal')}</span>
          </Item>
        </>
      )}
    </>
  );
}

type ItemProps = { to: string; onClick?: () => void; children: React.ReactNode };

function Item({ to, onClick, children }: ItemProps) {
  const { pathname } = useLocation();
  const current = pathname === decodeURI(to) || pathname === to;
  return (
    <Link
      to={to}
      className={styles.item ?? ''}
      aria-current={current ? 'page' : undefined}
      {...(onClick && { onClick })}
    >
      {children}
    </Link>
  );
}

/** The pages used most on a phone: those of the work, else those of the programme. */
function useBottomPages() {
  const { t } = useTranslation('frame');
  const programmeId = useMenuProgramme();
  const seesLedger = useHolds(ledgerReaders);
  if (seesLedger) {
    return [
      { to: paths.start(), name: t('page.start'), Icon: BellOutlined },
      { to: paths.overview(), name: t('page.district'), Icon: BarChartOutlined },
      { to: paths.ledger(), name: t('page.ledger'), Icon: TableOutlined },
    ];
  }
  if (programmeId === undefined) return [];
  return (['overview', 'reconciliation', 'benefit'] as const).map((page) => ({
    to: paths.programme(programmeId, page),
    name: t(`page.${page}`),
    Icon: icons[page],
  }));
}

export function BottomBar(props: { isMenuOpen: boolean; onMenu: () => void }) {
  const { t } = useTranslation('frame');
  const { pathname } = useLocation();
  const pages = useBottomPages();
  return (
    <nav className={styles.bottom} aria-label={t('bottomBar')}>
      {pages.map(({ to, name, Icon }) => (
        <Link key={to} to={to} aria-current={pathname === to ? 'page' : undefined}>
          <Icon aria-hidden="true" />
          {name}
        </Link>
      ))}
      <button type="button" aria-expanded={props.isMenuOpen} onClick={props.onMenu}>
        <MenuOutlined aria-hidden="true" />
        {t('allPages')}
      </button>
    </nav>
  );
}
