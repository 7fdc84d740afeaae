// The columns of the ledger that may be put away; the name always stays.

export const choosableColumns = [
  'id',
  'place',
  'area',
  'category',
  'method',
  'project',
  'year',
  'state',
  'since',
  'findings',
] as const;
