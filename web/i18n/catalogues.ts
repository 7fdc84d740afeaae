// The catalogues by page, typed by the Chinese ones. A new page adds its two files here.

import enAcceptance from './en/acceptance.json' with { type: 'json' };
import enAccounts from './en/accounts.json' with { type: 'json' };
import enActions from './en/actions.json' with { type: 'json' };
import enBenefit from './en/benefit.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enContracts from './en/contracts.json' with { type: 'json' };
import enDecisions from './en/decisions.json' with { type: 'json' };
import enDistrict from './en/district.json' with { type: 'json' };
import enDuties from './en/duties.json' with { type: 'json' };
import enEnterprises from './en/enterprises.json' with { type: 'json' };
import enFigures from './en/figures.json' with { type: 'json' };
import enForm from './en/form.json' with { type: 'json' };
import enFrame from './en/frame.json' with { type: 'json' };
import enFunds from './en/funds.json' with { type: 'json' };
import enGroups from './en/groups.json' with { type: 'json' };
import enHousehold from './en/household.json' with { type: 'json' };
import enImports from './en/imports.json' with { type: 'json' };
import enJournal from './en/journal.json' with { type: 'json' };
import enLedger from './en/ledger.json' with { type: 'json' };
import enLists from './en/lists.json' with { type: 'json' };
import enMethods from './en/methods.json' with { type: 'json' };
import enNotice from './en/notice.json' with { type: 'json' };
import enNotices from './en/notices.json' with { type: 'json' };
import enOverview from './en/overview.json' with { type: 'json' };
import enPayments from './en/payments.json' with { type: 'json' };
import enPlaces from './en/places.json' with { type: 'json' };
import enProjects from './en/projects.json' with { type: 'json' };
import enQuality from './en/quality.json' with { type: 'json' };
import enReconciliation from './en/reconciliation.json' with { type: 'json' };
import enSearch from './en/search.json' with { type: 'json' };
import enSession from './en/session.json' with { type: 'json' };
import enTimeline from './en/timeline.json' with { type: 'json' };
import enTodo from './en/todo.json' with { type: 'json' };
import enTowns from './en/towns.json' with { type: 'json' };
import enWorks from './en/works.json' with { type: 'json' };
import zhAcceptance from './zh/acceptance.json' with { type: 'json' };
import zhAccounts from './zh/accounts.json' with { type: 'json' };
import zhActions from './zh/actions.json' with { type: 'json' };
import zhBenefit from './zh/benefit.json' with { type: 'json' };
import zhCommon from './zh/common.json' with { type: 'json' };
import zhContracts from './zh/contracts.json' with { type: 'json' };
import zhDecisions from './zh/decisions.json' with { type: 'json' };
import zhDistrict from './zh/district.json' with { type: 'json' };
import zhDuties from './zh/duties.json' with { type: 'json' };
import zhEnterprises from './zh/enterprises.json' with { type: 'json' };
import zhFigures from './zh/figures.json' with { type: 'json' };
import zhForm from './zh/form.json' with { type: 'json' };
import zhFrame from './zh/frame.json' with { type: 'json' };
import zhFunds from './zh/funds.json' with { type: 'json' };
import zhGroups from './zh/groups.json' with { type: 'json' };
import zhHousehold from './zh/household.json' with { type: 'json' };
import zhImports from './zh/imports.json' with { type: 'json' };
import zhJournal from './zh/journal.json' with { type: 'json' };
import zhLedger from './zh/ledger.json' with { type: 'json' };
import zhLists from './zh/lists.json' with { type: 'json' };
import zhMethods from './zh/methods.json' with { type: 'json' };
import zhNotice from './zh/notice.json' with { type: 'json' };
import zhNotices from './zh/notices.json' with { type: 'json' };
import zhOverview from './zh/overview.json' with { type: 'json' };
import zhPayments from './zh/payments.json' with { type: 'json' };
import zhPlaces from './zh/places.json' with { type: 'json' };
import zhProjects from './zh/projects.json' with { type: 'json' };
import zhQuality from './zh/quality.json' with { type: 'json' };
import zhReconciliation from './zh/reconciliation.json' with { type: 'json' };
import zhSearch from './zh/search.json' with { type: 'json' };
import zhSession from './zh/session.json' with { type: 'json' };
import zhTimeline from './zh/timeline.json' with { type: 'json' };
import zhTodo from './zh/todo.json' with { type: 'json' };
import zhTowns from './zh/towns.json' with { type: 'json' };
import zhWorks from './zh/works.json' with { type: 'json' };

export const zh = {
  acceptance: zhAcceptance,
  accounts: zhAccounts,
  actions: zhActions,
  benefit: zhBenefit,
  common: zhCommon,
  contracts: zhContracts,
  decisions: zhDecisions,
  district: zhDistrict,
  duties: zhDuties,
  enterprises: zhEnterprises,
  figures: zhFigures,
  form: zhForm,
  frame: zhFrame,
  funds: zhFunds,
  groups: zhGroups,
  household: zhHousehold,
  imports: zhImports,
  journal: zhJournal,
  ledger: zhLedger,
  lists: zhLists,
  methods: zhMethods,
  notice: zhNotice,
  notices: zhNotices,
  overview: zhOverview,
  payments: zhPayments,
  places: zhPlaces,
  projects: zhProjects,
  quality: zhQuality,
  reconciliation: zhReconciliation,
  search: zhSearch,
  session: zhSession,
  timeline: zhTimeline,
  todo: zhTodo,
  towns: zhTowns,
  works: zhWorks,
};

export const en = {
  acceptance: enAcceptance,
  accounts: enAccounts,
  actions: enActions,
  benefit: enBenefit,
  common: enCommon,
  contracts: enContracts,
  decisions: enDecisions,
  district: enDistrict,
  duties: enDuties,
  enterprises: enEnterprises,
  figures: enFigures,
  form: enForm,
  frame: enFrame,
  funds: enFunds,
  groups: enGroups,
  household: enHousehold,
  imports: enImports,
  journal: enJournal,
  ledger: enLedger,
  lists: enLists,
  methods: enMethods,
  notice: enNotice,
  notices: enNotices,
  overview: enOverview,
  payments: enPayments,
  places: enPlaces,
  projects: enProjects,
  quality: enQuality,
  reconciliation: enReconciliation,
  search: enSearch,
  session: enSession,
  timeline: enTimeline,
  todo: enTodo,
  towns: enTowns,
  works: enWorks,
};
