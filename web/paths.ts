// The one place where addresses of the office app are written. Pages ask here; nobody else puts
// a path together. Addresses carry filters as plain text: `?clause=九`.

export const programmePages = [
  'overview',
  'projects',
  'towns',
  'notice',
  'reconciliation',
  'decisions',
  'timeline',
  'methods',
  'quality',
  'duties',
  'benefit',
] as const;
export type ProgrammePage = (typeof programmePages)[number];

type Filters = Readonly<Record<string, string | undefined>>;

function withFilters(path: string, filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined && value !== '') query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

export const paths = {
  start: () => '/',
  /** `from`: the address to come back to. */
  signIn: (from?: string) => withFilters('/sign-in', { from }),
  changePassword: () => '/change-password',
  ledger: (filters: Filters = {}) => withFilters('/ledger', filters),
  household: (householdId: string) => `/ledger/${encodeURIComponent(householdId)}`,
  groups: (filters: Filters = {}) => withFilters('/groups', filters),
  enterprises: (filters: Filters = {}) => withFilters('/enterprises', filters),
  enterprise: (enterpriseId: string) => `/enterprises/${encodeURIComponent(enterpriseId)}`,
  contracts: (filters: Filters = {}) => withFilters('/contracts', filters),
  worksContract: (contractId: string) => `/contracts/${encodeURIComponent(contractId)}`,
  works: (filters: Filters = {}) => withFilters('/works', filters),
  worksOf: (caseId: string, household: string) =>
    withFilters(`/works/${encodeURIComponent(caseId)}`, { household }),
  acceptance: (filters: Filters = {}) => withFilters('/acceptance', filters),
  lot: (lotId: string) => `/acceptance/${encodeURIComponent(lotId)}`,
  notices: (filters: Filters = {}) => withFilters('/notices', filters),
  publicNotice: (noticeId: string) => `/notices/${encodeURIComponent(noticeId)}`,
  imports: () => '/imports',
  import: (importId: string) => `/imports/${encodeURIComponent(importId)}`,
  targetImport: () => '/imports/targets',
  overview: (filters: Filters = {}) => withFilters('/overview', filters),
  batches: (filters: Filters = {}) => withFilters('/payments', filters),
  batch: (batchId: string) => `/payments/${encodeURIComponent(batchId)}`,
  bankReturns: (filters: Filters = {}) => withFilters('/payments/returns', filters),
  clawbacks: (filters: Filters = {}) => withFilters('/payments/clawbacks', filters),
  funds: (filters: Filters = {}) => withFilters('/funds', filters),
  entitlements: (filters: Filters = {}) => withFilters('/funds/entitlements', filters),
  journal: (filters: Filters = {}) => withFilters('/journal', filters),
  places: (filters: { q?: string } = {}) => withFilters('/places', filters),
  accounts: (filters: { search?: string } = {}) => withFilters('/accounts', filters),
  programme: (programmeId: string, page: ProgrammePage, filters: Filters = {}) =>
    withFilters(`/programme/${encodeURIComponent(programmeId)}/${page}`, filters),
  clause: (programmeId: string, clause: string) =>
    paths.programme(programmeId, 'notice', { clause }),
  decision: (programmeId: string, decision: string) =>
    paths.programme(programmeId, 'decisions', { decision }),
};
